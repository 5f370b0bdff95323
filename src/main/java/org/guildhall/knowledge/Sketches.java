package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.apache.lucene.util.VectorUtil;

/**
 * Vectors in one bit a number: on which side of the average it lies. From that, and two numbers a vector, the cosine is
 * estimated closely enough to say which few hundred to look at exactly (after RaBitQ: Gao and Long, SIGMOD 2024, without
 * its rotation, as a language model's numbers are mixed already). Ten nanoseconds a vector, where a byte a number takes a
 * hundred and forty without the JVM's vector module.
 */
final class Sketches {

    private static final int SIZE = Embedder.DIMENSIONS;
    private static final int WORDS = SIZE / Long.SIZE;

    /** The question keeps four bits a number: it costs next to nothing, and its own rounding would add to theirs. */
    private static final int PLANES = 4;

    /** So many are estimated at a time, which the compiler does well. */
    private static final int BLOCK = 1_024;

    private static final int STEPS = (1 << PLANES) - 1;

    private final int count;
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
     * Draws them.
     *
     * @param vectors each of them, by number; asked for twice
     * @param handicap what each has to be nearer by than another
     */
    Sketches(int count, IntFunction<float[]> vectors, IntToDoubleFunction handicap) {
        this.count = count;
        this.bits = new long[count * WORDS];
        this.bases = new float[count];
        this.factors = new float[count];
        this.filled = new float[count];
        for (int i = 0; i < count; i++) {
            add(mean, vectors.apply(i), 1f / count);
        }
        for (int i = 0; i < count; i++) {
            prepare(i, vectors.apply(i).clone(), (float) handicap.applyAsDouble(i));
        }
    }

    private static void add(float[] sum, float[] vector, float weight) {
        for (int d = 0; d < SIZE; d++) {
            sum[d] += weight * vector[d];
        }
    }

    private void prepare(int i, float[] rest, float handicap) {
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
        bases[i] = VectorUtil.dotProduct(mean, rest) - handicap;
        factors[i] = length == 0 ? 0 : (float) (square / length);
        filled[i] = factors[i] * set;
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
            int some = Math.min(cosines.length, count - from);
            for (int n = 0; n < some; n++) {
                int i = from + n;
                cosines[n] = bases[i]
                        + factors[i] * (2 * step * steps(bits, i * WORDS, planes) - sum)
                        + filled[i] * 2 * lowest;
            }
            return some;
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

    /**
     * The numbers of those that seem nearest, the nearest last.
     *
     * @param most how many, at most
     * @param gone which to pretend away
     */
    int[] nearest(float[] vector, int most, IntPredicate gone) {
        Asked asked = new Asked(vector);
        // Room for twice as many: sorting now and then is cheaper than keeping them in order.
        long[] best = new long[2 * most];
        float[] cosines = new float[BLOCK];
        int kept = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int from = 0; from < count; from += BLOCK) {
            int some = asked.cosines(from, cosines);
            for (int n = 0; n < some; n++) {
                if (cosines[n] <= least || gone.test(from + n)) {
                    continue;
                }
                best[kept++] = sortable(cosines[n], from + n);
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
