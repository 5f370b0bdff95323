package org.guildhall.assistant;

import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.knowledge.Finding.Verdict;

/** The knowledge base is sure: its words are quoted. */
final class Answer implements Step {

    private final Quoting quoting;

    Answer(Quoting quoting) {
        this.quoting = quoting;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        return heard.is(Verdict.ANSWER)
                ? heard.finding().best().map(best -> quoting.quote(heard, Outcome.ANSWERED, best, heard.words()))
                : Optional.empty();
    }
}
