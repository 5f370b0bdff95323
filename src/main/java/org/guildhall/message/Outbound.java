package org.guildhall.message;

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
 */
public record Outbound(
        UUID id,
        Address to,
        Content content,
        @Nullable Source source,
        @Nullable Speaker speaker) {

    /** What the assistant says. */
    public Outbound(UUID id, Address to, Content content, @Nullable Source source) {
        this(id, to, content, source, Speaker.ASSISTANT);
    }

    /** Who says something to a citizen. Stored by name, so names here are for keeps. */
    public enum Speaker {
        /** Words that no person wrote for this citizen, the system's included. */
        ASSISTANT,
        /** A member of staff. */
        STAFF
    }
}
