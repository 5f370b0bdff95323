package org.guildhall.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something we said that did not arrive, or not for sure.
 *
 * @param seq the message's place
 * @param channel where it should have gone
 * @param detail the messenger's own word for it, or null; no citizen's words
 * @param at when it was said
 */
public record Undelivered(
        UUID conversation,
        @Nullable String reference,
        int seq,
        String channel,
        Trouble trouble,
        @Nullable String detail,
        Instant at) {

    /** What kept it from arriving. */
    public enum Trouble {
        /** The citizen blocked us, or their account is gone. */
        BLOCKED,
        /** The messenger did not want this message. */
        REFUSED,
        /** The messenger could not be reached, or had no time for us, for four hours. */
        UNREACHABLE,
        /** It failed and we know no more. */
        FAILED,
        /** It arrived, perhaps twice. */
        TWICE,
        /** It may have arrived once, twice or not at all. */
        UNKNOWN
    }
}
