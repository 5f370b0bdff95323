package org.guildhall.conversation;

import java.util.UUID;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.platform.FetchFailed;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a message, without its bytes.
 *
 * @param kind what the messenger called it
 * @param type what it is by its bytes; null until they are here
 * @param picture whether it was painted anew, so that a page may show it
 * @param size in bytes as it is kept; null until they are here
 * @param fileName the sender's name of it; untrusted
 * @param trouble why it will never be here; null unless it failed
 */
public record Attachment(
        UUID id,
        UUID message,
        MediaKind kind,
        State state,
        @Nullable FileType type,
        boolean picture,
        @Nullable Long size,
        @Nullable String fileName,
        FetchFailed.@Nullable Why trouble) {

    /** How far it got. */
    public enum State {
        /** It is being fetched, or waits for that. */
        PENDING,
        /** Its bytes are here. */
        FETCHED,
        /** It could not be fetched, and nobody tries any more. */
        FAILED
    }
}
