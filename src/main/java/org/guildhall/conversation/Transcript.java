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
 * @param later replies that are not said yet, the next first
 * @param asks what colleagues are asked about it and have not answered, the oldest first
 * @param joined other conversations of the same person, each without such of its own
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
        Map<Integer, String> reactions,
        List<LaterReply> later,
        List<Ask> asks,
        List<Transcript> joined) {

    /** One in which nothing is put off or asked, of a citizen who is joined with nobody. */
    public Transcript(
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
        this(
                summary,
                citizen,
                outcome,
                messages,
                notes,
                tried,
                undelivered,
                decided,
                attachments,
                windowLeft,
                reactions,
                List.of(),
                List.of(),
                List.of());
    }

    /** The same beside other conversations of the same person. */
    public Transcript with(List<Transcript> others) {
        return new Transcript(
                summary,
                citizen,
                outcome,
                messages,
                notes,
                tried,
                undelivered,
                decided,
                attachments,
                windowLeft,
                reactions,
                later,
                asks,
                others);
    }

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
