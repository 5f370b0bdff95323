package org.guildhall.knowledge;

import java.util.Map;

/**
 * How sure one can be of an article found by its words alone, as in every language the model does not read. The usual
 * factors, the same for all languages; nothing is learnt from the few examples a translation has.
 *
 * @param covered the share of the question's weight that the best example has
 * @param back the share of the best example's weight that the question has
 * @param shared how many stems they share
 * @param lead how far the best article's score is above the next one's, 0 to 1
 */
record LexicalConfidence(double covered, double back, int shared, double lead) {

    /** When nothing was found. */
    static final LexicalConfidence NONE = new LexicalConfidence(0, 0, 0, 0);

    /** What is done from which confidence on. */
    static final Thresholds THRESHOLDS = new Thresholds(0.85, 0.55);

    /** From how many shared words on more of them tell nothing new. */
    private static final double MANY_SHARED = 3;

    /** From this lead on the best is clearly ahead. */
    private static final double CLEAR_LEAD = 0.3;

    /** Covered, covered back, shared, lead: two words of three are an answer, one of two is worth asking back. */
    private static final Logistic USUAL = new Logistic(-5.9, new double[] {5, 2, 3, 2});

    /** The probability that the best article is right. */
    double probability() {
        return USUAL.of(new double[] {
            covered, back, Math.min(shared, MANY_SHARED) / MANY_SHARED, Math.min(lead, CLEAR_LEAD) / CLEAR_LEAD
        });
    }

    /** What it is made of, for explanations. */
    Map<String, Double> named() {
        return Map.of("words-covered", covered, "example-covered", back, "words-shared", (double) shared, "lead", lead);
    }
}
