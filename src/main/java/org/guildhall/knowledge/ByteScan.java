package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * Looks at a byte a number first, as reading the whole vectors takes longer than the sums with them, and then at the whole
 * vectors of the best.
 */
final class ByteScan implements VectorScan {

    private static final int HIGHEST = 127;

    private final List<Example> examples;
    private final int[] places;
    private final int[] articles;
    private final byte[][] codes;
    private final float[] scales;
    private final float[] handicaps;
    private final int articlesEnd;

    /**
     * Prepares the vectors.
     *
     * @param places where the examples to look at are; each has a vector
     */
    ByteScan(List<Example> examples, int[] places) {
        this.examples = examples;
        this.places = places;
        this.articles =
                IntStream.of(places).map(place -> examples.get(place).article()).toArray();
        this.codes = new byte[places.length][];
        this.scales = new float[places.length];
        this.handicaps = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            Example example = examples.get(places[i]);
            float[] vector = Objects.requireNonNull(example.vector());
            scales[i] = scale(vector);
            codes[i] = code(vector, scales[i]);
            handicaps[i] = VectorScan.handicap(example);
        }
        this.articlesEnd = IntStream.of(articles).max().orElse(-1) + 1;
    }

    @Override
    public Near near(float[] vector, int count, Gone gone) {
        float scale = scale(vector);
        byte[] code = code(vector, scale);
        int[] nearest = new int[articlesEnd];
        Arrays.fill(nearest, -1);
        float[] highest = new float[articlesEnd];
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
        int[] best = new int[count];
        float[] cosines = new float[count];
        int found = 0;
        for (int i = 0; i < places.length; i++) {
            float cosine = VectorUtil.dotProduct(code, codes[i]) * scale * scales[i] - handicaps[i];
            int article = articles[i];
            boolean nearer = article >= 0 && cosine > highest[article];
            boolean better = found < count || cosine > cosines[found - 1];
            if ((!nearer && !better) || gone.example(places[i], examples.get(places[i]))) {
                continue;
            }
            if (nearer) {
                highest[article] = cosine;
                nearest[article] = places[i];
            }
            if (better) {
                int at = Math.min(found, count - 1);
                for (; at > 0 && cosines[at - 1] < cosine; at--) {
                    cosines[at] = cosines[at - 1];
                    best[at] = best[at - 1];
                }
                cosines[at] = cosine;
                best[at] = places[i];
                found = Math.min(count, found + 1);
            }
        }
        return new Near(VectorScan.nearest(vector, examples, Arrays.copyOf(best, found), count), nearest);
    }

    /** What one step of a byte is worth. */
    static float scale(float[] vector) {
        float most = 0;
        for (float x : vector) {
            most = Math.max(most, Math.abs(x));
        }
        return most == 0 ? 1 : most / HIGHEST;
    }

    /** Its numbers in such steps. */
    static byte[] code(float[] vector, float scale) {
        byte[] code = new byte[vector.length];
        for (int d = 0; d < code.length; d++) {
            code[d] = (byte) Math.round(vector[d] / scale);
        }
        return code;
    }
}
