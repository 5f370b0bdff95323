package org.guildhall.platform;

import org.jspecify.annotations.Nullable;

/** The application cannot start as it is set up. It ends with these two sentences and no stack trace. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * Says why, and what to do.
     *
     * @param reason what is wrong, for whoever runs the server
     * @param remedy what they can do about it
     */
    public StartRefused(String reason, String remedy) {
        this(reason, remedy, null);
    }

    /**
     * The same, keeping what led to it for a log at debug level.
     *
     * @param cause what was noticed first, or null
     */
    public StartRefused(String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
