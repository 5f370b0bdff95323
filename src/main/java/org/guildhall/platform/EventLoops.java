package org.guildhall.platform;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * The threads that serve connections. One only takes new ones in: with the others' work to do besides, it would leave them
 * with the system for seconds when thousands come at once, and nobody's time would run there.
 */
@Configuration(proxyBeanMethods = false)
class EventLoops {

    private static final int TAKING_IN = 1;

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(
                () -> LoopResources.create("reactor-http", TAKING_IN, LoopResources.DEFAULT_IO_WORKER_COUNT, true));
        // By default Netty listens for two more seconds whether anything comes; the server has drained by then.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
