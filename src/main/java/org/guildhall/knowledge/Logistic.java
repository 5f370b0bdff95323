package org.guildhall.knowledge;

import java.util.List;

/**
 * Turns a few numbers into a probability: a logistic regression, learnt from the knowledge base's own questions.
 *
 * @param offset the constant
 * @param factors one for each number
 */
record Logistic(double offset, double[] factors) {

    private static final int STEPS = 25;

    /**
     * One question whose answer is known.
     *
     * @param evidence the numbers
     * @param right whether it came out true
     * @param weight how much it counts
     */
    record Lesson(double[] evidence, boolean right, double weight) {}

    /** The probability, 0 to 1. */
    double of(double[] evidence) {
        return 1 / (1 + Math.exp(-sum(evidence)));
    }

    private double sum(double[] evidence) {
        double sum = offset;
        for (int i = 0; i < factors.length; i++) {
            sum += factors[i] * evidence[i];
        }
        return sum;
    }

    /**
     * The same numbers in the same proportions, with how sharply they decide and where learnt anew (Platt 1999): with two
     * things to learn it cannot mistake the peculiarities of a few lessons for a rule.
     *
     * @param pull how many lessons' worth this one counts
     */
    Logistic rescaled(List<Lesson> lessons, double pull) {
        List<Lesson> sums = lessons.stream()
                .map(lesson -> new Lesson(new double[] {sum(lesson.evidence())}, lesson.right(), lesson.weight()))
                .toList();
        Logistic scale = learn(sums, new Logistic(0, new double[] {1}), pull);
        double sharper = scale.factors[0];
        return new Logistic(
                scale.offset + sharper * offset,
                java.util.Arrays.stream(factors).map(factor -> sharper * factor).toArray());
    }

    /**
     * Learns by Newton's method, pulled towards the usual factors so that few lessons change little.
     *
     * @param usual where to start, and what to fall back on
     * @param pull how many lessons' worth the usual factors count
     */
    static Logistic learn(List<Lesson> lessons, Logistic usual, double pull) {
        int size = usual.factors.length + 1;
        double[] start = withOffset(usual);
        double[] current = start.clone();
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[size];
            double[][] curvature = new double[size][size];
            for (Lesson lesson : lessons) {
                accumulate(lesson, current, gradient, curvature);
            }
            for (int i = 0; i < size; i++) {
                gradient[i] += pull * (current[i] - start[i]);
                curvature[i][i] += pull + 1e-6;
            }
            double[] change = gauss(curvature, gradient);
            double before = loss(lessons, current, start, pull);
            double[] next = stepped(current, change, 1);
            // A whole step can overshoot where the curve is flat; a part of it always leads down.
            for (double part = 0.5; part > 1e-4 && loss(lessons, next, start, pull) > before; part /= 2) {
                next = stepped(current, change, part);
            }
            current = next;
        }
        return new Logistic(current[0], java.util.Arrays.copyOfRange(current, 1, size));
    }

    private static double[] stepped(double[] current, double[] change, double part) {
        double[] next = current.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] -= part * change[i];
        }
        return next;
    }

    private static double loss(List<Lesson> lessons, double[] current, double[] start, double pull) {
        Logistic logistic = new Logistic(current[0], java.util.Arrays.copyOfRange(current, 1, current.length));
        double loss = 0;
        for (Lesson lesson : lessons) {
            double probability = logistic.of(lesson.evidence);
            loss -= lesson.weight * Math.log(Math.max(1e-12, lesson.right ? probability : 1 - probability));
        }
        for (int i = 0; i < current.length; i++) {
            loss += pull * (current[i] - start[i]) * (current[i] - start[i]) / 2;
        }
        return loss;
    }

    private static double[] withOffset(Logistic logistic) {
        double[] all = new double[logistic.factors.length + 1];
        all[0] = logistic.offset;
        System.arraycopy(logistic.factors, 0, all, 1, logistic.factors.length);
        return all;
    }

    private static void accumulate(Lesson lesson, double[] current, double[] gradient, double[][] curvature) {
        double[] x = new double[current.length];
        x[0] = 1;
        System.arraycopy(lesson.evidence, 0, x, 1, lesson.evidence.length);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += current[i] * x[i];
        }
        double probability = 1 / (1 + Math.exp(-sum));
        double error = lesson.weight * (probability - (lesson.right ? 1 : 0));
        double slope = lesson.weight * probability * (1 - probability);
        for (int i = 0; i < x.length; i++) {
            gradient[i] += error * x[i];
            for (int j = 0; j < x.length; j++) {
                curvature[i][j] += slope * x[i] * x[j];
            }
        }
    }

    /** Solves a small system of linear equations whose matrix is symmetric and positive; the matrix is used up. */
    static double[] gauss(double[][] matrix, double[] right) {
        int size = right.length;
        double[] x = right.clone();
        for (int column = 0; column < size; column++) {
            double pivot = matrix[column][column];
            for (int row = column + 1; row < size; row++) {
                double factor = matrix[row][column] / pivot;
                for (int k = column; k < size; k++) {
                    matrix[row][k] -= factor * matrix[column][k];
                }
                x[row] -= factor * x[column];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int k = row + 1; k < size; k++) {
                x[row] -= matrix[row][k] * x[k];
            }
            x[row] /= matrix[row][row];
        }
        return x;
    }
}
