package org.guildhall.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * What was found for one question.
 *
 * @param verdict what the thresholds make of it
 * @param confidence that the best candidate is right, 0 to 1
 * @param best the passage to quote; empty when nothing was found at all
 * @param candidates best first, at most three of kind {@code answer}; what would be offered when several could be meant
 * @param language what the question is in (BCP 47); {@code en} also when nobody can tell
 * @param caution what to ring, to be said before anything else in case somebody is in danger after all; empty when nothing
 *     sounds like it, and when the verdict is danger
 */
public record Finding(
        Verdict verdict,
        double confidence,
        Optional<Passage> best,
        List<Candidate> candidates,
        String language,
        Optional<Passage> caution) {

    /** Keeps a copy of the candidates. */
    public Finding {
        candidates = List.copyOf(candidates);
    }

    /** Of a question that does not sound like danger. */
    public Finding(
            Verdict verdict, double confidence, Optional<Passage> best, List<Candidate> candidates, String language) {
        this(verdict, confidence, best, candidates, language, Optional.empty());
    }

    /** Of such a question in English. */
    public Finding(Verdict verdict, double confidence, Optional<Passage> best, List<Candidate> candidates) {
        this(verdict, confidence, best, candidates, Languages.ENGLISH);
    }

    /** Whether the question is clearly in another language than English. */
    public boolean foreign() {
        return !language.equals(Languages.ENGLISH);
    }

    Finding in(String spoken) {
        return new Finding(verdict, confidence, best, candidates, spoken, caution);
    }

    /** The same with what to ring, said first. */
    Finding cautiously(Passage numbers) {
        return new Finding(verdict, confidence, best, candidates, language, Optional.of(numbers));
    }

    /** What the thresholds make of a question. */
    public enum Verdict {
        /** Sure enough to quote the best passage. */
        ANSWER,
        /** Two or three articles could be meant. */
        CLARIFY,
        /** Nothing sure: a person should see it. */
        UNSURE,
        /** Somebody is in danger; the best passage has the numbers. */
        DANGER,
        /** A greeting, thanks, goodbye or wish for a person; the best passage's id says which. */
        SMALLTALK
    }

    /** An article that could be meant. */
    public record Candidate(String article, String title, String team, double confidence) {}
}
