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
     * @param alias another name of the same person at the messenger, under which they may have written before; null when it
     *     tells of none
     */
    record Said(
            String eventId,
            Address from,
            Content content,
            @Nullable String choice,
            @Nullable String name,
            @Nullable String language,
            @Nullable Instant at,
            @Nullable String messageId,
            @Nullable Address alias)
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

        /** Something said by somebody who has one name only. */
        public Said(
                String eventId,
                Address from,
                Content content,
                @Nullable String choice,
                @Nullable String name,
                @Nullable String language,
                @Nullable Instant at,
                @Nullable String messageId) {
            this(eventId, from, content, choice, name, language, at, messageId, null);
        }

        /** The same, under an id that the message has besides the event's. */
        public Said under(String id) {
            return new Said(eventId, from, content, choice, name, language, at, id, alias);
        }

        /** The same, from somebody who has another name as well; null when they have not. */
        public Said alsoKnownAs(@Nullable Address other) {
            return new Said(eventId, from, content, choice, name, language, at, messageId, other);
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
     * @param passing true when it failed, and surely did not arrive, for a reason that may pass: another attempt may succeed
     */
    record Receipt(
            String eventId,
            Address from,
            String messageId,
            Stage stage,
            @Nullable String reason,
            boolean windowClosed,
            boolean blocked,
            boolean passing)
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

        /** A receipt that is the last word: another attempt would end the same. */
        public Receipt(
                String eventId,
                Address from,
                String messageId,
                Stage stage,
                @Nullable String reason,
                boolean windowClosed,
                boolean blocked) {
            this(eventId, from, messageId, stage, reason, windowClosed, blocked, false);
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
     * @param segments of a text message, which is paid for by each of them; 0 where a message is paid for as a whole
     */
    record Charged(String eventId, Address from, String category, int segments) implements Inbound {

        /** A message that is paid for as a whole. */
        public Charged(String eventId, Address from, String category) {
            this(eventId, from, category, 0);
        }
    }

    /**
     * The citizen put a sign on a message, theirs or ours, or took it away again. Nothing is said by that, so nothing is
     * answered.
     *
     * @param messageId the messenger's id of the message
     * @param sign usually an emoji; empty when it was taken away
     */
    record Reacted(String eventId, Address from, String messageId, String sign) implements Inbound {}

    /** The citizen is typing; a signal, never stored. */
    record Typing(String eventId, Address from) implements Inbound {}

    /** The citizen blocked us, or let us in again. */
    record Blocked(String eventId, Address from, boolean blocked) implements Inbound {}

    /**
     * The citizen is to be found under another name from now on, for instance another number, and no longer under the one
     * before, which may become somebody else's.
     *
     * @param from the name before
     * @param to the new one, at the same account
     */
    record Moved(String eventId, Address from, Address to) implements Inbound {}

    /**
     * The citizen brings a conversation along that they began elsewhere, by the one-time code they were given there.
     *
     * @param name what the messenger calls the person; untrusted, for staff to see
     * @param language the app's language (BCP 47) as the messenger tells it, a hint only
     */
    record Continued(
            String eventId,
            Address from,
            String code,
            @Nullable String name,
            @Nullable String language) implements Inbound {

        /** What it is when the code is good for nothing: somebody opens a chat. */
        public Said greeting() {
            return new Said(eventId, from, new Content.Text("/start"), null, name, language, null);
        }
    }

    /**
     * A member of staff wants to take a conversation of which they were told in a staff room.
     *
     * @param from who that is at the messenger, and where they are answered as long as nobody knows them
     * @param conversation as it was given out with the announcement; untrusted
     */
    record ClaimWanted(String eventId, Address from, String conversation) implements Inbound {}

    /**
     * Somebody gives the code that the desk showed to a member of staff, and is that person.
     *
     * @param from who that is at the messenger, and where they are answered
     */
    record CodeGiven(String eventId, Address from, String code) implements Inbound {}

    /**
     * A staff room can be reached, for messengers that say only with a call where replies go.
     *
     * @param from the room as the person, and how it is reached
     */
    record RoomHeard(String eventId, Address from) implements Inbound {}

    /** Signed, but not in a shape we can read: kept as it came, so that nothing is dropped. */
    record Unreadable(String eventId, Address from, String reason) implements Inbound {}
}
