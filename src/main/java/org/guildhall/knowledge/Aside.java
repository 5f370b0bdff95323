package org.guildhall.knowledge;

import java.util.List;

/**
 * The numbers that tell whether a message is no question to the articles at all, but small talk: how near it is to what
 * people write then, and how much nearer than to anything ordinary.
 *
 * @param article the article of that kind it is nearest to, or -1
 * @param evidence the nearest one's cosine, its lead over the nearest ordinary one, the lead of the nearest three, and
 *     the logarithm of the classifier's odds for the kind
 */
record Aside(int article, double[] evidence) {

    static final Aside NONE = new Aside(-1, new double[] {0, 0, 0, 0});

    private static final int NEIGHBOURS = 3;

    private static final double CERTAIN = 1e-5;

    /**
     * Weighs a message.
     *
     * @param scores the classifier's, by article; empty when it knows nothing
     * @param of which articles are of the kind
     * @param ordinary the roles of everything else
     */
    static Aside of(
            Retrieval retrieval,
            Vicinity vicinity,
            double[] scores,
            Example.Role role,
            boolean[] of,
            List<Example.Role> ordinary) {
        Hits near = vicinity.of(List.of(role), NEIGHBOURS);
        if (near.size() == 0) {
            return NONE;
        }
        Hits rivals = vicinity.of(ordinary, NEIGHBOURS);
        return new Aside(
                retrieval.example(near.examples()[0]).article(),
                new double[] {near.best(), near.best() - rivals.best(), mean(near) - mean(rivals), odds(scores, of)});
    }

    private static double mean(Hits hits) {
        double sum = 0;
        for (float score : hits.scores()) {
            sum += score;
        }
        return hits.size() == 0 ? 0 : sum / hits.size();
    }

    private static double odds(double[] scores, boolean[] of) {
        double[] probabilities = Softmax.probabilities(scores, article -> true);
        double probability = 0;
        for (int article = 0; article < probabilities.length; article++) {
            probability += of[article] ? probabilities[article] : 0;
        }
        double certain = Math.clamp(probability, CERTAIN, 1 - CERTAIN);
        return Math.log(certain / (1 - certain));
    }
}
