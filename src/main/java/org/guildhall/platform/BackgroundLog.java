package org.guildhall.platform;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.status.Status;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Has log lines written by a thread of their own: whoever reads them, a pipe, a container's runtime, a busy disk, may stand
 * still, and then an event loop that writes one would stand still with it, and everybody it serves.
 */
public final class BackgroundLog implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** Lines that wait in memory; what comes when so many wait is lost rather than waited for. */
    private static final int LINES = 8_192;

    /** Goes to {@code SpringApplication.addListeners}. */
    public BackgroundLog() {}

    /** As soon as the log has been set up. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            List<Appender<ILoggingEvent>> direct = new ArrayList<>();
            root.iteratorForAppenders().forEachRemaining(direct::add);
            direct.forEach(appender -> behind(root, appender));
        }
    }

    private static void behind(Logger root, Appender<ILoggingEvent> appender) {
        AsyncAppender aside = new Aside();
        aside.setContext(root.getLoggerContext());
        aside.setName("BEHIND-" + appender.getName());
        aside.setQueueSize(LINES);
        aside.setDiscardingThreshold(0);
        aside.setNeverBlock(true);
        aside.addAppender(appender);
        aside.start();
        root.detachAppender(appender);
        root.addAppender(aside);
    }

    /** That it could not write everything when it was stopped it would say where nobody reads, and wait for that. */
    private static final class Aside extends AsyncAppender {
        @Override
        public void addStatus(Status status) {
            // To nobody.
        }
    }
}
