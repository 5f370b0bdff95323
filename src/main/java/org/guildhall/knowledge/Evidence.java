package org.guildhall.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The numbers that tell how much the best candidate can be trusted. */
final class Evidence {

    /** What each number is, in order; for explanations. */
    static final List<String> NAMES = List.of("share", "classifier", "meaning", "words-covered", "fit");

    /** Shares are told apart up to this close to 0 and 1. */
    private static final double CERTAIN = 1e-4;

    private static final double WORST_FIT = -5;

    private final Retrieval retrieval;
    private final Map<String, Double> weights;
    private final double heaviest;

    /** In how many of an article's texts a word is: by word, then article. */
    private final Map<String, Map<Integer, Integer>> counts = new HashMap<>();

    Evidence(Retrieval retrieval) {
        this.retrieval = retrieval;
        this.weights = retrieval.weights();
        this.heaviest = weights.values().stream().mapToDouble(x -> x).max().orElse(1);
        for (Example example : retrieval.examples()) {
            if (example.article() == Example.NOBODYS) {
                continue;
            }
            for (String stem : Set.copyOf(example.stems())) {
                counts.computeIfAbsent(stem, ignored -> new HashMap<>(2)).merge(example.article(), 1, Integer::sum);
            }
        }
    }

    /** The numbers for the best of a ranking, which must not be empty. */
    double[] of(Question question, Opinions opinions, Ranking ranking, Gone gone) {
        Ranking.Place best = ranking.best();
        double share = Math.clamp(best.share(), CERTAIN, 1 - CERTAIN);
        return new double[] {
            Math.log(share / (1 - share)),
            Math.exp(best.opinion().classifier()),
            best.opinion().meaning(),
            covered(question.stems(), stem -> inArticle(best.article(), stem, gone)),
            Math.max(WORST_FIT, opinions.fit())
        };
    }

    private boolean inArticle(int article, String stem, Gone gone) {
        int count = counts.getOrDefault(stem, Map.of()).getOrDefault(article, 0);
        return count > (owns(gone, article, stem) ? 1 : 0);
    }

    private boolean owns(Gone gone, int article, String stem) {
        if (gone.except() == Gone.NONE) {
            return false;
        }
        Example example = retrieval.example(gone.except());
        return example.article() == article && example.stems().contains(stem);
    }

    /** Which share of the question's weight these words cover; a word nobody knows weighs as much as the rarest. */
    private double covered(List<String> stems, Predicate<String> words) {
        double all = 0;
        double there = 0;
        for (String stem : stems) {
            double weight = weights.getOrDefault(stem, heaviest);
            all += weight;
            there += words.test(stem) ? weight : 0;
        }
        return all == 0 ? 0 : there / all;
    }
}
