package org.guildhall.knowledge;

import java.util.HashMap;
import java.util.Map;

/** Asks every way of looking for its opinion of one question. */
final class Search {

    private static final int ASKED = 24;
    private static final int BODIES = 8;
    /** How fast a vote fades with the cosine's distance from the best. */
    private static final double MEANING_FADES = 16;
    /** How fast a vote fades with BM25's share of the best. */
    private static final double WORDS_FADE = 4;

    private final Retrieval retrieval;
    private final boolean[] answers;

    /**
     * Searches the index.
     *
     * @param answers which articles are of kind {@code answer}
     */
    Search(Retrieval retrieval, boolean[] answers) {
        this.retrieval = retrieval;
        this.answers = answers;
    }

    /**
     * The opinions.
     *
     * @param scores the classifier's, by article; empty when there is no vector
     * @param without an article to pretend away, or {@link Retrieval#NOBODY}
     * @param except an example to pretend away, or {@link Retrieval#NOBODY}
     */
    Opinions opinions(Question question, double[] scores, int without, int except) {
        Hits asked = drop(retrieval.byMeaning(question.vector(), Example.Role.ASKED, ASKED + 1, without), except);
        Hits shared = drop(retrieval.byWords(question.stems(), Example.Role.ASKED, ASKED + 1, without), except);
        Hits bodies = retrieval.byMeaning(question.vector(), Example.Role.BODY, BODIES, without);
        Hits bodiesShared = retrieval.byWords(question.stems(), Example.Role.BODY, BODIES, without);
        return new Opinions(
                Discriminant.probabilities(scores, article -> answers[article] && article != without),
                votes(asked, Search::meaning, asked.best()),
                votes(shared, Search::words, shared.best()),
                half(
                        votes(bodies, Search::meaning, bodies.best()),
                        votes(bodiesShared, Search::words, bodiesShared.best())),
                nearest(asked),
                asked,
                shared,
                bodies,
                bodiesShared);
    }

    private static double meaning(double ofBest) {
        return Math.exp(MEANING_FADES * (ofBest - 1));
    }

    private static double words(double ofBest) {
        return Math.pow(ofBest, WORDS_FADE);
    }

    private Map<Integer, Double> votes(Hits hits, java.util.function.DoubleUnaryOperator weight, float best) {
        Map<Integer, Double> votes = new HashMap<>();
        double sum = 0;
        for (int i = 0; i < hits.size(); i++) {
            double vote = best <= 0 ? 0 : weight.applyAsDouble(hits.scores()[i] / best);
            votes.merge(retrieval.example(hits.examples()[i]).article(), vote, Double::sum);
            sum += vote;
        }
        double all = sum;
        votes.replaceAll((article, vote) -> all == 0 ? 0 : vote / all);
        return votes;
    }

    private static Map<Integer, Double> half(Map<Integer, Double> one, Map<Integer, Double> other) {
        Map<Integer, Double> both = new HashMap<>();
        one.forEach((article, vote) -> both.merge(article, vote / 2, Double::sum));
        other.forEach((article, vote) -> both.merge(article, vote / 2, Double::sum));
        return both;
    }

    private Map<Integer, Double> nearest(Hits hits) {
        Map<Integer, Double> near = new HashMap<>();
        for (int i = 0; i < hits.size(); i++) {
            near.merge(retrieval.example(hits.examples()[i]).article(), (double) hits.scores()[i], Math::max);
        }
        return near;
    }

    private static Hits drop(Hits hits, int except) {
        int at = -1;
        for (int i = 0; i < hits.size(); i++) {
            at = hits.examples()[i] == except ? i : at;
        }
        if (at < 0) {
            return hits;
        }
        int gone = at;
        int[] kept = java.util.stream.IntStream.range(0, hits.size())
                .filter(i -> i != gone)
                .toArray();
        int[] examples = new int[kept.length];
        float[] scores = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            examples[i] = hits.examples()[kept[i]];
            scores[i] = hits.scores()[kept[i]];
        }
        return new Hits(examples, scores);
    }
}
