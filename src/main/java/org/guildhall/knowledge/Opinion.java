package org.guildhall.knowledge;

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

    double[] numbers() {
        return new double[] {classifier, meaning, words, body, bodyWords};
    }
}
