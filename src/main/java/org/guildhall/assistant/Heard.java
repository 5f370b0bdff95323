package org.guildhall.assistant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param words what the citizen put in their own words, each piece on a line of its own; empty when there are none
 * @param finding what the knowledge base makes of the words
 */
record Heard(Turn turn, String words, Finding finding) {

    private static final Finding NOTHING = new Finding(Verdict.UNSURE, 0, Optional.empty(), List.of());

    static Heard of(Turn turn, Answers answers) {
        String last = ownWords(turn, turn.message());
        String words = Stream.concat(turn.pieces().stream().map(piece -> ownWords(turn, piece)), Stream.of(last))
                .filter(piece -> !piece.isEmpty())
                .collect(Collectors.joining("\n"));
        Finding finding =
                words.isEmpty() ? NOTHING : answers.ask(words, turn.memory().language());
        // A wish for a person or a cry for help must not drown in what was written before it.
        if (!words.equals(last) && !last.isEmpty() && finding.verdict() != Verdict.DANGER) {
            Finding alone = answers.ask(last, turn.memory().language());
            finding = alone.verdict() == Verdict.DANGER || smalltalk(alone, AskedForPerson.ARTICLE) ? alone : finding;
        }
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
        return smalltalk(finding, article);
    }

    static boolean smalltalk(Finding finding, String article) {
        return finding.verdict() == Verdict.SMALLTALK
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

    private static String ownWords(Turn turn, Message message) {
        String text = switch (message.content()) {
            case Content.Text said -> said.text();
            case Content.Choices said -> said.text();
            case Content.PlaceWanted said -> said.text();
            case Content.Media media -> media.kind() == Content.MediaKind.STICKER ? "" : media.text();
            case Content.Location place -> "";
            case Content.Contact contact -> "";
        };
        return offeredTitle(turn, message, text) ? "" : text.strip();
    }

    /** A tapped button comes back with its title as the text; those are our words. */
    private static boolean offeredTitle(Turn turn, Message message, String text) {
        return message.choice() != null
                && turn.memory().offer().stream()
                        .anyMatch(choice -> choice.title().equalsIgnoreCase(text.strip()));
    }
}
