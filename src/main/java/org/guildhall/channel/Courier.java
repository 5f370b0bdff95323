package org.guildhall.channel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.guildhall.conversation.Outbox;
import org.guildhall.platform.Signals;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Empties the outbox through the messengers that are switched on, one {@link Lane} each. Parts for a messenger that is
 * not switched on stay where they are.
 */
@Component
final class Courier implements SmartLifecycle {

    /** A little longer than one send may take. */
    private static final Duration LAST_ORDERS = Lane.SEND_TIMEOUT.plusSeconds(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(50)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(5)
            .build();

    /** Stops after the web server and the turns, so that the last answers still go out. */
    private static final int PHASE = DEFAULT_PHASE - 5120;

    private final List<Lane> lanes;
    private final Signals signals;
    private volatile Disposable.Composite running = Disposables.composite();

    Courier(Channels channels, Outbox outbox, Signals signals, SignsOfLife signs, MeterRegistry meters) {
        this.signals = signals;
        this.lanes = channels.all().stream()
                .map(channel -> new Lane(channel, outbox, breaker(channel), signs, meters))
                .toList();
        running.dispose();
    }

    private static CircuitBreaker breaker(Channel channel) {
        return CircuitBreaker.of(channel.name() + "/" + channel.account(), BREAKER);
    }

    @Override
    public void start() {
        Disposable.Composite loops = Disposables.composite();
        lanes.forEach(lane -> loops.add(lane.run(signals.on(Outbox.SIGNAL))));
        running = loops;
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    /** Takes nothing more, and waits for what is on its way. */
    @Override
    public void stop(Runnable stopped) {
        stop();
        Flux.interval(Duration.ZERO, LOOK_AGAIN)
                .filter(tick -> lanes.stream().allMatch(Lane::idle))
                .next()
                .timeout(LAST_ORDERS, Mono.empty())
                .doFinally(signal -> stopped.run())
                .subscribe();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
