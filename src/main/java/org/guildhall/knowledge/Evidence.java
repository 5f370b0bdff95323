package org.guildhall.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The numbers that tell how much the best candidate can be trusted. */
final class Evidence {

    /** What each number is, in order; for explanations. */
    static final List<String> NAMES = List.of(
            "share",
            "lead",
            "probability",
            "cosine",
            "cosine-lead",
            "probability-cosine",
            "words-covered",
            "words-of-nearest",
            "words-unknown",
            "body-cosine");

    private static final int ALL = -1;

    private final Retrieval retrieval;
    private final Map<String, Double> weights;
    /** In how many examples each word is: by article, and under {@link #ALL} altogether. */
    private final Map<Integer, Map<String, Integer>> counts = new HashMap<>();

    private final double heaviest;

    Evidence(Retrieval retrieval) {
        this.retrieval = retrieval;
        this.weights = retrieval.weights();
        this.heaviest = weights.values().stream().mapToDouble(x -> x).max().orElse(1);
        retrieval
                .examples()
                .forEach(example -> Set.copyOf(example.stems()).forEach(stem -> {
                    count(example.article(), stem);
                    count(ALL, stem);
                }));
    }

    private void count(int article, String stem) {
        counts.computeIfAbsent(article, ignored -> new HashMap<>()).merge(stem, 1, Integer::sum);
    }

    /**
     * The numbers for the best of a ranking, which must not be empty.
     *
     * @param except an example to pretend away, or {@link Retrieval#NOBODY}
     */
    double[] of(Question question, Opinions opinions, Ranking ranking, int except) {
        int best = ranking.best().article();
        double probability = opinions.classifier().length == 0 ? 0 : opinions.classifier()[best];
        double cosine = opinions.near().getOrDefault(best, 0.0);
        double rival = opinions.near().entrySet().stream()
                .filter(entry -> entry.getKey() != best)
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
        return new double[] {
            ranking.best().share(),
            ranking.best().share() - ranking.share(1),
            probability,
            cosine,
            cosine - rival,
            Math.sqrt(Math.max(probability, 0)) * cosine,
            covered(question.stems(), stem -> known(best, stem, except)),
            nearestCovers(question.stems(), opinions, best),
            1 - covered(question.stems(), stem -> known(ALL, stem, except)),
            bodyCosine(opinions, best)
        };
    }

    private boolean known(int article, String stem, int except) {
        int count = counts.getOrDefault(article, Map.of()).getOrDefault(stem, 0);
        Example gone = except == Retrieval.NOBODY ? null : retrieval.example(except);
        boolean own = gone != null
                && (article == ALL || article == gone.article())
                && gone.stems().contains(stem);
        return count > (own ? 1 : 0);
    }

    private double nearestCovers(List<String> stems, Opinions opinions, int best) {
        for (int place : opinions.shared().examples()) {
            Example example = retrieval.example(place);
            if (example.article() == best) {
                return covered(stems, Set.copyOf(example.stems())::contains);
            }
        }
        return 0;
    }

    private double bodyCosine(Opinions opinions, int best) {
        double highest = 0;
        for (int i = 0; i < opinions.bodies().size(); i++) {
            if (retrieval.example(opinions.bodies().examples()[i]).article() == best) {
                highest = Math.max(highest, opinions.bodies().scores()[i]);
            }
        }
        return highest;
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
