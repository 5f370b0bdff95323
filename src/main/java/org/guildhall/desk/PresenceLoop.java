package org.guildhall.desk;

import java.time.Duration;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps conversations with people who are there. By the clock only: a crowd of messages must not make it run all the time. */
@Configuration(proxyBeanMethods = false)
class PresenceLoop {

    @Bean
    Worker assignmentWorker(Assignment assignment, Signals signals) {
        return new Worker("assignment", Duration.ofSeconds(1), assignment::workOff, signals);
    }

    @Bean
    Worker presenceSweeper(Presence presence, Signals signals) {
        return new Worker("presence-sweeper", Duration.ofMinutes(10), presence::deleteExpired, signals);
    }
}
