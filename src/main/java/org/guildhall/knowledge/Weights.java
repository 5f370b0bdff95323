package org.guildhall.knowledge;

/**
 * How much each opinion counts when articles are ranked; they add up to 1. Chosen on the knowledge base's own questions.
 *
 * @param classifier the discriminant's probability
 * @param meaning the nearest examples' vote
 * @param words BM25's vote
 * @param body what the articles' text says, by meaning and words
 */
record Weights(double classifier, double meaning, double words, double body) {

    /** What did well on several knowledge bases; used until there are questions to choose by. */
    static final Weights USUAL = new Weights(0.4, 0.3, 0.2, 0.1);

    double distance(Weights other) {
        return Math.abs(classifier - other.classifier)
                + Math.abs(meaning - other.meaning)
                + Math.abs(words - other.words)
                + Math.abs(body - other.body);
    }
}
