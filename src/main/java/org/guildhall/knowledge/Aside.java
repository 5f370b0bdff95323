package org.guildhall.knowledge;

import java.util.List;

/**
 * The numbers that tell whether a message is no question to the articles at all, but a cry for help or small talk: how
 * near it is to what people write then, and how much nearer than to any ordinary question.
 *
 * @param article the article of that kind it is nearest to, or -1
 * @param evidence cosine, its lead over the nearest ordinary question, and the classifier's probability of the kind
 */
record Aside(int article, double[] evidence) {

    static final Aside NONE = new Aside(-1, new double[] {0, 0, 0});

    private static final int NEIGHBOURS = 4;

    /**
     * Weighs a message.
     *
     * @param scores the classifier's, by article
     * @param of which articles are of the kind
     * @param except an example to pretend away, or {@link Retrieval#NOBODY}
     */
    static Aside of(
            Retrieval retrieval,
            float[] vector,
            double[] scores,
            Example.Role role,
            boolean[] of,
            double ordinary,
            int except) {
        Hits hits = retrieval.byMeaning(vector, role, NEIGHBOURS, Retrieval.NOBODY);
        double[] probabilities = Discriminant.probabilities(scores, article -> true);
        double probability = 0;
        for (int article = 0; article < of.length; article++) {
            probability += of[article] ? probabilities[article] : 0;
        }
        for (int i = 0; i < hits.size(); i++) {
            if (hits.examples()[i] != except) {
                double cosine = hits.scores()[i];
                int nearest = retrieval.example(hits.examples()[i]).article();
                return new Aside(nearest, new double[] {cosine, cosine - ordinary, probability});
            }
        }
        return NONE;
    }

    /** The highest cosine among the examples of some roles, with an article or an example pretended away. */
    static double nearest(Retrieval retrieval, float[] vector, List<Example.Role> roles, int without, int except) {
        double best = 0;
        for (Example.Role role : roles) {
            Hits hits = retrieval.byMeaning(vector, role, 2, without);
            for (int i = 0; i < hits.size(); i++) {
                best = hits.examples()[i] == except ? best : Math.max(best, hits.scores()[i]);
            }
        }
        return best;
    }
}
