package org.guildhall.conversation;

import java.time.Duration;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at files as soon as they are here, and every few seconds for those whose next try is due. */
@Configuration(proxyBeanMethods = false)
class ScanLoop {

    private static final Duration SWEEP = Duration.ofSeconds(3);

    @Bean
    Worker scanWorker(Scans scans, Signals signals) {
        return Worker.inPortions("scans", SWEEP, scans::workOnOne, signals, Scans.SIGNAL);
    }
}
