package org.guildhall.knowledge;

import java.util.List;

/** The numbers that tell how much the best candidate can be trusted. */
final class Evidence {

    /** What each number is, in order; for explanations. */
    static final List<String> NAMES = List.of("share", "classifier", "meaning", "words-covered", "fit");

    /** Shares are told apart up to this close to 0 and 1. */
    private static final double CERTAIN = 1e-4;

    private static final double WORST_FIT = -5;

    private final Retrieval retrieval;
    private final WordWeights weights;

    Evidence(Retrieval retrieval) {
        this.retrieval = retrieval;
        this.weights = retrieval.weights();
    }

    /** The numbers for the best of a ranking, which must not be empty. */
    double[] of(Question question, Opinions opinions, Ranking ranking, Gone gone) {
        Ranking.Place best = ranking.best();
        double share = Math.clamp(best.share(), CERTAIN, 1 - CERTAIN);
        return new double[] {
            Math.log(share / (1 - share)),
            Math.exp(best.opinion().classifier()),
            best.opinion().meaning(),
            weights.covered(question.stems(), retrieval.shared(question.stems(), best.article(), gone)::contains),
            Math.max(WORST_FIT, opinions.fit())
        };
    }
}
