package org.guildhall.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with everything in it, as the desk shows it.
 *
 * @param citizen what the messenger calls the person, or null; untrusted
 * @param outcome how it was closed, or null
 * @param messages oldest first
 * @param notes oldest first
 * @param tried what the assistant considered, latest question first
 * @param undelivered what of our messages did not arrive, or not for sure, in their order
 * @param decided the places of the citizen's messages that the assistant has decided on
 * @param windowLeft how long the citizen may still be written to freely, zero when no longer; null when always
 * @param attachments files that came with its messages, in the order in which they came
 * @param reactions the sign that the citizen put on a message, by the message's place
 */
public record Transcript(
        Summary summary,
        @Nullable String citizen,
        @Nullable String outcome,
        List<Message> messages,
        List<Note> notes,
        List<Decision.Tried> tried,
        List<Undelivered> undelivered,
        List<Integer> decided,
        List<Attachment> attachments,
        @Nullable Duration windowLeft,
        Map<Integer, String> reactions) {

    /** Why the message at a place did not arrive for sure; null when nothing is known against it. */
    public @Nullable Undelivered undelivered(int seq) {
        return undelivered.stream()
                .filter(message -> message.seq() == seq)
                .findFirst()
                .orElse(null);
    }

    /** The files that came with a message. */
    public List<Attachment> attachments(Message message) {
        return attachments.stream()
                .filter(file -> file.message().equals(message.id()))
                .toList();
    }

    /** A note for staff only. */
    public record Note(StaffName by, String text, Instant at) {}
}
