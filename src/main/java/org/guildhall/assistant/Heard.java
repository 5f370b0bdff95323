package org.guildhall.assistant;

import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision.Tried;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Turn;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * One turn as the steps see it, with the knowledge base asked once for all of them.
 *
 * @param words what the citizen put in their own words; empty when there are none
 * @param finding what the knowledge base makes of the words
 */
record Heard(Turn turn, String words, Finding finding) {

    private static final Finding NOTHING = new Finding(Verdict.UNSURE, 0, Optional.empty(), List.of());

    static Heard of(Turn turn, Answers answers) {
        String words = ownWords(turn);
        Finding finding =
                words.isEmpty() ? NOTHING : answers.ask(words, turn.memory().language());
        // A pick says which answer is wanted; its words ("2", half a title) are no question, but may still cry for
        // help.
        boolean picked =
                turn.message().choice() != null && Picks.known(turn.message().choice());
        return new Heard(turn, words, picked && finding.verdict() != Verdict.DANGER ? NOTHING : finding);
    }

    /** What is remembered, with the language this is in, if that is clear. */
    Memory memory() {
        return finding.foreign() ? turn.memory().inLanguage(finding.language()) : turn.memory();
    }

    Message message() {
        return turn.message();
    }

    boolean picked(String choice) {
        return choice.equals(turn.message().choice());
    }

    boolean waiting() {
        return turn.floor() == Floor.QUEUE;
    }

    boolean is(Verdict verdict) {
        return finding.verdict() == verdict;
    }

    boolean smalltalk(String article) {
        return is(Verdict.SMALLTALK)
                && finding.best().filter(best -> best.article().equals(article)).isPresent();
    }

    /** Whether this very passage was quoted a moment ago. */
    boolean alreadySaid(Passage passage) {
        return turn.before().stream()
                .filter(message -> message.sender() == Sender.ASSISTANT && message.article() != null)
                .anyMatch(message -> message.text().contains(passage.text().strip()));
    }

    /** The confidence, or null when nothing was looked up. */
    @Nullable Double confidence() {
        return finding == NOTHING ? null : Double.valueOf(finding.confidence());
    }

    List<Tried> tried() {
        return finding.candidates().stream()
                .map(candidate -> new Tried(candidate.article(), candidate.title(), candidate.confidence()))
                .toList();
    }

    private static String ownWords(Turn turn) {
        String text = switch (turn.message().content()) {
            case Content.Text said -> said.text();
            case Content.Choices said -> said.text();
            case Content.Media media -> media.kind() == Content.MediaKind.STICKER ? "" : media.text();
            case Content.Location place -> "";
            case Content.Contact contact -> "";
        };
        return offeredTitle(turn, text) ? "" : text.strip();
    }

    /** A tapped button comes back with its title as the text; those are our words. */
    private static boolean offeredTitle(Turn turn, String text) {
        return turn.message().choice() != null
                && turn.memory().offer().stream()
                        .anyMatch(choice -> choice.title().equalsIgnoreCase(text.strip()));
    }
}
