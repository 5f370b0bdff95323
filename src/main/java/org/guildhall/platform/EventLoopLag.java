package org.guildhall.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.netty.resources.LoopResources;

/**
 * How late the event loops come to what they were to do: a loop that somebody blocks, or that has too much to do, keeps
 * every connection on it waiting for as long.
 */
@Component
final class EventLoopLag {

    private static final Duration EVERY = Duration.ofMillis(200);

    private final ReactorResourceFactory eventLoops;
    private final Timer lag;

    EventLoopLag(ReactorResourceFactory eventLoops, MeterRegistry meters) {
        this.eventLoops = eventLoops;
        this.lag = Timer.builder("guildhall.event.loop.lag")
                .description("How late an event loop came to a task that was due")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void watch() {
        eventLoops.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE).forEach(this::watch);
    }

    void watch(EventExecutor loop) {
        lookLater(loop);
    }

    private void lookLater(EventExecutor loop) {
        if (loop.isShuttingDown()) {
            return;
        }
        long due = System.nanoTime() + EVERY.toNanos();
        loop.schedule(
                () -> {
                    lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
                    lookLater(loop);
                },
                EVERY.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
