package org.guildhall.knowledge;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Looks at one bit a number first, by {@link Sketches}, and then at the whole vectors of those that seem nearest. */
final class BitScan implements VectorScan {

    /** How many are looked at exactly, and one more of each thousand. With 500, 98 of the 100 nearest 40 of 500,000 are among them. */
    private static final int SHORTLIST = 400;

    private static final int ONE_OF = 1_000;

    private final List<Example> examples;
    private final int[] places;
    private final Sketches sketches;

    /**
     * Prepares the vectors.
     *
     * @param places where the examples to look at are; each has a vector
     */
    BitScan(List<Example> examples, int[] places) {
        this.examples = examples;
        this.places = places;
        this.sketches = new Sketches(
                places.length,
                i -> Objects.requireNonNull(examples.get(places[i]).vector()),
                i -> VectorScan.handicap(examples.get(places[i])));
    }

    @Override
    public Near near(float[] vector, int count, Gone gone) {
        int most = Math.max(count, SHORTLIST + places.length / ONE_OF);
        int[] few = sketches.nearest(vector, most, i -> gone.example(places[i], examples.get(places[i])));
        int[] theirs = IntStream.of(few).map(i -> places[i]).toArray();
        return new Near(VectorScan.nearest(vector, examples, theirs, count), new int[0]);
    }
}
