package org.guildhall.knowledge;

import java.util.List;
import java.util.Objects;

/**
 * Looks at every vector of a role, roughly first and at the best exactly. That needs no building, which a graph of them
 * takes most of a millisecond a vector for, and asks nothing of the order they come in.
 */
interface VectorScan {

    /** Sections and sentences say less about what people ask than questions do. */
    float STANDING_IN = 0.1f;

    /** With more, a byte a number takes longer to sum up than a question has time. */
    int MOST_BYTES = 1_000;

    /**
     * What was near.
     *
     * @param hits the nearest examples, best first; scores are cosines
     * @param nearest each article's nearest example, by the article's place, -1 for none; empty when that was not looked
     *     for
     */
    record Near(Hits hits, int[] nearest) {}

    /**
     * Prepares vectors to be looked at.
     *
     * @param places where the examples to look at are; each has a vector
     */
    static VectorScan of(List<Example> examples, int[] places) {
        return places.length <= MOST_BYTES ? new ByteScan(examples, places) : new BitScan(examples, places);
    }

    /**
     * The nearest.
     *
     * @param vector of length 1
     * @param count how many, at most
     * @param gone what to pretend away
     */
    Near near(float[] vector, int count, Gone gone);

    /** How close a text comes to an example, which must have a vector; less when that only stands in for a question. */
    static float cosine(float[] vector, Example example) {
        return Softmax.dot(vector, Objects.requireNonNull(example.vector())) - handicap(example);
    }

    /** What an example has to be nearer by than another. */
    static float handicap(Example example) {
        return example.standsIn() ? STANDING_IN : 0;
    }

    /** The nearest of a few, by their whole vectors. */
    static Hits nearest(float[] vector, List<Example> examples, int[] few, int count) {
        int[] places = new int[Math.min(count, few.length)];
        float[] cosines = new float[places.length];
        int found = 0;
        for (int place : few) {
            float cosine = cosine(vector, examples.get(place));
            if (found == places.length && cosine <= cosines[found - 1]) {
                continue;
            }
            int at = Math.min(found, places.length - 1);
            for (; at > 0 && cosines[at - 1] < cosine; at--) {
                cosines[at] = cosines[at - 1];
                places[at] = places[at - 1];
            }
            cosines[at] = cosine;
            places[at] = place;
            found = Math.min(places.length, found + 1);
        }
        return new Hits(places, cosines);
    }
}
