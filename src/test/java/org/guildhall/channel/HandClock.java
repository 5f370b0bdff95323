package org.guildhall.channel;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A clock that stands until it is moved on. */
final class HandClock implements TimeMeter {

    private volatile long nanos;

    synchronized void moveOn(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
