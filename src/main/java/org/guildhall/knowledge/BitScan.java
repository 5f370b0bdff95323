package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.util.VectorUtil;

/**
 * Looks at one bit a number first: on which side of the average it lies. From that, and two numbers a vector, the cosine is
 * estimated closely enough to say which few hundred to look at exactly (after RaBitQ: Gao and Long, SIGMOD 2024, without
 * its rotation, as a language model's numbers are mixed already). For the hundreds of thousands of vectors of a large
 * knowledge base.
 */
final class BitScan implements VectorScan {

    /** How many are looked at exactly: of the 40 nearest of 500,000 made-up vectors, 98 of 100 are among them. */
    private static final int SHORTLIST = 500;

    private static final int SIZE = Embedder.DIMENSIONS;
    private static final int WORDS = SIZE / Long.SIZE;

    /** The question keeps four bits a number: it costs next to nothing, and its own rounding would add to theirs. */
    private static final int PLANES = 4;

    /** So many are estimated at a time, which the compiler does well. */
    private static final int BLOCK = 1_024;

    private static final int STEPS = (1 << PLANES) - 1;

    private final List<Example> examples;
    private final int[] places;
    private final float[] mean = new float[SIZE];
    /** A vector's bits, {@link #WORDS} longs each; one array, so that they are read in a row. */
    private final long[] bits;
    /** What a vector's cosine with the average is, less its handicap. */
    private final float[] bases;
    /** What the estimate of the rest is to be multiplied by. */
    private final float[] factors;
    /** The same, times how many bits are set. */
    private final float[] filled;

    /**
     * Prepares the vectors.
     *
     * @param places where the examples to look at are; each has a vector
     */
    BitScan(List<Example> examples, int[] places) {
        this.examples = examples;
        this.places = places;
        this.bits = new long[places.length * WORDS];
        this.bases = new float[places.length];
        this.factors = new float[places.length];
        this.filled = new float[places.length];
        for (int place : places) {
            add(mean, vector(place), 1f / places.length);
        }
        for (int i = 0; i < places.length; i++) {
            prepare(i);
        }
    }

    private float[] vector(int place) {
        return Objects.requireNonNull(examples.get(place).vector());
    }

    private static void add(float[] sum, float[] vector, float weight) {
        for (int d = 0; d < SIZE; d++) {
            sum[d] += weight * vector[d];
        }
    }

    private void prepare(int i) {
        float[] rest = vector(places[i]).clone();
        add(rest, mean, -1);
        double length = 0;
        double square = 0;
        int set = 0;
        for (int d = 0; d < SIZE; d++) {
            length += Math.abs(rest[d]);
            square += rest[d] * rest[d];
            if (rest[d] > 0) {
                bits[i * WORDS + d / Long.SIZE] |= 1L << d;
                set++;
            }
        }
        bases[i] = VectorUtil.dotProduct(mean, rest) - VectorScan.handicap(examples.get(places[i]));
        factors[i] = length == 0 ? 0 : (float) (square / length);
        filled[i] = factors[i] * set;
    }

    @Override
    public Near near(float[] vector, int count, Gone gone) {
        int[] few = shortlist(new Asked(vector), Math.max(count, SHORTLIST), gone);
        return new Near(VectorScan.nearest(vector, examples, few, count), new int[0]);
    }

    /** A question's numbers in four bits each, as planes of bits, and what they stand for. */
    private final class Asked {
        private final long[] planes = new long[PLANES * WORDS];
        private final float lowest;
        private final float step;
        private final float sum;

        Asked(float[] vector) {
            float[] rest = vector.clone();
            add(rest, mean, -1);
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (float number : rest) {
                least = Math.min(least, number);
                most = Math.max(most, number);
            }
            lowest = least;
            step = most > least ? (most - least) / STEPS : 1;
            float all = 0;
            for (int d = 0; d < SIZE; d++) {
                int steps = Math.round((rest[d] - lowest) / step);
                all += lowest + steps * step;
                for (int plane = 0; plane < PLANES; plane++) {
                    planes[plane * WORDS + d / Long.SIZE] |= (steps >> plane & 1L) << d;
                }
            }
            sum = all;
        }

        /**
         * Its estimated cosines with some vectors, but for what is the same for all: every number counts as +1 or -1.
         *
         * @param from the first one's number
         * @param cosines where they go, as many as there are vectors left
         * @return how many there are
         */
        int cosines(int from, float[] cosines) {
            int count = Math.min(cosines.length, places.length - from);
            for (int n = 0; n < count; n++) {
                int i = from + n;
                cosines[n] = bases[i]
                        + factors[i] * (2 * step * steps(bits, i * WORDS, planes) - sum)
                        + filled[i] * 2 * lowest;
            }
            return count;
        }
    }

    private static int steps(long[] bits, int at, long[] planes) {
        int ones = 0;
        int twos = 0;
        int fours = 0;
        int eights = 0;
        for (int w = 0; w < WORDS; w++) {
            long theirs = bits[at + w];
            ones += Long.bitCount(theirs & planes[w]);
            twos += Long.bitCount(theirs & planes[WORDS + w]);
            fours += Long.bitCount(theirs & planes[2 * WORDS + w]);
            eights += Long.bitCount(theirs & planes[3 * WORDS + w]);
        }
        return ones + 2 * twos + 4 * fours + 8 * eights;
    }

    private int[] shortlist(Asked asked, int most, Gone gone) {
        // Room for twice as many: sorting now and then is cheaper than keeping them in order.
        long[] best = new long[2 * most];
        float[] cosines = new float[BLOCK];
        int kept = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int from = 0; from < places.length; from += BLOCK) {
            int count = asked.cosines(from, cosines);
            for (int n = 0; n < count; n++) {
                int place = places[from + n];
                if (cosines[n] <= least || gone.example(place, examples.get(place))) {
                    continue;
                }
                best[kept++] = sortable(cosines[n], place);
                if (kept == best.length) {
                    Arrays.sort(best);
                    System.arraycopy(best, most, best, 0, most);
                    kept = most;
                    least = number(best[0]);
                }
            }
        }
        Arrays.sort(best, 0, kept);
        return Arrays.stream(best, Math.max(0, kept - most), kept)
                .mapToInt(estimate -> (int) estimate)
                .toArray();
    }

    /** A number and whose it is, in the order of the numbers. */
    private static long sortable(float number, int whose) {
        int inOrder = Float.floatToIntBits(number);
        inOrder ^= inOrder >> 31 & Integer.MAX_VALUE;
        return (long) inOrder << Integer.SIZE | whose;
    }

    private static float number(long sortable) {
        int inOrder = (int) (sortable >> Integer.SIZE);
        return Float.intBitsToFloat(inOrder ^ (inOrder >> 31 & Integer.MAX_VALUE));
    }
}
