package org.guildhall.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A part of what this node can do at once, set aside for one kind of request: so many are worked at, so many wait for
 * their turn in the order they came, and the rest is refused. Its short locked sections never wait for anything.
 */
final class Share {

    private static final long NEVER = Long.MIN_VALUE;

    private final String name;
    private final int places;
    private final int seats;
    private final Deque<Guest> waiting = new ArrayDeque<>();
    private int taken;
    private long lastCrowded = NEVER;

    /**
     * An empty share.
     *
     * @param name for the metrics
     * @param places how many are worked at together
     * @param seats how many may wait
     */
    Share(String name, int places, int seats) {
        this.name = name;
        this.places = places;
        this.seats = seats;
    }

    /** Who wants a place. */
    interface Guest {

        /** A place has become free and is theirs, to be left like any other; called on anybody's thread. */
        void yourTurn();
    }

    /** What a guest got. */
    enum Answer {
        PLACE,
        SEAT,
        NOTHING
    }

    String name() {
        return name;
    }

    /** Whether a guest who came now would get nothing. */
    synchronized boolean full() {
        return taken >= places && waiting.size() >= seats;
    }

    synchronized Answer enter(Guest guest) {
        if (taken < places) {
            taken++;
            return Answer.PLACE;
        }
        lastCrowded = System.nanoTime();
        if (waiting.size() < seats) {
            waiting.add(guest);
            return Answer.SEAT;
        }
        return Answer.NOTHING;
    }

    /** Gives a place back; who has waited longest gets it. */
    void leave() {
        Guest next = next();
        if (next != null) {
            next.yourTurn();
        }
    }

    private synchronized @Nullable Guest next() {
        Guest next = waiting.poll();
        if (next == null) {
            taken--;
        }
        return next;
    }

    /** Gives a seat up; without effect when the turn has already come. */
    synchronized void giveUp(Guest guest) {
        waiting.remove(guest);
    }

    /** Whether anybody came within this time who found no place. */
    synchronized boolean crowdedWithin(Duration time) {
        return lastCrowded != NEVER && System.nanoTime() - lastCrowded < time.toNanos();
    }

    synchronized int taken() {
        return taken;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
