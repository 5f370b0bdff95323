package org.guildhall.conversation;

import java.time.Duration;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tries messages again as soon as staff ask, and looks every second in case a wake-up was lost. */
@Configuration(proxyBeanMethods = false)
class SecondTurnLoop {

    @Bean
    Worker secondTurnsWorker(SecondTurns turns, Signals signals) {
        return Worker.inPortions(
                "second-turns", Duration.ofSeconds(1), turns::workOnOne, signals, DeadLetterOffice.SIGNAL);
    }
}
