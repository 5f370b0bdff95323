package org.guildhall.conversation;

import java.time.Duration;

/**
 * How long somebody in a queue usually still waits, as what happened there lately tells; nine in ten waited neither less nor
 * more. It never promises that it takes no time.
 *
 * @param from whole minutes in which people are there, from 1
 * @param to the same, more than {@code from}
 */
public record Wait(int from, int to) {

    /** Refuses what is no range. */
    public Wait {
        if (from < 1 || to <= from) {
            throw new IllegalArgumentException("No range of minutes: " + from + " to " + to);
        }
    }

    /** The range around these two in steps as people say them, never a narrower one. */
    static Wait around(Duration shortest, Duration longest) {
        long low = shortest.toMinutes();
        long high = longest.plusMinutes(1).minusNanos(1).toMinutes();
        int from = (int) Math.max(1, low - low % step(low));
        int to = (int) (Math.ceilDiv(Math.max(high, from + 1), step(high)) * step(high));
        return new Wait(from, Math.max(to, from + 1));
    }

    /** The longer it takes, the less anybody asks for the minute. */
    private static long step(long minutes) {
        if (minutes < 60) {
            return 5;
        }
        return minutes < 240 ? 15 : 60;
    }
}
