package org.guildhall.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with everything in it, as the desk shows it.
 *
 * @param citizen what the messenger calls the person, or null; untrusted
 * @param outcome how it was closed, or null
 * @param messages oldest first
 * @param notes oldest first
 * @param tried what the assistant considered, latest question first
 * @param decided the places of the citizen's messages that the assistant has decided on
 */
public record Transcript(
        Summary summary,
        @Nullable String citizen,
        @Nullable String outcome,
        List<Message> messages,
        List<Note> notes,
        List<Decision.Tried> tried,
        List<Integer> decided) {

    /** A note for staff only. */
    public record Note(StaffName by, String text, Instant at) {}
}
