package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.guildhall.canary.Canary;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class TurnLoopTests {

    private static final int SOON_MILLIS = 20_000;

    @Test
    void goesOnDecidingAfterTheDatabaseFailedToSayWhatIsDue() {
        Leases.Lease lease = new Leases.Lease(UUID.randomUUID(), 1, 1);
        Turns turns = mock(Turns.class);
        when(turns.due(anyInt()))
                .thenThrow(new DataAccessResourceFailureException("away"))
                .thenReturn(List.of(lease))
                .thenReturn(List.of());
        TurnLoop loop = new TurnLoop();
        try (TurnThreads threads = started(loop.turnThreads());
                Worker worker = loop.turnsWorker(turns, House::echo, new Signals(), () -> false, threads)) {
            worker.start();

            verify(turns, timeout(SOON_MILLIS)).work(lease);
        }
    }

    @Test
    void nothingIsLeftUncaughtWhenNotEvenAFailureCanBeWrittenDown() throws InterruptedException {
        Leases.Lease lost = new Leases.Lease(UUID.randomUUID(), 1, 1);
        Leases.Lease next = new Leases.Lease(UUID.randomUUID(), 1, 1);
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        List<Thread> workers = new CopyOnWriteArrayList<>();
        Turns turns = mock(Turns.class);
        when(turns.due(anyInt())).thenReturn(List.of(lost), List.of(next), List.of());
        doAnswer(call -> {
                    workers.add(Thread.currentThread());
                    throw new DataAccessResourceFailureException(Canary.words("away"));
                })
                .when(turns)
                .work(lost);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        TurnLoop loop = new TurnLoop();
        Signals signals = new Signals();
        try (TurnThreads threads = started(loop.turnThreads());
                Worker worker = loop.turnsWorker(turns, House::echo, signals, () -> false, threads)) {
            worker.start();
            verify(turns, timeout(SOON_MILLIS)).work(lost);
            signals.raise(Turns.SIGNAL, "again");
            verify(turns, timeout(SOON_MILLIS)).work(next);
        } finally {
            // The handler is called by the thread itself before it ends.
            for (Thread thread : workers) {
                thread.join(SOON_MILLIS);
            }
            Thread.setDefaultUncaughtExceptionHandler(before);
        }

        assertThat(workers).hasSize(1);
        assertThat(uncaught).isEmpty();
        assertThat(Canary.caught()).isEmpty();
    }

    @Test
    void decidesOneAfterTheOtherWhileMessengersWaitAtTheDoor() {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger mostAtWork = new AtomicInteger();
        CountDownLatch worked = new CountDownLatch(6);
        List<Integer> asked = new CopyOnWriteArrayList<>();
        Turns turns = mock(Turns.class);
        when(turns.due(anyInt())).thenAnswer(call -> {
            asked.add(call.getArgument(0));
            return worked.getCount() == 0 ? List.of() : List.of(new Leases.Lease(UUID.randomUUID(), 1, 1));
        });
        doAnswer(call -> {
                    mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    Thread.yield();
                    atWork.decrementAndGet();
                    worked.countDown();
                    return null;
                })
                .when(turns)
                .work(any());
        TurnLoop loop = new TurnLoop();
        try (TurnThreads threads = started(loop.turnThreads());
                Worker worker = loop.turnsWorker(turns, House::echo, new Signals(), () -> true, threads)) {
            worker.start();

            await().atMost(Duration.ofMillis(SOON_MILLIS)).until(() -> worked.getCount() == 0);
            assertThat(mostAtWork).hasValue(1);
            assertThat(asked).containsOnly(1);
        }
    }

    @Test
    void decidesWhatMayBeDangerWhileAllOthersStandStill() {
        Leases.Lease ordinary = new Leases.Lease(UUID.randomUUID(), 1, 1);
        Leases.Lease cry = new Leases.Lease(UUID.randomUUID(), 1, 1);
        CountDownLatch helped = new CountDownLatch(1);
        Turns turns = mock(Turns.class);
        when(turns.due(anyInt())).thenReturn(List.of(ordinary), List.of());
        when(turns.urgent(anyInt())).thenReturn(List.of(cry), List.of());
        doAnswer(call -> {
                    helped.await();
                    return null;
                })
                .when(turns)
                .work(ordinary);
        Signals signals = new Signals();
        TurnLoop loop = new TurnLoop();
        try (TurnThreads threads = started(loop.turnThreads());
                Worker worker = loop.turnsWorker(turns, House::echo, signals, () -> true, threads);
                Worker urgent = loop.urgentTurnsWorker(turns, House::echo, signals, threads)) {
            worker.start();
            verify(turns, timeout(SOON_MILLIS)).work(ordinary);

            urgent.start();

            verify(turns, timeout(SOON_MILLIS)).work(cry);
            helped.countDown();
        }
    }

    @Test
    void takesNoMoreTurnsOnceStoppedHoweverManyThereAre() {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger worked = new AtomicInteger();
        Turns turns = mock(Turns.class);
        when(turns.due(anyInt())).thenAnswer(call -> {
            int most = call.getArgument(0);
            taken.addAndGet(most);
            return Stream.generate(() -> new Leases.Lease(UUID.randomUUID(), 1, 1))
                    .limit(most)
                    .toList();
        });
        doAnswer(call -> worked.incrementAndGet()).when(turns).work(any());
        TurnLoop loop = new TurnLoop();
        TurnThreads threads = started(loop.turnThreads());
        Worker worker = loop.turnsWorker(turns, House::echo, new Signals(), () -> false, threads);
        worker.start();
        await().atMost(Duration.ofMillis(SOON_MILLIS)).untilAtomic(worked, greaterThan(10));

        worker.stop();
        threads.stop();

        assertThat(worked).hasValue(taken.get());
    }

    @Test
    void finishesTheTurnsAtHandBeforeItsThreadsAreGone() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        TurnThreads threads = started(new TurnThreads(1));
        threads.execute(() -> {
            begun.countDown();
            passes(mayEnd);
            ended.incrementAndGet();
        });
        begun.await();

        Thread stopping = Thread.ofVirtual().start(threads::stop);
        await().atMost(Duration.ofMillis(SOON_MILLIS)).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        stopping.join();

        assertThat(ended).hasValue(1);
        assertThat(threads.isRunning()).isFalse();
    }

    private static TurnThreads started(TurnThreads threads) {
        threads.start();
        return threads;
    }

    private static void passes(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
