package org.guildhall.channel;

import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.guildhall.conversation.Outbox;
import org.guildhall.conversation.Outbox.Dispatch;
import org.guildhall.message.Delivery;
import org.guildhall.platform.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The courier's work for one channel account. Many conversations at once, each in order, because the outbox gives out
 * only the head of a conversation. A messenger in trouble holds up nobody but itself.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    static final int PARALLEL = 64;
    /** With the longest wait for a person's turn it stays below the outbox's lease of eight seconds. */
    static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SWEEP = Duration.ofSeconds(1);
    /** Between two looks at the outbox, so that under load one look finds several parts. */
    private static final Duration GATHER = Duration.ofMillis(5);

    private static final Duration NEXT_TOKEN = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    /** A restarting database is back within seconds; a lost result would mean sending twice. */
    private static final Retry UNTIL_WRITTEN =
            Retry.backoff(20, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(2));

    /** A messenger that is silent to everybody is soon known to be down; one citizen's silence may be only theirs. */
    private static final Duration AFTER_SILENCE = Duration.ofMinutes(1);
    /** By then somebody's reply has found out whether it is back. */
    private static final Duration WHILE_DOWN = Duration.ofMinutes(15);

    private final Channel channel;
    private final Outbox.Round parts;
    private final Outbox outbox;
    private final CircuitBreaker breaker;
    private final SignsOfLife signs;
    private final MeterRegistry meters;
    private final Counter overtaken;
    private final TimeMeter clock;
    private final Pacer pacer;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean taking;
    private volatile boolean stopped = true;
    /** Whether a round could not take all it might have, so that the next one to be finished must say so. */
    private final AtomicBoolean held = new AtomicBoolean();

    /** Whether the last attempt was answered, whatever was said. */
    private volatile boolean answering = true;

    /** When the last attempt began. */
    private volatile long lastTried;

    private final Sinks.Many<String> wakes = Sinks.many().multicast().directBestEffort();

    Lane(
            Channel channel,
            Outbox.Round parts,
            Outbox outbox,
            CircuitBreaker breaker,
            TimeMeter clock,
            SignsOfLife signs,
            MeterRegistry meters) {
        this.channel = channel;
        this.parts = parts;
        this.outbox = outbox;
        this.breaker = breaker;
        this.signs = signs;
        this.meters = meters;
        this.overtaken = meters.counter("guildhall.deliveries.overtaken", "channel", channel.name());
        this.clock = clock;
        this.lastTried = clock.currentTimeNanos();
        this.pacer = new Pacer(channel.pace(), clock);
    }

    /**
     * Empties the outbox at every hint, and every second anyway, until disposed. Where citizens fetch what is said only what an
     * older node has left there is due, for which the seconds do.
     */
    Disposable run(Flux<String> hints) {
        stopped = false;
        Flux<String> ours = hints.filter(key -> key.equals(channel.name()) || key.equals(Signals.EVERYTHING))
                .doOnNext(this::noteFetched)
                .filter(key -> channel.delivers());
        return Disposables.composite(
                () -> stopped = true,
                Flux.merge(ours, wakes.asFlux(), ticks().map(String::valueOf))
                        .onBackpressureLatest()
                        .concatMap(hint -> alive(this::round).then(Mono.delay(GATHER)), 1)
                        .subscribe(),
                // What was left in the middle is taken back for all accounts at once, by one of their lanes.
                ticks().filter(tick -> parts.heir())
                        .concatMap(tick -> alive(this::takeBack), 1)
                        .subscribe());
    }

    /** Something was said where citizens fetch it, so it has been sent. */
    private void noteFetched(String key) {
        if (!channel.delivers() && key.equals(channel.name())) {
            signs.sent(channel, parts.account());
        }
    }

    private static Flux<Long> ticks() {
        return Flux.interval(SWEEP).onBackpressureDrop();
    }

    /** Whatever goes wrong in one round must not end the lane: nobody else would send for this messenger. */
    private static Mono<Void> alive(Supplier<Mono<Void>> work) {
        return Mono.defer(work)
                .doOnError(trouble -> log.warn(
                        "The outbox cannot be read: {}", trouble.getClass().getName()))
                .onErrorComplete();
    }

    private Mono<Void> takeBack() {
        return outbox.takeBack(channel.name())
                .filter(count -> count > 0)
                .doOnNext(count -> wake())
                .then();
    }

    /** Parts on their way. */
    int inFlight() {
        return inFlight.get();
    }

    /** The messenger's name. */
    String channel() {
        return channel.name();
    }

    /** Whether nothing is on its way, nor just being given out by the outbox. */
    boolean idle() {
        return !taking && inFlight.get() == 0;
    }

    private Mono<Void> round() {
        // Said before looking: what ends in between must know.
        held.set(true);
        int free = PARALLEL - inFlight.get();
        boolean risksOne = risksOne();
        int most = risksOne ? Math.min(free, 1) : free;
        int room = most > 0 ? permitted(pacer.reserve(most)) : 0;
        if (room == free) {
            held.set(false);
        }
        if (room == 0) {
            return Mono.empty();
        }
        // Said before looking, as whoever stops the lane says so before asking whether it is idle: one of both must see
        // it.
        taking = true;
        if (stopped) {
            giveBack(room);
            taking = false;
            return Mono.empty();
        }
        Duration patience = risksOne ? AFTER_SILENCE : patience();
        Mono<Void> taken = Mono.defer(() -> outbox.take(parts, room, patience))
                .doOnNext(dispatches -> send(dispatches, room))
                .doOnError(trouble -> giveBack(room))
                .doFinally(signal -> taking = false)
                .then()
                .cache();
        // Also when the lane is stopped: what it has been given nobody else sends before its lease is over, and then
        // marked as uncertain.
        taken.subscribe(done -> {}, trouble -> {});
        return taken;
    }

    /**
     * Whether it is time to find out by one reply that may have arrived already. When everybody waits behind such a one,
     * nobody else's would ever tell that the messenger is back.
     */
    private boolean risksOne() {
        return !answering
                && breaker.getState() != CircuitBreaker.State.CLOSED
                && clock.currentTimeNanos() - lastTried >= AFTER_SILENCE.toNanos();
    }

    /** A part that may have arrived is tried again when the messenger has answered somebody since. */
    private Duration patience() {
        if (answering) {
            return Duration.ZERO;
        }
        return breaker.getState() == CircuitBreaker.State.CLOSED ? AFTER_SILENCE : WHILE_DOWN;
    }

    /** How many of the reserved messages the circuit breaker lets through. */
    private int permitted(int reserved) {
        if (reserved == 0) {
            Mono.delay(NEXT_TOKEN).subscribe(ignored -> wake());
        }
        int permitted = 0;
        while (permitted < reserved && breaker.tryAcquirePermission()) {
            permitted++;
        }
        pacer.giveBack(reserved - permitted);
        return permitted;
    }

    private void giveBack(int unused) {
        pacer.giveBack(unused);
        for (int i = 0; i < unused; i++) {
            breaker.releasePermission();
        }
    }

    private void send(List<Dispatch> dispatches, int room) {
        giveBack(room - dispatches.size());
        dispatches.forEach(this::send);
        if (dispatches.size() == room) {
            wake();
        }
    }

    private void send(Dispatch dispatch) {
        inFlight.incrementAndGet();
        inTurn(dispatch)
                .flatMap(delivery -> settle(dispatch, delivery))
                .doFinally(signal -> finished())
                .subscribe(
                        settled -> {},
                        trouble -> log.error(
                                "A delivery could not be written down: {}",
                                trouble.getClass().getName()));
    }

    private Mono<Delivery> inTurn(Dispatch dispatch) {
        Duration wait = pacer.wait(dispatch.outbound().to().replyTo());
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            breaker.releasePermission();
            return Mono.just(new Delivery.Deferred(wait, "one message a second to one person", false));
        }
        return wait.isZero() ? attempt(dispatch) : Mono.delay(wait).then(Mono.defer(() -> attempt(dispatch)));
    }

    private Mono<Delivery> attempt(Dispatch dispatch) {
        lastTried = clock.currentTimeNanos();
        Timer.Sample watch = Timer.start(meters);
        return Mono.defer(() -> dispatch.windowClosed()
                        ? channel.sendOutsideWindow(dispatch.outbound(), dispatch.freely(), dispatch.next())
                        : channel.send(dispatch.outbound(), dispatch.next()))
                .switchIfEmpty(Mono.just(new Delivery.Deferred(null, "no answer", true)))
                .timeout(SEND_TIMEOUT)
                .onErrorResume(trouble -> Mono.just(new Delivery.Deferred(null, reason(trouble), true)))
                .map(Cleaned::of)
                .doOnNext(delivery -> judge(delivery, watch));
    }

    private static String reason(Throwable trouble) {
        return trouble instanceof TimeoutException
                ? "no answer in time"
                : "sending failed: " + trouble.getClass().getSimpleName();
    }

    private Mono<Boolean> settle(Dispatch dispatch, Delivery delivery) {
        Duration pause = pacer.next(dispatch.outbound().to().replyTo());
        return Mono.defer(() -> outbox.settle(dispatch, delivery, pause))
                .retryWhen(UNTIL_WRITTEN)
                .doOnNext(written -> wakeAfter(pause))
                .doOnNext(written -> {
                    if (!written) {
                        overtaken.increment();
                    }
                });
    }

    private void judge(Delivery delivery, Timer.Sample watch) {
        String outcome = switch (delivery) {
            case Delivery.Sent sent -> "sent";
            case Delivery.Accepted accepted -> "accepted";
            case Delivery.Partly partly -> "partly";
            case Delivery.Deferred deferred -> deferred.uncertain() ? "uncertain" : "deferred";
            case Delivery.Refused refused -> refused.blocked() ? "blocked" : "refused";
        };
        long nanos = watch.stop(Timer.builder("guildhall.deliveries")
                .description("Attempts to send one part to a messenger")
                .tag("channel", channel.name())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters));
        if (!(delivery instanceof Delivery.Deferred || delivery instanceof Delivery.Refused)) {
            signs.sent(channel, parts.account());
        }
        answering = !(delivery instanceof Delivery.Deferred deferred) || deferred.retryAfter() != null;
        switch (delivery) {
            // Who says when to come back is not down.
            case Delivery.Deferred told when told.retryAfter() != null -> breaker.releasePermission();
            case Delivery.Deferred deferred -> breaker.onError(nanos, TimeUnit.NANOSECONDS, new DeliveryDeferred());
            default -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void finished() {
        inFlight.decrementAndGet();
        if (held.compareAndSet(true, false)) {
            wake();
        }
    }

    private void wakeAfter(Duration pause) {
        if (!pause.isZero()) {
            Mono.delay(pause).subscribe(over -> wake());
        }
    }

    private void wake() {
        wakes.emitNext(channel.name(), Sinks.EmitFailureHandler.busyLooping(SWEEP));
    }

    /** What the circuit breaker counts; it is never thrown. */
    private static final class DeliveryDeferred extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private DeliveryDeferred() {
            super(null, null, false, false);
        }
    }
}
