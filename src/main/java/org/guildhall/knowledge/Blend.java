package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * How much each opinion counts when articles are ranked: a conditional logit (McFadden 1974), in which an article's share
 * grows with the exponential of its weighted opinions.
 *
 * @param classifier for the logarithm of the classifier's probability
 * @param meaning for the nearest example's cosine
 * @param words for the examples' words
 * @param body for the nearest section's cosine
 * @param bodyWords for the sections' words
 */
record Blend(double classifier, double meaning, double words, double body, double bodyWords) {

    /** Learnt from the test questions of seven knowledge bases together, each counting alike. */
    static final Blend USUAL = new Blend(1.0, 22, 1.8, 2.3, 0.7);

    /** Cosines differ by tenths where the other opinions differ by ones. */
    private static final double[] SCALE = {1, 10, 1, 10, 1};

    private static final int STEPS = 20;

    /** A question, and which of its articles was meant. */
    record Lesson(Opinions opinions, int right) {}

    double of(Opinion opinion) {
        return classifier * opinion.classifier()
                + meaning * opinion.meaning()
                + words * opinion.words()
                + body * opinion.body()
                + bodyWords * opinion.bodyWords();
    }

    /** What became of a set of opinions: shares that add up to 1, in their order. */
    double[] shares(List<Opinion> opinions) {
        double[] shares = opinions.stream().mapToDouble(this::of).toArray();
        double highest = Double.NEGATIVE_INFINITY;
        for (double share : shares) {
            highest = Math.max(highest, share);
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(shares[i] - highest);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /**
     * Learns by gradient descent, pulled towards the usual so that a few questions change little.
     *
     * @param pull how many questions' worth the usual counts
     */
    static Blend learn(List<Lesson> lessons, double pull) {
        List<Lesson> usable = new ArrayList<>();
        for (Lesson lesson : lessons) {
            if (lesson.opinions().articles().stream().anyMatch(opinion -> opinion.article() == lesson.right())) {
                usable.add(lesson);
            }
        }
        double[] usual = USUAL.scaled();
        double[] current = usual.clone();
        for (int step = 0; step < STEPS && !usable.isEmpty(); step++) {
            double[] gradient = new double[current.length];
            double[][] curvature = new double[current.length][current.length];
            Blend blend = of(current);
            usable.forEach(lesson -> blend.accumulate(lesson, gradient, curvature));
            for (int i = 0; i < current.length; i++) {
                gradient[i] += pull * (current[i] - usual[i]);
                curvature[i][i] += pull;
            }
            double[] change = Logistic.gauss(curvature, gradient);
            for (int i = 0; i < current.length; i++) {
                current[i] -= change[i];
            }
        }
        return of(current);
    }

    private void accumulate(Lesson lesson, double[] gradient, double[][] curvature) {
        List<Opinion> opinions = lesson.opinions().articles();
        double[] shares = shares(opinions);
        double[] mean = new double[SCALE.length];
        for (int i = 0; i < shares.length; i++) {
            double[] x = scaled(opinions.get(i));
            boolean right = opinions.get(i).article() == lesson.right();
            for (int a = 0; a < x.length; a++) {
                mean[a] += shares[i] * x[a];
                gradient[a] += (shares[i] - (right ? 1 : 0)) * x[a];
                for (int b = 0; b < x.length; b++) {
                    curvature[a][b] += shares[i] * x[a] * x[b];
                }
            }
        }
        for (int a = 0; a < mean.length; a++) {
            for (int b = 0; b < mean.length; b++) {
                curvature[a][b] -= mean[a] * mean[b];
            }
        }
    }

    private static double[] scaled(Opinion opinion) {
        double[] x = opinion.numbers();
        for (int i = 0; i < x.length; i++) {
            x[i] *= SCALE[i];
        }
        return x;
    }

    private double[] scaled() {
        double[] x = {classifier, meaning, words, body, bodyWords};
        for (int i = 0; i < x.length; i++) {
            x[i] /= SCALE[i];
        }
        return x;
    }

    private static Blend of(double[] scaled) {
        return new Blend(
                scaled[0] * SCALE[0],
                scaled[1] * SCALE[1],
                scaled[2] * SCALE[2],
                scaled[3] * SCALE[3],
                scaled[4] * SCALE[4]);
    }
}
