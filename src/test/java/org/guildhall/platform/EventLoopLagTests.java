package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.client.ReactorResourceFactory;

@Timeout(90)
class EventLoopLagTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void tellsForHowLongALoopWasHeldUp() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DefaultEventLoop loop = new DefaultEventLoop();
        CountDownLatch end = new CountDownLatch(1);
        try {
            new EventLoopLag(new ReactorResourceFactory(), meters).watch(loop);
            Timer lag = meters.get("guildhall.event.loop.lag").timer();
            await().atMost(SOON).until(() -> lag.count() > 1);

            loop.execute(() -> holdUp(end));
            long held = System.nanoTime();
            await().atMost(SOON).until(() -> System.nanoTime() - held > TimeUnit.MILLISECONDS.toNanos(1_000));
            end.countDown();

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(lag.max(TimeUnit.MILLISECONDS)).isGreaterThan(700));
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    /** Busy, because a loop that waits, even by spinning, would be told off by BlockHound. */
    private static void holdUp(CountDownLatch end) {
        long turns = 0;
        while (end.getCount() > 0) {
            turns++;
        }
        assertThat(turns).isPositive();
    }
}
