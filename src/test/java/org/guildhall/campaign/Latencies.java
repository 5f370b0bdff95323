package org.guildhall.campaign;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Durations of one kind; a long for each, so that hundreds of thousands are cheap. */
final class Latencies {

    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    /** Both together. */
    Latencies and(Latencies others) {
        Latencies both = new Latencies();
        LongStream.concat(LongStream.of(all()), LongStream.of(others.all())).forEach(both::add);
        return both;
    }

    private synchronized long[] all() {
        return Arrays.copyOf(nanos, count);
    }

    synchronized int count() {
        return count;
    }

    /**
     * Milliseconds that this share of them took at most.
     *
     * @param share 0 to 1; 1 is the longest
     */
    synchronized double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) Math.floor(share * count))] / 1e6;
    }
}
