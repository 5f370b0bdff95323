package org.guildhall.canary;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The driver's own log, which goes through {@code java.util.logging} and so past Logback's filters. */
final class PostgresLog extends Handler {

    /** Held here, or it would be forgotten with its level. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final Pins pins;

    PostgresLog(Pins pins) {
        this.pins = pins;
        setFormatter(new SimpleFormatter());
    }

    /** Turns it on, again whenever somebody has set logging up anew. */
    void listen() {
        if (DRIVER.getLevel() != Level.ALL) {
            for (Handler handler : DRIVER.getHandlers()) {
                DRIVER.removeHandler(handler);
            }
            DRIVER.addHandler(this);
            // Not further up: there it would be printed.
            DRIVER.setUseParentHandlers(false);
            DRIVER.setLevel(Level.ALL);
        }
    }

    @Override
    public void publish(LogRecord line) {
        ch.qos.logback.classic.Level level = line.getLevel().intValue() < Level.INFO.intValue()
                ? ch.qos.logback.classic.Level.TRACE
                : ch.qos.logback.classic.Level.WARN;
        if (!pins.silence(line.getLoggerName(), level)) {
            Net.look(
                    line.getLoggerName(),
                    line.getLevel().getName(),
                    getFormatter().formatMessage(line));
            for (Throwable cause = line.getThrown(); cause != null; cause = cause.getCause()) {
                Net.look(line.getLoggerName(), line.getLevel().getName(), cause.toString());
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
