package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.guildhall.canary.Canary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class WorkerTests {

    private static final Duration RARELY = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Signals signals = new Signals();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsAtOnceWhenStarted() {
        try (Worker worker = new Worker("test", RARELY, runs::incrementAndGet, signals)) {
            worker.start();

            await().atMost(SOON).untilAtomic(runs, equalTo(1));
        }
    }

    @Test
    void runsAgainWhenASignalItListensToIsRaised() {
        try (Worker worker = new Worker("test", RARELY, runs::incrementAndGet, signals, "mine", "mine-too")) {
            worker.start();
            await().atMost(SOON).untilAtomic(runs, equalTo(1));

            signals.raise("others", "a");
            signals.raise("mine-too", "b");

            await().atMost(SOON).untilAtomic(runs, equalTo(2));
        }
    }

    @Test
    void runsByTheClockWithoutAnySignal() {
        try (Worker worker = new Worker("test", OFTEN, runs::incrementAndGet, signals, "never-raised")) {
            worker.start();

            await().atMost(SOON).untilAtomic(runs, greaterThan(3));
        }
    }

    @Test
    void runsOnceMoreForManySignalsRaisedWhileItRan() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        Semaphore mayFinish = new Semaphore(0);
        Runnable work = () -> {
            runs.incrementAndGet();
            inside.countDown();
            mayFinish.acquireUninterruptibly();
        };
        try (Worker worker = new Worker("test", RARELY, work, signals, "mine")) {
            worker.start();
            inside.await();

            for (int i = 0; i < 100; i++) {
                signals.raise("mine", "k");
            }
            assertThat(runs).hasValue(1);
            mayFinish.release(100);

            await().atMost(SOON).untilAtomic(runs, equalTo(2));
            await().during(Duration.ofMillis(100)).atMost(SOON).untilAtomic(runs, equalTo(2));
        }
    }

    @Test
    void survivesExceptionsAndErrors() {
        Runnable work = () -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("expected by the test");
                case 2 -> throw new StackOverflowError("expected by the test");
                default -> {}
            }
        };
        try (Worker worker = new Worker("test", OFTEN, work, signals)) {
            worker.start();

            await().atMost(SOON).untilAtomic(runs, greaterThan(3));
        }
    }

    @Test
    void complainsWithoutTheWordsOfTheFailure() {
        Runnable work = () -> {
            runs.incrementAndGet();
            throw new IllegalStateException(Canary.words("my bin"), new SQLException(Canary.name("Ann"), "57P01"));
        };
        try (Worker worker = new Worker("test", OFTEN, work, signals)) {
            worker.start();

            await().atMost(SOON).untilAtomic(runs, greaterThan(1));
        }
        assertThat(Canary.caught()).isEmpty();
    }

    @Test
    void restsAfterAFailureHoweverManySignalsCome() {
        Runnable work = () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("expected by the test");
        };
        try (Worker worker = new Worker("test", RARELY, work, signals, "mine")) {
            worker.start();
            await().atMost(SOON).untilAtomic(runs, equalTo(1));

            signals.raise("mine", "k");

            await().during(Duration.ofMillis(100)).atMost(SOON).untilAtomic(runs, equalTo(1));
        }
    }

    @Test
    void letsTheRunAtHandFinishWhenStopped() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        Worker worker = new Worker("test", OFTEN, () -> finished.set(passes(inside, mayFinish)), signals);
        worker.start();
        inside.await();

        Thread stopping = Thread.ofVirtual().start(worker::stop);
        await().atMost(SOON).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        mayFinish.countDown();
        stopping.join();

        assertThat(finished).isTrue();
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void goesOnWithTheNextPortionAsLongAsThereIsMore() {
        try (Worker worker =
                Worker.inPortions("test", RARELY, () -> runs.incrementAndGet() % 5 != 0, signals, "mine")) {
            worker.start();
            await().atMost(SOON).untilAtomic(runs, equalTo(5));

            signals.raise("mine", "k");

            await().atMost(SOON).untilAtomic(runs, equalTo(10));
        }
    }

    @Test
    void restsBetweenTwoPortionsAndStopsWithoutWaitingForTheEndOfTheRest() {
        Worker worker = Worker.inPortions(
                        "test",
                        RARELY,
                        () -> {
                            LockSupport.parkNanos(1_000_000);
                            runs.incrementAndGet();
                            return true;
                        },
                        signals)
                .resting(1_000_000);
        worker.start();
        await().atMost(SOON).untilAtomic(runs, equalTo(1));
        await().during(Duration.ofMillis(100)).atMost(SOON).untilAtomic(runs, equalTo(1));

        long began = System.nanoTime();
        worker.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(runs).hasValue(1);
    }

    @Test
    void stopsBetweenTwoPortionsHoweverManyThereAreAndInterruptsNone() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Worker worker = Worker.inPortions(
                "test",
                RARELY,
                () -> {
                    runs.incrementAndGet();
                    interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
                    return true;
                },
                signals);
        worker.start();
        await().atMost(SOON).untilAtomic(runs, greaterThan(100));

        worker.stop();
        int before = runs.get();

        await().during(Duration.ofMillis(100)).atMost(SOON).untilAtomic(runs, equalTo(before));
        assertThat(interrupted).isFalse();
    }

    @Test
    void interruptsWorkThatWouldHoldUpTheShutdown() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Runnable work = () -> {
            if (!passes(inside, new CountDownLatch(1))) {
                interrupted.countDown();
            }
        };
        Worker worker = new Worker("test", OFTEN, work, signals);
        worker.start();
        inside.await();

        worker.stop();

        assertThat(interrupted.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsNoMoreOnceStoppedAndAgainOnceRestarted() {
        Worker worker = new Worker("test", OFTEN, runs::incrementAndGet, signals, "mine");
        worker.start();
        worker.stop();
        int before = runs.get();
        signals.raise("mine", "k");
        await().during(Duration.ofMillis(100)).atMost(SOON).untilAtomic(runs, equalTo(before));

        worker.start();

        await().atMost(SOON).untilAtomic(runs, greaterThan(before));
        worker.close();
    }

    private static boolean passes(CountDownLatch inside, CountDownLatch mayFinish) {
        inside.countDown();
        try {
            mayFinish.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
