package org.guildhall.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be dealt with, as staff see it. It never holds what was in it.
 *
 * @param conversation where the message stands, or null when nobody could read it
 * @param reference of that conversation, or null
 * @param seq the message's place in that conversation, or null
 * @param detail what went wrong last, in a technical word; no citizen's words
 * @param size bytes kept to be read again, or null when nothing was
 * @param at when it was kept
 * @param failures how often it was tried again and failed again
 * @param replayedAt when it was dealt with after all, or null
 * @param outcome what came of that, or null
 */
public record DeadLetter(
        UUID id,
        Kind kind,
        State state,
        String channel,
        @Nullable UUID conversation,
        @Nullable String reference,
        @Nullable Integer seq,
        String detail,
        @Nullable Integer size,
        Instant at,
        int failures,
        @Nullable Instant replayedAt,
        @Nullable Outcome outcome) {

    /** What it is. */
    public enum Kind {
        /** A signed body that could not be read or not be stored. */
        BODY,
        /** An event of which nothing is kept but that it came. */
        EVENT,
        /** A citizen's message whose turn failed eight times. */
        MESSAGE
    }

    /** How it stands. */
    public enum State {
        WAITING,
        REPLAYING,
        REPLAYED,
        DISCARDED
    }

    /** What came of trying again. */
    public enum Outcome {
        /** It was read, and is in its conversation now. */
        TAKEN,
        /** It had been dealt with already. */
        KNOWN,
        /** It was read, and there was nothing in it for us. */
        NOTHING,
        /** The assistant has answered. */
        ANSWERED,
        /** Nothing was said, because a person has the conversation. */
        LEFT
    }
}
