package org.guildhall.conversation;

import java.util.List;
import java.util.function.Function;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * What the assistant makes of one message.
 *
 * @param outcome a word of the closed vocabulary with a family prefix, for instance {@code answered} or
 *     {@code handed_over_asked}; reports group by it
 * @param memory what to remember
 * @param replies what to say, in order; may be empty
 * @param handover who should take over, or null
 * @param article what was quoted, or null
 * @param confidence 0 to 1, or null when nothing was looked up
 * @param tried what was considered, best first
 * @param hesitant whether it is unsure enough to wait a moment for the rest of a question sent in pieces; committed as it
 *     is when none comes
 */
public record Decision(
        String outcome,
        Memory memory,
        List<Reply> replies,
        @Nullable Handover handover,
        @Nullable Quoted article,
        @Nullable Double confidence,
        List<Tried> tried,
        boolean hesitant) {

    /** What is recorded for a piece whose question was dealt with at a later message. */
    public static final String FOLDED = "folded_into_next";

    /** A decision that waits for nothing. */
    public Decision(
            String outcome,
            Memory memory,
            List<Reply> replies,
            @Nullable Handover handover,
            @Nullable Quoted article,
            @Nullable Double confidence,
            List<Tried> tried) {
        this(outcome, memory, replies, handover, article, confidence, tried, false);
    }

    /** The same, if the citizen has no more to say just now. */
    public Decision hesitating() {
        return new Decision(outcome, memory, replies, handover, article, confidence, tried, true);
    }

    /** Keeps copies of the lists. */
    public Decision {
        replies = List.copyOf(replies);
        tried = List.copyOf(tried);
    }

    /**
     * One reply.
     *
     * @param content what it says; Markdown
     * @param quoted the article it quotes, or null
     */
    public record Reply(Content content, @Nullable Quoted quoted) {}

    /**
     * A person is needed.
     *
     * @param team whose queue
     * @param priority how soon; a conversation already waiting keeps the more urgent one
     * @param wording what to tell the citizen once reference and place are known
     */
    public record Handover(String team, Priority priority, Function<Ticket, Reply> wording) {}

    /**
     * What a citizen in the queue can be told.
     *
     * @param reference what to quote
     * @param place in the team's queue, from 1
     * @param already whether they were waiting before this message
     * @param team whose queue it is; null when they are not in any, because a person has the conversation
     * @param usually how long it usually takes from that place; null when that cannot be said
     */
    public record Ticket(
            String reference,
            int place,
            boolean already,
            @Nullable String team,
            @Nullable Wait usually) {

        /** For somebody who is in no queue. */
        public Ticket(String reference, int place, boolean already) {
            this(reference, place, already, null, null);
        }
    }

    /** An article the assistant considered. */
    public record Tried(String id, String title, double confidence) {}
}
