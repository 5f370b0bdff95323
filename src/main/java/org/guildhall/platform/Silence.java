package org.guildhall.platform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** For how long somebody has asked and not one answer came. */
final class Silence {

    private static final Duration LONG = Duration.ofSeconds(2);
    private static final long NOBODY_ASKS = 0;

    private final LongSupplier nanos;
    private final AtomicLong since = new AtomicLong(NOBODY_ASKS);

    Silence() {
        this(System::nanoTime);
    }

    Silence(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void asked() {
        if (since.get() == NOBODY_ASKS) {
            // An odd number is never "nobody".
            since.compareAndSet(NOBODY_ASKS, nanos.getAsLong() | 1);
        }
    }

    void answered() {
        if (since.get() != NOBODY_ASKS) {
            since.set(NOBODY_ASKS);
        }
    }

    boolean lasts() {
        long began = since.get();
        return began != NOBODY_ASKS && nanos.getAsLong() - began > LONG.toNanos();
    }
}
