package org.guildhall.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.guildhall.message.Content;

/**
 * Which of a citizen's unanswered messages may be pieces of one question: "my bin", "wasnt emptied". Told by the times at
 * which they were committed, so that every node and every restart sees the same pieces.
 */
final class Pieces {

    /** How long the next piece may take. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    /** The last piece comes no later than this after the first, so that nobody is kept waiting longer than six seconds. */
    private static final Duration SPAN = Duration.ofSeconds(4);

    private Pieces() {}

    /**
     * How many of the messages may belong together, from the first.
     *
     * @param unanswered the citizen's messages, oldest first, at least one
     */
    static int in(List<Message> unanswered) {
        int count = 1;
        while (count < unanswered.size() && follows(unanswered, count)) {
            count++;
        }
        return count;
    }

    /** Until when the rest of a question may come whose last piece is this message. */
    static Instant until(Message last) {
        return last.at().plus(PAUSE);
    }

    private static boolean follows(List<Message> messages, int index) {
        Instant at = messages.get(index).at();
        return mayBePiece(messages.getFirst())
                && mayBePiece(messages.get(index))
                && !at.isAfter(until(messages.get(index - 1)))
                && !at.isAfter(messages.getFirst().at().plus(SPAN));
    }

    /** A choice answers what was asked, and is dealt with by itself. */
    private static boolean mayBePiece(Message message) {
        return message.choice() == null
                && (message.content() instanceof Content.Text || message.content() instanceof Content.Media);
    }
}
