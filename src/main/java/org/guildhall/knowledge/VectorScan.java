package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * Looks at every vector of a role. For some thousands that is as quick as a graph of them, needs no building, and misses
 * nothing. It looks at a byte a number first, as reading the whole vectors takes longer than the sums with them, and then
 * at the whole vectors of the best.
 */
final class VectorScan {

    /** Sections and sentences say less about what people ask than questions do. */
    private static final float STANDING_IN = 0.1f;

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
    VectorScan(List<Example> examples, int[] places) {
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
            handicaps[i] = example.standsIn() ? STANDING_IN : 0;
        }
        this.articlesEnd = IntStream.of(articles).max().orElse(-1) + 1;
    }

    /**
     * What was near.
     *
     * @param hits the nearest examples, best first; scores are cosines
     * @param nearest each article's nearest example, by the article's place; -1 for none
     */
    record Near(Hits hits, int[] nearest) {}

    Near near(float[] vector, int count, Gone gone) {
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
        return new Near(exactly(vector, Arrays.copyOf(best, found)), nearest);
    }

    private Hits exactly(float[] vector, int[] found) {
        record Hit(int place, float cosine) {}
        List<Hit> hits = IntStream.of(found)
                .mapToObj(place -> new Hit(place, cosine(vector, examples.get(place))))
                .sorted(Comparator.comparingDouble(Hit::cosine).reversed())
                .toList();
        float[] cosines = new float[found.length];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = hits.get(i).cosine();
        }
        return new Hits(hits.stream().mapToInt(Hit::place).toArray(), cosines);
    }

    /** How close a text comes to an example, which must have a vector; less when that only stands in for a question. */
    static float cosine(float[] vector, Example example) {
        float cosine = Softmax.dot(vector, Objects.requireNonNull(example.vector()));
        return example.standsIn() ? cosine - STANDING_IN : cosine;
    }

    /** What one step of a byte is worth. */
    private static float scale(float[] vector) {
        float most = 0;
        for (float x : vector) {
            most = Math.max(most, Math.abs(x));
        }
        return most == 0 ? 1 : most / HIGHEST;
    }

    private static byte[] code(float[] vector, float scale) {
        byte[] code = new byte[vector.length];
        for (int d = 0; d < code.length; d++) {
            code[d] = (byte) Math.round(vector[d] / scale);
        }
        return code;
    }
}
