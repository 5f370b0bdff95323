package org.guildhall.platform;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it may stand in a log: its kinds, frames and causes, and PostgreSQL's code where there is one. Not its
 * messages, which quote whatever was being worked on and with it what a citizen wrote.
 */
public final class Redacted extends Exception {

    private static final long serialVersionUID = 1L;

    /** Causes may go round in a circle. */
    private static final int DEEPEST = 20;

    private Redacted(Throwable failure, @Nullable Redacted cause) {
        super(name(failure), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** The failure, fit for a log. */
    public static Redacted of(Throwable failure) {
        return of(failure, DEEPEST);
    }

    /** The same on one line: the class's name, and PostgreSQL's code where the failure or one of its causes has one. */
    public static String kind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String code = code(cause);
            if (!code.isEmpty()) {
                return failure.getClass().getName() + code;
            }
            cause = cause.getCause();
        }
        return failure.getClass().getName();
    }

    /** Reads as the original would that has no message. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }

    private static Redacted of(Throwable failure, int deepest) {
        Throwable cause = failure.getCause();
        return new Redacted(failure, cause == null || deepest == 0 ? null : of(cause, deepest - 1));
    }

    private static String name(Throwable failure) {
        return failure.getClass().getName() + code(failure);
    }

    /** A code is five letters and digits whoever made it up: https://www.postgresql.org/docs/18/errcodes-appendix.html */
    private static String code(Throwable failure) {
        return failure instanceof SQLException refusal
                        && refusal.getSQLState() != null
                        && refusal.getSQLState().matches("[0-9A-Z]{5}")
                ? " (SQLSTATE " + refusal.getSQLState() + ")"
                : "";
    }
}
