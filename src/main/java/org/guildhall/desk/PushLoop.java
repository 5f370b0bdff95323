package org.guildhall.desk;

import java.time.Duration;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks once a second whom to tell. By the clock only: every message raises a signal, and few have to be told of. */
@Configuration(proxyBeanMethods = false)
class PushLoop {

    @Bean
    Worker pushWorker(Pushing pushing, Signals signals) {
        return new Worker("push", Duration.ofSeconds(1), pushing::workOff, signals);
    }
}
