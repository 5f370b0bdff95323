package org.guildhall.channel;

import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.conversation.Outbox;
import org.guildhall.platform.Signals;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Empties the outbox through the messengers that are switched on, one {@link Lane} for each account of ours. Parts for a
 * messenger that is not switched on stay where they are.
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
                .flatMap(channel -> rounds(channel)
                        .map(parts -> new Lane(
                                channel, parts, outbox, breaker(parts), TimeMeter.SYSTEM_NANOTIME, signs, meters)))
                .toList();
        running.dispose();
        for (Channel channel : channels.all()) {
            List<Tag> tags = List.of(Tag.of("channel", channel.name()));
            meters.gauge("guildhall.deliveries.in.flight", tags, this, courier -> courier.inFlight(channel.name()));
        }
    }

    /** Each account's own, and to the first what belongs to none any more. */
    private static Stream<Outbox.Round> rounds(Channel channel) {
        return channel.accounts().stream().map(account -> {
            Set<String> others = new HashSet<>(channel.accounts());
            others.remove(account);
            return new Outbox.Round(channel.name(), account, others, account.equals(channel.account()));
        });
    }

    private static CircuitBreaker breaker(Outbox.Round parts) {
        return CircuitBreaker.of(parts.channel() + "/" + parts.account(), BREAKER);
    }

    private int inFlight(String channel) {
        return lanes.stream()
                .filter(lane -> lane.channel().equals(channel))
                .mapToInt(Lane::inFlight)
                .sum();
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
