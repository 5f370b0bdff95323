package org.guildhall.conversation;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The threads on which turns are worked on. They stop after those who take turns, so that a turn once taken is finished and
 * its lease let go, and before the courier, so that its answer still goes out.
 */
final class TurnThreads implements SmartLifecycle, AutoCloseable {

    /** After the workers, which take turns, and before the courier. */
    private static final int PHASE = DEFAULT_PHASE - 4608;

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final int threads;
    private volatile @Nullable ExecutorService running;

    TurnThreads(int threads) {
        this.threads = threads;
    }

    /**
     * Works on a turn as soon as a thread is free.
     *
     * @throws IllegalStateException before they are started, and once they are stopped
     */
    void execute(Runnable turn) {
        ExecutorService executor = running;
        if (executor == null) {
            throw new IllegalStateException("the threads for turns are stopped");
        }
        executor.execute(turn);
    }

    /** Not virtual: computing would keep their few carriers from the transactions that wait to be run. */
    @Override
    public synchronized void start() {
        if (running == null) {
            running = Executors.newFixedThreadPool(
                    threads, Thread.ofPlatform().daemon().name("turn-", 0).factory());
        }
    }

    /** Lets the turns at hand end, for two seconds at most; the leases of others run out. */
    @Override
    public synchronized void stop() {
        ExecutorService executor = running;
        if (executor == null) {
            return;
        }
        executor.shutdown();
        try {
            executor.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = null;
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
