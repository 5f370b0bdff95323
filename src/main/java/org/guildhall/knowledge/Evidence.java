package org.guildhall.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private final Retrieval retrieval;
    private final Map<String, Double> weights;
    private final Map<Integer, Set<String>> stemsOfArticles = new java.util.HashMap<>();
    private final double heaviest;

    Evidence(Retrieval retrieval) {
        this.retrieval = retrieval;
        this.weights = retrieval.weights();
        this.heaviest = weights.values().stream().mapToDouble(x -> x).max().orElse(1);
        retrieval
                .examples()
                .forEach(example -> stemsOfArticles
                        .computeIfAbsent(example.article(), ignored -> new HashSet<>())
                        .addAll(example.stems()));
    }

    /** The numbers for the best of a ranking, which must not be empty. */
    double[] of(Question question, Opinions opinions, Ranking ranking) {
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
            covered(question.stems(), stemsOfArticles.getOrDefault(best, Set.of())),
            nearestCovers(question.stems(), opinions, best),
            1 - covered(question.stems(), weights.keySet()),
            bodyCosine(opinions, best)
        };
    }

    private double nearestCovers(List<String> stems, Opinions opinions, int best) {
        for (int place : opinions.shared().examples()) {
            Example example = retrieval.example(place);
            if (example.article() == best) {
                return covered(stems, Set.copyOf(example.stems()));
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
    private double covered(List<String> stems, Set<String> words) {
        double all = 0;
        double there = 0;
        for (String stem : stems) {
            double weight = weights.getOrDefault(stem, heaviest);
            all += weight;
            there += words.contains(stem) ? weight : 0;
        }
        return all == 0 ? 0 : there / all;
    }
}
