package org.guildhall.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has come of requests that are not all there yet, and is kept until they are. When that is too much, the one that
 * has been coming for longest goes: an honest one is here within milliseconds.
 */
final class Arrivals {

    private final long most;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Runnable> slow = new ConcurrentSkipListMap<>();

    /**
     * Nothing yet.
     *
     * @param most bytes to keep
     */
    Arrivals(long most) {
        this.most = most;
    }

    /**
     * Counts bytes that are kept, or with a negative number no longer.
     *
     * @return false when that is too much, and the slowest has been asked to go
     */
    boolean keep(long more) {
        if (bytes.addAndGet(more) <= most || more <= 0) {
            return true;
        }
        Map.Entry<Long, Runnable> slowest = slow.pollFirstEntry();
        if (slowest != null) {
            slowest.getValue().run();
        }
        return false;
    }

    long kept() {
        return bytes.get();
    }

    /**
     * Remembers a request that did not come in one piece.
     *
     * @param go ends it; called on anybody's thread, once at most
     * @return by which to {@link #forget} it
     */
    long remember(Runnable go) {
        long number = numbers.incrementAndGet();
        slow.put(number, go);
        return number;
    }

    void forget(long number) {
        slow.remove(number);
    }
}
