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
        FAILED,
        /** Its bytes are here, and the virus scanner is about to look at them. */
        CHECKING,
        /** Its bytes are here, but the virus scanner could not look at them yet; it is tried again. */
        UNCHECKED,
        /** It is larger than the virus scanner takes, so nobody can open it. */
        UNCHECKABLE,
        /** The virus scanner has found something in it; nobody can open it. */
        INFECTED;

        /** Whether staff may be handed its bytes. */
        public boolean open() {
            return this == FETCHED;
        }
    }
}
