package org.guildhall.platform;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection's one clock, set anew with nearly every byte that comes and hardly ever rung. Setting it later costs nothing: it
 * looks when it would have rung. All of it runs on the connection's own event loop.
 */
final class Alarm {

    private static final long NEVER = Long.MAX_VALUE;

    private final EventExecutor executor;
    private final Runnable rings;
    private long due = NEVER;
    private long looksAt = NEVER;
    private @Nullable Future<?> look;

    /** One that is not set. */
    Alarm(EventExecutor executor, Runnable rings) {
        this.executor = executor;
        this.rings = rings;
    }

    /**
     * Sets it.
     *
     * @param nanos a moment of {@link System#nanoTime}
     */
    void at(long nanos) {
        due = nanos;
        if (look != null && looksAt - nanos <= 0) {
            return;
        }
        cancel();
        looksAt = nanos;
        look = executor.schedule(this::look, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** It will not ring unless it is set again. */
    void off() {
        due = NEVER;
    }

    /** It is not needed any more. */
    void remove() {
        off();
        cancel();
    }

    private void cancel() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    private void look() {
        look = null;
        if (due == NEVER) {
            return;
        }
        if (due - System.nanoTime() > 0) {
            at(due);
            return;
        }
        off();
        rings.run();
    }
}
