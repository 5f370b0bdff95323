package org.guildhall.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One part of a reply on its way to a citizen. Text is Markdown; each channel renders it in its messenger's dialect.
 *
 * @param id the same on every attempt, so that a messenger which can deduplicate may
 * @param to where it goes
 * @param content what it says
 * @param source the article it quotes, or null
 * @param speaker who says it: Messenger and Instagram let a person answer for seven days and a machine for one; null in
 *     what was queued before this was kept, and then it counts as a machine
 * @param placeAsked true when what we said before it asked for a place, and otherwise null
 */
public record Outbound(
        UUID id,
        Address to,
        Content content,
        @Nullable Source source,
        @Nullable Speaker speaker,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean placeAsked) {

    /** What follows no question for a place. */
    public Outbound(
            UUID id,
            Address to,
            Content content,
            @Nullable Source source,
            @Nullable Speaker speaker) {
        this(id, to, content, source, speaker, null);
    }

    /** What the assistant says. */
    public Outbound(UUID id, Address to, Content content, @Nullable Source source) {
        this(id, to, content, source, Speaker.ASSISTANT);
    }

    /** Whether a button that sends a place may stand there still, and nobody needs it any more. */
    public boolean afterPlaceWanted() {
        return Boolean.TRUE.equals(placeAsked);
    }

    /** Who says something to a citizen. Stored by name, so names here are for keeps. */
    public enum Speaker {
        /** Words that no person wrote for this citizen, the system's included. */
        ASSISTANT,
        /** A member of staff. */
        STAFF
    }
}
