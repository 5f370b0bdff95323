package org.guildhall.knowledge;

import java.util.Set;

/**
 * What each way of looking thinks of one article, for one question.
 *
 * @param article its place in the edition
 * @param classifier the logarithm of the classifier's probability; {@link #UNLIKELY} or more
 * @param meaning the cosine of the article's nearest example
 * @param words the best BM25 score of its examples, as a share of the best of all
 * @param body the cosine of its nearest section
 * @param bodyWords the best BM25 score of its sections, as a share of the best of all
 */
record Opinion(int article, double classifier, double meaning, double words, double body, double bodyWords) {

    /** Beyond this it makes no difference how unlikely the classifier finds an article. */
    static final double UNLIKELY = -12;

    /** The same, but for what is left out. */
    Opinion without(Set<Stage> stages) {
        return stages.isEmpty()
                ? this
                : new Opinion(
                        article,
                        stages.contains(Stage.CLASSIFIER) ? 0 : classifier,
                        stages.contains(Stage.MEANING) ? 0 : meaning,
                        stages.contains(Stage.WORDS) ? 0 : words,
                        stages.contains(Stage.SECTIONS) ? 0 : body,
                        stages.contains(Stage.SECTIONS) ? 0 : bodyWords);
    }

    double[] numbers() {
        return new double[] {classifier, meaning, words, body, bodyWords};
    }
}
