package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.guildhall.platform.Rush;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps turns going: whenever somebody said something, and every second in case a wake-up was lost. */
@Configuration(proxyBeanMethods = false)
class TurnLoop {

    /** Deciding is nearly all computing, so more at once would only slow down those who hand messages in. */
    private static final int AT_ONCE = 2 * Math.min(4, Runtime.getRuntime().availableProcessors());

    private final Semaphore slots = new Semaphore(AT_ONCE);

    /** Not virtual: computing would keep their few carriers from the transactions that wait to be run. */
    @Bean(destroyMethod = "close")
    ExecutorService turnThreads() {
        return Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("turn-", 0).factory());
    }

    @Bean
    Worker turnsWorker(Turns turns, Dialogue dialogue, Signals signals, Rush rush, ExecutorService turnThreads) {
        return new Worker(
                "turns",
                Duration.ofSeconds(1),
                () -> workOff(turns, dialogue, rush, turnThreads),
                signals,
                Turns.SIGNAL);
    }

    /** Takes no more leases than it can work on at once, so that none runs out while it waits here. */
    private void workOff(Turns turns, Dialogue dialogue, Rush rush, ExecutorService threads) {
        if (!dialogue.ready()) {
            return;
        }
        int free;
        List<Leases.Lease> leases;
        do {
            free = waitForSlots(rush);
            leases = take(turns, free);
            for (Leases.Lease lease : leases) {
                threads.execute(() -> work(turns, lease));
            }
        } while (leases.size() == free);
    }

    /** Slots that get no lease are given back also when the database fails, or nobody would ever decide here again. */
    private List<Leases.Lease> take(Turns turns, int free) {
        List<Leases.Lease> leases = List.of();
        try {
            leases = turns.due(free);
            return leases;
        } finally {
            slots.release(free - leases.size());
        }
    }

    private void work(Turns turns, Leases.Lease lease) {
        try {
            turns.work(lease);
        } finally {
            slots.release();
        }
    }

    /** In a rush one after the other: a message that is taken in can wait for its answer, one that is not may be lost. */
    private int waitForSlots(Rush rush) {
        if (rush.on()) {
            slots.acquireUninterruptibly(AT_ONCE);
            slots.release(AT_ONCE - 1);
            return 1;
        }
        slots.acquireUninterruptibly();
        return 1 + slots.drainPermits();
    }
}
