package org.guildhall.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes wrong at messengers by chance, the same again for the same seed: whether a message fails depends on the seed,
 * its chat, and the how-manieth it is there, not on which thread came first.
 */
public final class Faults {

    /** Longer than any client here waits for an answer. */
    private static final Duration TOO_LATE = Duration.ofSeconds(8);

    private final long seed;
    private final double share;
    private final Map<String, Integer> messagesByChat = new ConcurrentHashMap<>();
    private volatile boolean down;

    /**
     * Faults of every kind in equal parts.
     *
     * @param share of the messages that fail, 0 to 1
     */
    public Faults(long seed, double share) {
        this.seed = seed;
        this.share = share;
    }

    /** A total outage from now on, or the end of it. */
    public void down(boolean now) {
        down = now;
    }

    /** What goes wrong with a call that shows nobody anything: only an outage does. */
    Fault withCall() {
        return down ? new Fault.Down() : Fault.NONE;
    }

    /**
     * What goes wrong with the next message in a chat.
     *
     * @param tooMany as this messenger says that it wants to be left alone for a while
     * @param broken as it says that something is wrong on its side
     */
    Fault withMessage(String chat, Fault tooMany, Fault broken) {
        if (down) {
            return new Fault.Down();
        }
        int nth = messagesByChat.merge(chat, 1, Integer::sum);
        SplittableRandom chance = new SplittableRandom(seed * 31 + chat.hashCode() * 1_000_003L + nth);
        if (chance.nextDouble() >= share) {
            return Fault.NONE;
        }
        return switch (chance.nextInt(5)) {
            case 0 -> tooMany;
            case 1 -> broken;
            case 2 -> new Fault.Late(TOO_LATE);
            case 3 -> new Fault.Lost();
            default -> new Fault.Down();
        };
    }
}
