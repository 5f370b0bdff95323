package org.guildhall.platform;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file could not be fetched. Says why and from which host, and nothing else of the address, which may hold a secret. */
public final class FetchFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Why why;
    private final @Nullable Duration retryAfter;

    /**
     * For a reason, at a host.
     *
     * @param where the host or the messenger, never a whole address
     */
    public FetchFailed(Why why, String where) {
        this(why, where, null);
    }

    /**
     * The same, with how long the other side wants to be left alone.
     *
     * @param retryAfter at least this long; null when it did not say
     */
    public FetchFailed(Why why, String where, @Nullable Duration retryAfter) {
        super(where + ": " + why.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        this.why = why;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Why why() {
        return why;
    }

    /** How long to wait at least before another try, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The reasons; stored by name, so names here are for keeps. */
    public enum Why {
        /** Not https, another port, or a host that is not on the caller's list. */
        HOST_NOT_ALLOWED(true),
        /** The host's name leads to an address that is not public. */
        ADDRESS_NOT_ALLOWED(true),
        /** It was sent on to another host, or too often. */
        REDIRECT_NOT_ALLOWED(true),
        /** More bytes than the caller wants. */
        TOO_LARGE(true),
        /** The other side does not have it, or not for us. */
        GONE(true),
        /** Nobody can fetch from that messenger. */
        UNSUPPORTED(true),
        /** Every try ended with the process. */
        ENDED(true),
        /** Not all of it came in time. */
        TOO_SLOW(false),
        /** No connection, broken off, or the other side is in trouble. */
        UNREACHABLE(false);

        private final boolean lasting;

        Why(boolean lasting) {
            this.lasting = lasting;
        }

        /** Whether another try would end the same way. */
        public boolean lasting() {
            return lasting;
        }
    }
}
