package org.guildhall.knowledge;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import org.apache.lucene.util.VectorUtil;

/**
 * A linear classifier of vectors: multinomial logistic regression, one class an article, learnt by stochastic gradient
 * descent (Bishop, Pattern Recognition and Machine Learning, 4.3.4). Vectors of a language model all point roughly the
 * same way, so their mean is taken off first; without that it would need ten times the steps.
 */
final class Softmax {

    private static final int SIZE = Embedder.DIMENSIONS;

    /** The figures below did best together on question sets of five fields, from 5 to 100 examples an article. */
    private static final int EPOCHS = 10;

    private static final double RATE = 5;
    private static final double DECAY = 0.03;

    /** Steps smaller than this are not worth taking; most are, once it has learnt something. */
    private static final float TOO_SMALL = 1e-3f;

    /** Any fixed number: the same lessons must give the same classifier on every node. */
    private static final long SEED = 20_071_977;

    private final boolean[] known;
    private final float[][] weights;
    private final float[] offsets;

    private Softmax(boolean[] known, float[][] weights, float[] offsets) {
        this.known = known;
        this.weights = weights;
        this.offsets = offsets;
    }

    /**
     * One vector whose class is known.
     *
     * @param vector of length 1
     * @param weight how much it counts, above 0 and at most 1
     */
    record Lesson(float[] vector, int place, float weight) {}

    /** One that knows nothing, for so many classes; weights of what is not known take no room. */
    static Softmax ignorant(int classes) {
        return new Softmax(new boolean[classes], new float[classes][0], new float[classes]);
    }

    /**
     * Learns which vectors belong to which class.
     *
     * @param classes how many there are; those without a lesson are not known
     */
    static Softmax learn(List<Lesson> lessons, int classes) {
        Softmax softmax = ignorant(classes);
        if (!lessons.isEmpty()) {
            softmax.descend(lessons);
        }
        return softmax;
    }

    private void descend(List<Lesson> lessons) {
        float[] mean = mean(lessons);
        float[][] vectors =
                lessons.stream().map(lesson -> minus(lesson.vector(), mean)).toArray(float[][]::new);
        lessons.forEach(lesson -> known[lesson.place()] = true);
        for (int c = 0; c < known.length; c++) {
            weights[c] = new float[known[c] ? SIZE : 0];
        }
        int[] order = java.util.stream.IntStream.range(0, vectors.length).toArray();
        Random random = new Random(SEED);
        float[] shares = new float[known.length];
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            shuffle(order, random);
            double rate = RATE * (EPOCHS - epoch) / EPOCHS;
            for (int at : order) {
                Lesson lesson = lessons.get(at);
                probabilities(vectors[at], shares);
                step(vectors[at], lesson.place(), shares, (float) (rate * lesson.weight()));
            }
            shrink((float) (1 - rate * DECAY));
        }
        for (int c = 0; c < offsets.length; c++) {
            offsets[c] = known[c] ? -dot(weights[c], mean) : 0;
        }
    }

    private static float[] mean(List<Lesson> lessons) {
        double[] sum = new double[SIZE];
        for (Lesson lesson : lessons) {
            for (int d = 0; d < SIZE; d++) {
                sum[d] += lesson.vector()[d];
            }
        }
        float[] mean = new float[SIZE];
        for (int d = 0; d < SIZE; d++) {
            mean[d] = (float) (sum[d] / lessons.size());
        }
        return mean;
    }

    private static float[] minus(float[] vector, float[] mean) {
        float[] rest = new float[SIZE];
        for (int d = 0; d < SIZE; d++) {
            rest[d] = vector[d] - mean[d];
        }
        return rest;
    }

    /** Fisher and Yates. */
    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
    }

    private void probabilities(float[] vector, float[] shares) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < shares.length; c++) {
            shares[c] = known[c] ? dot(weights[c], vector) : Float.NEGATIVE_INFINITY;
            highest = Math.max(highest, shares[c]);
        }
        float sum = 0;
        for (int c = 0; c < shares.length; c++) {
            shares[c] = (float) Math.exp(shares[c] - highest);
            sum += shares[c];
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= sum;
        }
    }

    private void step(float[] vector, int right, float[] shares, float rate) {
        for (int c = 0; c < shares.length; c++) {
            float error = shares[c] - (c == right ? 1 : 0);
            if (Math.abs(error) > TOO_SMALL) {
                float[] weight = weights[c];
                float change = rate * error;
                for (int d = 0; d < weight.length; d++) {
                    weight[d] -= change * vector[d];
                }
            }
        }
    }

    private void shrink(float kept) {
        for (float[] weight : weights) {
            for (int d = 0; d < weight.length; d++) {
                weight[d] *= kept;
            }
        }
    }

    /** How well a vector fits each class; negative infinity for a class that is not known, empty when none is. */
    double[] scores(float[] vector) {
        if (knowsNothing()) {
            return new double[0];
        }
        double[] scores = new double[weights.length];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = known[c] ? dot(weights[c], vector) + offsets[c] : Double.NEGATIVE_INFINITY;
        }
        return scores;
    }

    private boolean knowsNothing() {
        for (boolean one : known) {
            if (one) {
                return false;
            }
        }
        return true;
    }

    /** Scores made into probabilities that add up to 1 over the classes that count; the others get 0. */
    static double[] probabilities(double[] scores, IntPredicate counts) {
        double[] result = new double[scores.length];
        double highest = highest(scores, counts);
        if (highest == Double.NEGATIVE_INFINITY) {
            return result;
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            result[c] = counts.test(c) ? Math.exp(scores[c] - highest) : 0;
            sum += result[c];
        }
        for (int c = 0; c < scores.length; c++) {
            result[c] /= sum;
        }
        return result;
    }

    /** The highest score of the classes that count; negative infinity when none does. */
    static double highest(double[] scores, IntPredicate counts) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            highest = counts.test(c) ? Math.max(highest, scores[c]) : highest;
        }
        return highest;
    }

    /** The same knowledge for classes in other places; a class from nowhere (-1) is not known. */
    Softmax rearranged(int[] from) {
        Softmax other = ignorant(from.length);
        for (int c = 0; c < from.length; c++) {
            if (from[c] >= 0 && known[from[c]]) {
                other.known[c] = true;
                other.weights[c] = weights[from[c]];
                other.offsets[c] = offsets[from[c]];
            }
        }
        return other;
    }

    /** Four bytes a number, in the order of the classes; 0 for one that is not known. */
    byte[] bytes() {
        int numbers = 0;
        for (boolean one : known) {
            numbers += one ? SIZE + 2 : 1;
        }
        ByteBuffer buffer = ByteBuffer.allocate(numbers * Float.BYTES);
        for (int c = 0; c < known.length; c++) {
            buffer.putFloat(known[c] ? 1 : 0);
            if (known[c]) {
                buffer.putFloat(offsets[c]);
                buffer.asFloatBuffer().put(weights[c]);
                buffer.position(buffer.position() + SIZE * Float.BYTES);
            }
        }
        return buffer.array();
    }

    /** Reads it back; empty when it was written for another number of classes. */
    static Optional<Softmax> of(byte[] bytes, int classes) {
        Softmax read = ignorant(classes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            for (int c = 0; c < classes; c++) {
                read.known[c] = buffer.getFloat() == 1;
                if (read.known[c]) {
                    read.offsets[c] = buffer.getFloat();
                    read.weights[c] = new float[SIZE];
                    buffer.asFloatBuffer().get(read.weights[c]);
                    buffer.position(buffer.position() + SIZE * Float.BYTES);
                }
            }
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
        return buffer.hasRemaining() ? Optional.empty() : Optional.of(read);
    }

    static float dot(float[] a, float[] b) {
        return VectorUtil.dotProduct(a, b);
    }
}
