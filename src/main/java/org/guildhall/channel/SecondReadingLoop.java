package org.guildhall.channel;

import java.time.Duration;
import org.guildhall.conversation.DeadLetterOffice;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads bodies again as soon as staff ask, and looks every second in case a wake-up was lost. */
@Configuration(proxyBeanMethods = false)
class SecondReadingLoop {

    @Bean
    Worker secondReadingWorker(SecondReading reading, Signals signals) {
        return Worker.inPortions(
                "second-reading", Duration.ofSeconds(1), reading::workOnOne, signals, DeadLetterOffice.SIGNAL);
    }
}
