package org.guildhall.platform;

import java.util.concurrent.TimeUnit;

/** A request on its way, from its first byte, which is before anybody knows what it asks for. */
final class Coming {

    private boolean begun;
    private long since;
    private long bytes;

    boolean begun() {
        return begun;
    }

    /**
     * More has come.
     *
     * @param more bytes
     * @param now in nanoseconds, of {@link System#nanoTime} like the answer
     * @param patienceNanos between two of its pieces, and for all of it unless bytes really come
     * @return when it is too slow unless still more comes, see {@link Patience#SLOWEST_BYTES_PER_SECOND}
     */
    long untilAfter(int more, long now, long patienceNanos) {
        if (!begun) {
            begun = true;
            since = now;
            bytes = 0;
        }
        bytes += more;
        long credit = TimeUnit.SECONDS.toNanos(bytes) / Patience.SLOWEST_BYTES_PER_SECOND;
        return Math.min(now, since + credit) + patienceNanos;
    }

    /** It is all there. */
    void end() {
        begun = false;
    }
}
