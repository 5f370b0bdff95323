package org.guildhall.knowledge;

/**
 * Examples found, best first.
 *
 * @param examples their places among all examples
 * @param scores BM25, or the cosine
 */
record Hits(int[] examples, float[] scores) {

    static final Hits NONE = new Hits(new int[0], new float[0]);

    int size() {
        return examples.length;
    }

    float best() {
        return scores.length == 0 ? 0 : scores[0];
    }
}
