package org.guildhall.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What goes wrong at a messenger by chance, the same again for the same seed: whether a call fails depends on the seed,
 * its chat, and the how-manieth call to that chat it is, not on which thread came first.
 */
public final class Faults implements Function<BotApi.Call, Fault> {

    /** Longer than any client here waits for an answer. */
    private static final Duration TOO_LATE = Duration.ofSeconds(8);

    private static final int RETRY_AFTER_SECONDS = 1;

    private final long seed;
    private final double share;
    private final Map<String, Integer> callsByChat = new ConcurrentHashMap<>();
    private volatile boolean down;

    /**
     * Faults of every kind in equal parts.
     *
     * @param share of the calls that fail, 0 to 1
     */
    public Faults(long seed, double share) {
        this.seed = seed;
        this.share = share;
    }

    /** A total outage from now on, or the end of it. */
    public void down(boolean now) {
        down = now;
    }

    @Override
    public Fault apply(BotApi.Call call) {
        if (down) {
            return new Fault.Down();
        }
        if (!call.method().equals("sendmessage")) {
            return Fault.NONE;
        }
        String chat = call.text("chat_id");
        int nth = callsByChat.merge(chat, 1, Integer::sum);
        SplittableRandom chance = new SplittableRandom(seed * 31 + chat.hashCode() * 1_000_003L + nth);
        return chance.nextDouble() < share ? one(chance.nextInt(5)) : Fault.NONE;
    }

    private static Fault one(int kind) {
        return switch (kind) {
            case 0 -> Fault.tooMany(RETRY_AFTER_SECONDS);
            case 1 -> Fault.error(500, "Internal Server Error");
            case 2 -> new Fault.Late(TOO_LATE);
            case 3 -> new Fault.Lost();
            default -> new Fault.Down();
        };
    }
}
