package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A linear classifier of vectors: Fisher's discriminant with one covariance for all classes, shrunk towards a ball (Hastie,
 * Tibshirani, Friedman, The Elements of Statistical Learning, 4.3). It is learnt in one pass and one decomposition, needs
 * no steps or rates, and with one example a class it becomes "the nearest mean", so it works from the first article on.
 */
final class Discriminant {

    private static final int SIZE = Embedder.DIMENSIONS;

    private final boolean[] known;
    private final float[][] weights;
    private final float[] offsets;
    private final double sharpness;

    private Discriminant(boolean[] known, float[][] weights, float[] offsets, double sharpness) {
        this.known = known;
        this.weights = weights;
        this.offsets = offsets;
        this.sharpness = sharpness;
    }

    /**
     * Learns which vectors belong to which class.
     *
     * @param vectors of length 1
     * @param classes of the vectors, each below {@code count}
     * @param count how many classes there are; those without a vector get no probability
     * @param shrinkage 0 trusts the covariance, 1 ignores it
     * @param sharpness multiplies the scores before they become probabilities
     */
    static Discriminant learn(List<float[]> vectors, int[] classes, int count, double shrinkage, double sharpness) {
        double[][] means = new double[count][SIZE];
        int[] sizes = new int[count];
        for (int i = 0; i < classes.length; i++) {
            sizes[classes[i]]++;
            add(means[classes[i]], vectors.get(i));
        }
        for (int c = 0; c < count; c++) {
            scale(means[c], 1.0 / Math.max(1, sizes[c]));
        }
        double[][] factor = cholesky(covariance(vectors, classes, means, shrinkage));
        boolean[] known = new boolean[count];
        float[][] weights = new float[count][];
        float[] offsets = new float[count];
        for (int c = 0; c < count; c++) {
            known[c] = sizes[c] > 0;
            double[] weight = solve(factor, means[c]);
            offsets[c] = (float) (-0.5 * dot(weight, means[c]));
            weights[c] = floats(weight);
        }
        return new Discriminant(known, weights, offsets, sharpness);
    }

    private static double[][] covariance(List<float[]> vectors, int[] classes, double[][] means, double shrinkage) {
        float[][] within = new float[SIZE][SIZE];
        float[] apart = new float[SIZE];
        for (int i = 0; i < classes.length; i++) {
            float[] vector = vectors.get(i);
            double[] mean = means[classes[i]];
            for (int d = 0; d < SIZE; d++) {
                apart[d] = (float) (vector[d] - mean[d]);
            }
            addOuterProduct(within, apart);
        }
        int freedom = Math.max(1, classes.length - means.length);
        double trace = 0;
        for (int d = 0; d < SIZE; d++) {
            trace += within[d][d] / freedom;
        }
        // With one example a class there is no spread to learn from: a ball of any size ranks alike.
        double ball = trace > 0 ? trace / SIZE : 1.0 / SIZE;
        double share = trace > 0 ? shrinkage : 1;
        double[][] covariance = new double[SIZE][SIZE];
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column <= row; column++) {
                covariance[row][column] =
                        (1 - share) * within[row][column] / freedom + (row == column ? share * ball : 0);
            }
        }
        return covariance;
    }

    /** Only the lower half: it is symmetric. */
    private static void addOuterProduct(float[][] sum, float[] vector) {
        for (int row = 0; row < SIZE; row++) {
            float factor = vector[row];
            float[] target = sum[row];
            for (int column = 0; column <= row; column++) {
                target[column] += factor * vector[column];
            }
        }
    }

    private static double[][] cholesky(double[][] matrix) {
        double[][] factor = new double[SIZE][SIZE];
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = matrix[row][column];
                for (int k = 0; k < column; k++) {
                    sum -= factor[row][k] * factor[column][k];
                }
                factor[row][column] = row == column ? Math.sqrt(Math.max(sum, 1e-9)) : sum / factor[column][column];
            }
        }
        return factor;
    }

    private static double[] solve(double[][] factor, double[] right) {
        double[] x = right.clone();
        for (int row = 0; row < SIZE; row++) {
            for (int k = 0; k < row; k++) {
                x[row] -= factor[row][k] * x[k];
            }
            x[row] /= factor[row][row];
        }
        for (int row = SIZE - 1; row >= 0; row--) {
            x[row] /= factor[row][row];
            // Along the row, as it lies in memory.
            for (int k = 0; k < row; k++) {
                x[k] -= factor[row][k] * x[row];
            }
        }
        return x;
    }

    /** How well a vector fits each class; negative infinity for a class without examples. */
    double[] scores(float[] vector) {
        double[] scores = new double[weights.length];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = known[c] ? sharpness * (dot(weights[c], vector) + offsets[c]) : Double.NEGATIVE_INFINITY;
        }
        return scores;
    }

    /** Scores made into probabilities that add up to 1 over the classes that count; the others get 0. */
    static double[] probabilities(double[] scores, IntPredicate counts) {
        double[] result = new double[scores.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            highest = counts.test(c) ? Math.max(highest, scores[c]) : highest;
        }
        if (highest == Double.NEGATIVE_INFINITY) {
            return result;
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            result[c] = counts.test(c) ? Math.exp(scores[c] - highest) : 0;
            sum += result[c];
        }
        scale(result, 1 / sum);
        return result;
    }

    static float dot(float[] a, float[] b) {
        return org.apache.lucene.util.VectorUtil.dotProduct(a, b);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] sum, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            sum[i] += vector[i];
        }
    }

    private static void scale(double[] values, double factor) {
        Arrays.setAll(values, i -> values[i] * factor);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
