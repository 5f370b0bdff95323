package org.guildhall.channel;

import java.time.Duration;
import org.guildhall.conversation.StaffRooms;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells staff as soon as they have done something, and looks every second who has been handed over. */
@Configuration(proxyBeanMethods = false)
class AnnouncingLoop {

    @Bean
    Worker announcingWorker(Announcing announcing, Signals signals) {
        return new Worker("announcing", Duration.ofSeconds(1), announcing::workOff, signals, StaffRooms.SIGNAL);
    }
}
