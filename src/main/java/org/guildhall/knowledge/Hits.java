package org.guildhall.knowledge;

/**
 * Examples found, best first.
 *
 * @param examples their places among all examples
 * @param scores BM25, or the cosine
 */
record Hits(int[] examples, float[] scores) {

    static final Hits NONE = new Hits(new int[0], new float[0]);

    /** The best of both, as both are sorted. */
    Hits and(Hits other, int most) {
        int count = Math.min(most, size() + other.size());
        int[] merged = new int[count];
        float[] mergedScores = new float[count];
        int mine = 0;
        for (int i = 0; i < count; i++) {
            int others = i - mine;
            boolean takeMine = others >= other.size() || mine < size() && scores[mine] >= other.scores[others];
            merged[i] = takeMine ? examples[mine] : other.examples[others];
            mergedScores[i] = takeMine ? scores[mine] : other.scores[others];
            mine += takeMine ? 1 : 0;
        }
        return new Hits(merged, mergedScores);
    }

    int size() {
        return examples.length;
    }

    float best() {
        return scores.length == 0 ? 0 : scores[0];
    }
}
