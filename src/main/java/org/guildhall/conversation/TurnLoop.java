package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Rush;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps turns going: whenever somebody said something, and every second in case a wake-up was lost. What may be danger has
 * slots of its own, so that no crowd of other questions stands before it.
 */
@Configuration(proxyBeanMethods = false)
class TurnLoop {

    /** A turn also waits for the disk; still more would, by deciding, slow down those who hand messages in. */
    private static final int AT_ONCE = 4 * Math.min(4, Runtime.getRuntime().availableProcessors());

    /** A seventh of all questions look like danger at a glance: these keep pace with them even in a rush. */
    private static final int URGENT_AT_ONCE = 2;

    /** In a rush an ordinary question so often: deciding took a quarter of two processors that webhooks waited for. */
    private static final Duration IN_A_RUSH_EVERY = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(TurnLoop.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Semaphore urgentSlots = new Semaphore(URGENT_AT_ONCE);
    private long lastInARush = System.nanoTime();

    @Bean
    TurnThreads turnThreads() {
        return new TurnThreads(AT_ONCE + URGENT_AT_ONCE);
    }

    @Bean
    Worker turnsWorker(Turns turns, Dialogue dialogue, Signals signals, Rush rush, TurnThreads turnThreads) {
        Taking ordinary = new Taking(turns, slots, turns::due, turnThreads);
        return Worker.inPortions(
                "turns",
                SWEEP,
                () -> dialogue.ready() && ordinary.portion(() -> waitForSlots(rush)),
                signals,
                Turns.SIGNAL);
    }

    @Bean
    Worker urgentTurnsWorker(Turns turns, Dialogue dialogue, Signals signals, TurnThreads turnThreads) {
        Taking urgent = new Taking(turns, urgentSlots, turns::urgent, turnThreads);
        return Worker.inPortions(
                "urgent-turns",
                SWEEP,
                () -> dialogue.ready() && urgent.portion(() -> allFreeOf(urgentSlots)),
                signals,
                Turns.URGENT_SIGNAL);
    }

    /**
     * In a rush one after the other, and seldom: a message that is taken in can wait for its answer, one that is not may be
     * lost. The worker, which alone calls this, comes again with the next message or sweep.
     */
    private int waitForSlots(Rush rush) {
        if (!rush.on()) {
            return allFreeOf(slots);
        }
        long now = System.nanoTime();
        if (now - lastInARush < IN_A_RUSH_EVERY.toNanos()) {
            return 0;
        }
        lastInARush = now;
        slots.acquireUninterruptibly(AT_ONCE);
        slots.release(AT_ONCE - 1);
        return 1;
    }

    private static int allFreeOf(Semaphore slots) {
        slots.acquireUninterruptibly();
        return 1 + slots.drainPermits();
    }

    /**
     * Takes turns that are due and has them worked on.
     *
     * @param due takes so many leases at most
     */
    private record Taking(Turns turns, Semaphore slots, IntFunction<List<Leases.Lease>> due, TurnThreads threads) {

        /**
         * Takes no more leases than it can work on at once, so that none runs out while it waits here.
         *
         * @return whether there may be more
         */
        boolean portion(IntSupplier waitForSlots) {
            int free = waitForSlots.getAsInt();
            if (free == 0) {
                return false;
            }
            List<Leases.Lease> leases = take(free);
            for (Leases.Lease lease : leases) {
                threads.execute(() -> work(lease));
            }
            return leases.size() == free;
        }

        /** Slots that get no lease are given back also when the database fails, or nobody would ever decide here again. */
        private List<Leases.Lease> take(int free) {
            List<Leases.Lease> leases = List.of();
            try {
                leases = due.apply(free);
                return leases;
            } finally {
                slots.release(free - leases.size());
            }
        }

        private void work(Leases.Lease lease) {
            try {
                turns.work(lease);
                // Not even the failure could be written down; thrown on, it would be printed with its message.
            } catch (RuntimeException | Error failure) {
                LOG.warn(
                        "The lease of conversation {} is left to run out: {}",
                        lease.conversation(),
                        Redacted.kind(failure));
            } finally {
                slots.release();
            }
        }
    }
}
