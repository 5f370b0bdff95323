package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.Outbox;
import org.guildhall.conversation.Outbox.Dispatch;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class LaneTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Delivery SENT = new Delivery.Sent("1");

    private final Outbox outbox = mock(Outbox.class);
    private final Queue<Dispatch> waiting = new ConcurrentLinkedQueue<>();
    private final List<Delivery> settled = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<Long> sentAt = new CopyOnWriteArrayList<>();
    private final AtomicReference<Duration> patience = new AtomicReference<>();
    private final AtomicInteger most = new AtomicInteger();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(4)
                    .waitDurationInOpenState(Duration.ofHours(1))
                    .build());
    private final List<Disposable> running = new ArrayList<>();

    @BeforeEach
    void giveOutWhatWaits() {
        when(outbox.take(any(), anyInt(), any())).thenAnswer(call -> {
            most.set(call.getArgument(1));
            patience.set(call.getArgument(2));
            return Mono.fromSupplier(() -> upTo(call.getArgument(1)));
        });
        when(outbox.takeBack(any())).thenReturn(Mono.just(0));
        when(outbox.settle(any(), any(), any())).thenAnswer(call -> {
            settled.add(call.getArgument(1));
            pauses.add(call.getArgument(2));
            return Mono.just(true);
        });
    }

    @AfterEach
    void stop() {
        running.forEach(Disposable::dispose);
    }

    @Test
    void settlesWhatTheMessengerSaid() {
        put(1);
        start(reply -> Mono.just(SENT), Pace.UNLIMITED);

        await().atMost(SOON).until(() -> settled.equals(List.of(SENT)));
    }

    @Test
    void sendsWhatIsLeftTheWayThatIsOpen() {
        Dispatch freely = dispatch("ann");
        waiting.add(new Dispatch(freely.id(), freely.id(), 1, false, true, 2, 1, freely.outbound()));
        start(reply -> Mono.just(SENT), Pace.UNLIMITED);

        await().atMost(SOON).until(() -> settled.equals(List.of(new Delivery.Sent("2 freely, then 1"))));
        assertThat(sentAt).isEmpty();
    }

    @Test
    void settlesNothingThatCannotBeWrittenDown() {
        put(2);
        start(
                reply -> Mono.just(
                        reply.to().replyTo().equals("0")
                                ? new Delivery.Sent("m\u00001")
                                : new Delivery.Refused("cut in \uD83D", false)),
                Pace.UNLIMITED);

        await().atMost(SOON).until(() -> settled.size() == 2);
        assertThat(settled)
                .containsExactlyInAnyOrder(new Delivery.Sent("m1"), new Delivery.Refused("cut in \uFFFD", false));
    }

    @Test
    void sendsWhatItWasTakingWhenItWasStopped() {
        Sinks.One<List<Dispatch>> givenOut = Sinks.one();
        when(outbox.take(any(), anyInt(), any())).thenReturn(givenOut.asMono(), Mono.just(List.of()));
        put(1);
        Lane lane = start(reply -> Mono.just(SENT), Pace.UNLIMITED);
        await().atMost(SOON).until(() -> !lane.idle());

        stop();
        assertThat(lane.idle()).isFalse();
        givenOut.tryEmitValue(upTo(1)).orThrow();

        await().atMost(SOON).until(lane::idle);
        assertThat(settled).containsExactly(SENT);
    }

    @Test
    void isUncertainAfterAnExceptionAndAfterSilence() {
        put(2);
        Lane lane = start(
                reply -> reply.to().replyTo().equals("0") ? Mono.error(new IllegalStateException("x")) : Mono.empty(),
                Pace.UNLIMITED);

        await().atMost(SOON).until(() -> settled.size() == 2 && lane.idle());
        assertThat(settled)
                .containsExactlyInAnyOrder(
                        new Delivery.Deferred(null, "sending failed: IllegalStateException", true),
                        new Delivery.Deferred(null, "no answer", true));
    }

    @Test
    void isUncertainWhenTheMessengerTakesTooLong() {
        put(1);
        start(reply -> Mono.never(), Pace.UNLIMITED);

        await().atMost(SOON)
                .until(() -> settled.equals(List.of(new Delivery.Deferred(null, "no answer in time", true))));
    }

    @Test
    void triesAgainWhatMayHaveArrivedOnlyWhenTheMessengerAnswersSomebody() {
        put(1);
        AtomicBoolean silent = new AtomicBoolean(true);
        start(reply -> silent.get() ? Mono.empty() : Mono.just(SENT), Pace.UNLIMITED);

        await().atMost(SOON).until(() -> Duration.ofMinutes(1).equals(patience.get()));
        put(3);
        await().atMost(SOON).until(() -> breaker.getState() == CircuitBreaker.State.OPEN);
        breaker.transitionToHalfOpenState();
        await().atMost(SOON).until(() -> Duration.ofMinutes(15).equals(patience.get()));
        silent.set(false);
        put(1);
        await().atMost(SOON).until(() -> Duration.ZERO.equals(patience.get()));
    }

    @Test
    void risksOneThatMayHaveArrivedWhenNobodyHasBeenTriedForAMinute() {
        HandClock clock = new HandClock();
        put(4);
        start(reply -> Mono.empty(), Pace.UNLIMITED, clock);
        await().atMost(SOON).until(() -> settled.size() == 4);
        breaker.transitionToHalfOpenState();
        await().atMost(SOON).until(() -> Duration.ofMinutes(15).equals(patience.get()));

        clock.moveOn(Duration.ofMinutes(1));
        await().atMost(SOON).until(() -> Duration.ofMinutes(1).equals(patience.get()) && most.get() == 1);
        put(1);

        await().atMost(SOON)
                .until(() -> settled.size() == 5 && Duration.ofMinutes(15).equals(patience.get()));
    }

    @Test
    void triesAgainToWriteDownAResult() {
        Queue<Mono<Boolean>> results = new ConcurrentLinkedQueue<>(
                List.of(Mono.error(new QueryTimeoutException("the database is away")), Mono.just(true)));
        doAnswer(call -> {
                    settled.add(call.getArgument(1));
                    return results.remove();
                })
                .when(outbox)
                .settle(any(), any(), any());
        put(1);
        Lane lane = start(reply -> Mono.just(SENT), Pace.UNLIMITED);

        await().atMost(SOON).until(() -> settled.equals(List.of(SENT, SENT)) && lane.idle());
        assertThat(sentAt).hasSize(1);
    }

    @Test
    void keepsToThePaceOfTheAccount() {
        put(30);
        long began = System.nanoTime();
        start(reply -> Mono.just(SENT), new Pace(10, 0));

        await().atMost(SOON).until(() -> settled.size() == 30);
        // Not from the first one, which a busy machine may send late.
        assertThat(sentAt.getLast() - began)
                .isGreaterThan(Duration.ofMillis(1800).toNanos());
    }

    @Test
    void letsNobodyGetMoreThanOneASecondAfterAFirstBurst() {
        for (int i = 0; i < 4; i++) {
            waiting.add(dispatch("same"));
        }
        long began = System.nanoTime();
        start(reply -> Mono.just(SENT), new Pace(100, 2));

        await().atMost(SOON).until(() -> settled.size() == 4);
        assertThat(sentAt.getLast() - began)
                .isGreaterThan(Duration.ofMillis(1500).toNanos());
    }

    @Test
    void tellsTheOutboxHowLongThePersonHasToWaitForTheNext() {
        Pace pace = new Pace(100, 2);
        waiting.add(dispatch("same"));
        waiting.add(dispatch("same"));
        start(reply -> Mono.just(SENT), pace, new HandClock());

        await().atMost(SOON).until(() -> pauses.size() == 2);
        assertThat(pauses).containsExactly(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void leavesTheOutboxAloneWhileTheMessengerIsDown() {
        put(4);
        Lane lane = start(reply -> Mono.just(new Delivery.Deferred(null, "500", false)), Pace.UNLIMITED);
        await().atMost(SOON).until(() -> settled.size() == 4 && lane.idle());
        put(5);

        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> waiting.size() == 5);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void goesOnWhenTheOutboxCannotBeReadAndWhenEveryPlaceIsTaken() {
        put(Lane.PARALLEL + 10);
        Queue<RuntimeException> trouble = new ConcurrentLinkedQueue<>(List.of(new IllegalStateException("once")));
        doAnswer(call -> {
                    RuntimeException first = trouble.poll();
                    if (first != null) {
                        throw first;
                    }
                    return Mono.just(upTo(call.getArgument(1)));
                })
                .when(outbox)
                .take(any(), anyInt(), any());
        start(reply -> Mono.delay(Duration.ofSeconds(2)).thenReturn(SENT), new Pace(1000, 0));

        await().atMost(SOON).until(() -> settled.size() == Lane.PARALLEL + 10);
    }

    @Test
    void aMessengerThatSaysWhenToComeBackIsNotDown() {
        put(20);
        start(reply -> Mono.just(new Delivery.Deferred(Duration.ofSeconds(1), "429", false)), Pace.UNLIMITED);

        await().atMost(SOON).until(() -> settled.size() == 20);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void takesNothingMoreWhenItIsStoppedWhileItLooksForWork() {
        put(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Lane lane = start(reply -> Mono.just(SENT), new Pace(100, 2), new StoppingClock(stopped));

        await().atMost(SOON).until(() -> stopped.getCount() == 0 && lane.idle());
        assertThat(waiting).hasSize(1);
        assertThat(settled).isEmpty();
    }

    @Test
    void whatIsSaidWhereCitizensFetchItIsASignOfLife() {
        Channel page = mock(Channel.class);
        when(page.name()).thenReturn("page");
        when(page.accounts()).thenReturn(List.of("1"));
        when(page.pace()).thenReturn(Pace.UNLIMITED);
        SignsOfLife signs = new SignsOfLife();
        ChannelAccounts accounts = mock(ChannelAccounts.class);

        Lane lane = new Lane(
                page,
                new Outbox.Round("page", "1", Set.of(), true),
                outbox,
                breaker,
                TimeMeter.SYSTEM_NANOTIME,
                signs,
                new SimpleMeterRegistry());
        running.add(lane.run(Flux.just("page", "elsewhere")));
        signs.writeDown(List.of(page), accounts);

        verify(accounts).note(any(), any(), any(), eq(Set.of(ChannelAccounts.Sign.SENT)));
    }

    private Lane start(Function<Outbound, Mono<Delivery>> messenger, Pace pace) {
        return start(messenger, pace, TimeMeter.SYSTEM_NANOTIME);
    }

    private Lane start(Function<Outbound, Mono<Delivery>> messenger, Pace pace, TimeMeter clock) {
        Lane lane = new Lane(
                new Messenger(messenger, pace),
                Outbox.Round.all("test"),
                outbox,
                breaker,
                clock,
                new SignsOfLife(),
                new SimpleMeterRegistry());
        running.add(lane.run(Flux.never()));
        return lane;
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            waiting.add(dispatch(Integer.toString(i)));
        }
    }

    private static Dispatch dispatch(String person) {
        Address to = new Address("test", "1", person, person);
        UUID id = UUID.randomUUID();
        return new Dispatch(id, id, 1, false, false, 0, 0, new Outbound(id, to, new Content.Text("Hello"), null));
    }

    private List<Dispatch> upTo(int limit) {
        List<Dispatch> taken = new ArrayList<>();
        while (taken.size() < limit && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        return taken;
    }

    /** Stops the lane as soon as its pace asks for the time, which it does before it takes anything. */
    private final class StoppingClock implements TimeMeter {
        private final CountDownLatch stopped;

        private StoppingClock(CountDownLatch stopped) {
            this.stopped = stopped;
        }

        @Override
        public long currentTimeNanos() {
            if (!running.isEmpty()) {
                running.forEach(Disposable::dispose);
                stopped.countDown();
            }
            return System.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final class Messenger extends StubChannel {
        private final Function<Outbound, Mono<Delivery>> sending;
        private final Pace pace;

        private Messenger(Function<Outbound, Mono<Delivery>> sending, Pace pace) {
            super("test", "1");
            this.sending = sending;
            this.pace = pace;
        }

        @Override
        public Pace pace() {
            return pace;
        }

        @Override
        public Mono<Delivery> send(Outbound reply, int next) {
            sentAt.add(System.nanoTime());
            return sending.apply(reply);
        }

        @Override
        public Mono<Delivery> sendOutsideWindow(Outbound reply, int freely, int next) {
            return Mono.just(new Delivery.Sent(freely + " freely, then " + next));
        }
    }
}
