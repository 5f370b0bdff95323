package org.guildhall.conversation;

import java.time.Duration;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says replies when their time has come, and looks every second in case a wake-up was lost. */
@Configuration(proxyBeanMethods = false)
class DrawerLoop {

    @Bean
    Worker drawerWorker(Drawer drawer, Signals signals) {
        return new Worker("drawer", Duration.ofSeconds(1), drawer::workOff, signals, Drawer.SIGNAL);
    }
}
