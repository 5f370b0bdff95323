package org.guildhall.knowledge;

import java.util.List;
import java.util.Map;

/**
 * Why a question was answered as it was.
 *
 * @param finding what was found
 * @param words the question's words as they were understood
 * @param passages the examples that spoke for the candidates, best first
 * @param evidence what the confidence was made of, by name; of a question in a language the model does not read, what
 *     its words alone said
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

    /** The same of another verdict on the same question. */
    Explanation of(Finding other) {
        return new Explanation(other, words, passages, evidence, answerFrom, clarifyFrom, danger, dangerFrom);
    }

    /**
     * One text of an article that was found.
     *
     * @param article the article's id
     * @param title the article's title
     * @param by {@code words} or {@code meaning}
     * @param text the title, question, heading or sentence of the article
     * @param score BM25's, or the cosine
     * @param shared the question's words that are in it, in whatever form
     */
    public record Match(String article, String title, String by, String text, double score, List<String> shared) {

        /** Keeps a copy. */
        public Match {
            shared = List.copyOf(shared);
        }
    }
}
