package org.guildhall.knowledge;

import java.util.List;
import java.util.Map;

/**
 * Why a question was answered as it was.
 *
 * @param finding what was found
 * @param words the question's words as they were understood
 * @param passages the examples that spoke for the candidates, best first
 * @param evidence what the confidence was made of, by name
 * @param answerFrom the confidence from which on an answer is given
 * @param clarifyFrom the confidence from which on it is asked what was meant
 * @param danger the probability that somebody is in danger, 0 to 1
 * @param dangerFrom the probability from which on it is taken to be so
 */
public record Explanation(
        Finding finding,
        List<String> words,
        List<Match> passages,
        Map<String, Double> evidence,
        double answerFrom,
        double clarifyFrom,
        double danger,
        double dangerFrom) {

    /** Keeps copies. */
    public Explanation {
        words = List.copyOf(words);
        passages = List.copyOf(passages);
        evidence = Map.copyOf(evidence);
    }

    /**
     * One text of an article that was found.
     *
     * @param by {@code words} or {@code meaning}
     * @param score BM25's, or the cosine
     * @param shared the words it has in common with the question
     */
    public record Match(String article, String by, double score, List<String> shared) {}
}
