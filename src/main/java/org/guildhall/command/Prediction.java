package org.guildhall.command;

import java.util.List;
import org.guildhall.knowledge.Finding;

/**
 * One test question and what became of it.
 *
 * @param expected the article's id, empty for nobody's question
 * @param ranked the candidates' ids, best first
 * @param confidence in the best
 * @param verdict under the thresholds in force
 * @param millis how long it took
 */
record Prediction(
        String question,
        String expected,
        List<String> ranked,
        double confidence,
        Finding.Verdict verdict,
        double millis) {

    boolean inScope() {
        return !expected.isEmpty();
    }

    String predicted() {
        return ranked.isEmpty() ? "" : ranked.getFirst();
    }

    boolean right() {
        return inScope() && predicted().equals(expected);
    }

    boolean offered() {
        return inScope() && ranked.stream().limit(3).anyMatch(expected::equals);
    }

    /** Whether an article was quoted, of whatever kind. */
    boolean answered() {
        return verdict != Finding.Verdict.CLARIFY && verdict != Finding.Verdict.UNSURE;
    }

    /** Where the expected article stands, from 1; 0 when it does not. */
    int rank() {
        return ranked.indexOf(expected) + 1;
    }

    String line() {
        return String.join("\t", question, expected, predicted(), Double.toString(confidence), Outcomes.word(verdict));
    }
}
