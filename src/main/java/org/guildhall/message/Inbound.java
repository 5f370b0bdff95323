package org.guildhall.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened on a messenger, read out of a webhook or a poll. Every one carries the provider's own event
 * id, unique within the account, because messengers deliver the same event more than once.
 */
public sealed interface Inbound {

    /** The provider's id of this event, unique per (channel, account). */
    String eventId();

    /** Who it is from, or whom it is about. */
    Address from();

    /**
     * The citizen said something.
     *
     * @param choice the id of the choice that was tapped, or null when they typed
     * @param name what the messenger calls the person; untrusted, for staff to see
     * @param language the app's language (BCP 47) as the messenger tells it, a hint only
     * @param at when the messenger says it was sent, or null
     * @param messageId the messenger's id of the message, under which it may be changed or taken back; null when that is
     *     the event's
     */
    record Said(
            String eventId,
            Address from,
            Content content,
            @Nullable String choice,
            @Nullable String name,
            @Nullable String language,
            @Nullable Instant at,
            @Nullable String messageId)
            implements Inbound {

        /** Something said whose event and message have the same id. */
        public Said(
                String eventId,
                Address from,
                Content content,
                @Nullable String choice,
                @Nullable String name,
                @Nullable String language,
                @Nullable Instant at) {
            this(eventId, from, content, choice, name, language, at, null);
        }

        /** The same, under an id that the message has besides the event's. */
        public Said under(String id) {
            return new Said(eventId, from, content, choice, name, language, at, id);
        }
    }

    /** The citizen changed an earlier message. */
    record Edited(String eventId, Address from, String messageId, Content content) implements Inbound {}

    /** The citizen took a message back; what we keep of it must go too. */
    record Deleted(String eventId, Address from, String messageId) implements Inbound {}

    /**
     * What became of a message we sent.
     *
     * @param messageId the provider's id of it
     * @param reason why it failed, for staff and the log; no citizen's words
     * @param windowClosed true when it failed because the time is over in which the citizen may be written to freely
     * @param blocked true when it failed because the citizen blocked us or is gone
     */
    record Receipt(
            String eventId,
            Address from,
            String messageId,
            Stage stage,
            @Nullable String reason,
            boolean windowClosed,
            boolean blocked)
            implements Inbound {

        /** A receipt that has nothing to do with any window, nor with a block. */
        public Receipt(String eventId, Address from, String messageId, Stage stage, @Nullable String reason) {
            this(eventId, from, messageId, stage, reason, false);
        }

        /** A receipt that has nothing to do with a block. */
        public Receipt(
                String eventId,
                Address from,
                String messageId,
                Stage stage,
                @Nullable String reason,
                boolean windowClosed) {
            this(eventId, from, messageId, stage, reason, windowClosed, false);
        }

        /** How far it got. */
        public enum Stage {
            SENT,
            DELIVERED,
            READ,
            FAILED
        }
    }

    /**
     * What became of all we sent until a moment, for messengers that name no single messages.
     *
     * @param stage {@link Receipt.Stage#DELIVERED} or {@link Receipt.Stage#READ}
     * @param until by the messenger's clock
     */
    record CaughtUp(String eventId, Address from, Receipt.Stage stage, Instant until) implements Inbound {}

    /**
     * The messenger will charge us for a message.
     *
     * @param category what the messenger calls this kind of message, for instance {@code utility}
     */
    record Charged(String eventId, Address from, String category) implements Inbound {}

    /** The citizen is typing; a signal, never stored. */
    record Typing(String eventId, Address from) implements Inbound {}

    /** The citizen blocked us, or let us in again. */
    record Blocked(String eventId, Address from, boolean blocked) implements Inbound {}

    /** Signed, but not in a shape we can read: kept as it came, so that nothing is dropped. */
    record Unreadable(String eventId, Address from, String reason) implements Inbound {}
}
