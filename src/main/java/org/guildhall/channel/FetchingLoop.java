package org.guildhall.channel;

import java.time.Duration;
import org.guildhall.conversation.Downloads;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Fetches files as soon as their messages are committed, and looks every few seconds for those whose next try is due. Two
 * lanes, so that one slow file keeps no other waiting; each holds at most one file in memory.
 */
@Configuration(proxyBeanMethods = false)
class FetchingLoop {

    private static final Duration SWEEP = Duration.ofSeconds(3);

    @Bean
    Worker fetchingWorker(Fetching fetching, Signals signals) {
        return Worker.inPortions("fetching", SWEEP, fetching::workOnOne, signals, Downloads.SIGNAL);
    }

    @Bean
    Worker secondFetchingWorker(Fetching fetching, Signals signals) {
        return Worker.inPortions("fetching-2", SWEEP, fetching::workOnOne, signals, Downloads.SIGNAL);
    }
}
