package org.guildhall.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt to send ended. Expected failures are values, so that nobody forgets one. */
public sealed interface Delivery {

    /** A message is with the messenger. */
    sealed interface WentOut extends Delivery {

        /** The messenger's id of it, under which receipts come; null when it gave none. */
        @Nullable String messageId();
    }

    /**
     * The messenger sent it.
     *
     * @param messageId the messenger's id of the message, or null when it gives none; receipts come under it
     */
    record Sent(@Nullable String messageId) implements WentOut {}

    /**
     * The messenger's API took it, and only a receipt tells whether it went out: to be given where a message that was
     * taken may still be refused.
     *
     * @param messageId the messenger's id of the message, under which receipts come; null when it gave none, and then
     *     nobody will ever know
     */
    record Accepted(@Nullable String messageId) implements WentOut {}

    /**
     * One message went out of the several that the part takes in this messenger, and the next is due.
     *
     * @param message how it went out; receipts tell of it by itself
     * @param next the how-manieth comes next, from 1; of those that go the other way where it is known that the window is closed
     * @param windowClosed whether the citizen may not be written to freely now, so that this one went the other way, and so
     *     does the rest
     */
    record Partly(WentOut message, int next, boolean windowClosed) implements Delivery {}

    /**
     * Not now.
     *
     * @param retryAfter how long to wait at least; null lets the outbox back off by itself
     * @param reason for staff and the log; no citizen's words
     * @param uncertain true when the messenger may have taken it although we saw no answer
     */
    record Deferred(@Nullable Duration retryAfter, String reason, boolean uncertain) implements Delivery {}

    /**
     * Never: another attempt would end the same way.
     *
     * @param reason for staff and the log; no citizen's words
     * @param blocked true when the citizen blocked us or is gone
     */
    record Refused(String reason, boolean blocked) implements Delivery {}
}
