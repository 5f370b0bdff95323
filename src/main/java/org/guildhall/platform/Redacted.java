package org.guildhall.platform;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it may stand in a log: its kinds, messages, frames and causes, without what Reactor attaches to it, which
 * quotes the request's query and with it what a citizen asked.
 */
public final class Redacted extends Exception {

    private static final long serialVersionUID = 1L;

    private Redacted(Throwable failure, @Nullable Redacted cause) {
        super(failure.toString(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** The failure, fit for a log. */
    public static Redacted of(Throwable failure) {
        Throwable cause = failure.getCause();
        return new Redacted(failure, cause == null || cause == failure ? null : of(cause));
    }

    /** Reads as the original would. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
