package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Asks every way of looking for its opinion of one question. */
final class Search {

    private static final int SHARING = 100;
    private static final int BODIES = 20;
    private static final int LIKELIEST = 10;

    private final Retrieval retrieval;
    private final boolean[] answers;
    private final Set<Stage> without;

    /**
     * Searches the index.
     *
     * @param answers which articles are of kind {@code answer}
     * @param without whose opinion does not count
     */
    Search(Retrieval retrieval, boolean[] answers, Set<Stage> without) {
        this.retrieval = retrieval;
        this.answers = answers;
        this.without = without;
    }

    /**
     * The opinions.
     *
     * @param vicinity what the question's meaning is near to
     * @param scores the classifier's, by article; empty when there is no vector or it knows nothing
     */
    Opinions opinions(Question question, Vicinity vicinity, double[] scores) {
        Gone gone = vicinity.gone();
        Hits asked = vicinity.of(Example.Role.ASKED);
        Hits shared = retrieval.byWords(question.stems(), Example.Role.ASKED, SHARING, gone);
        Hits bodies = vicinity.of(List.of(Example.Role.BODY), BODIES);
        Hits bodiesShared = retrieval.byWords(question.stems(), Example.Role.BODY, BODIES, gone);
        IntPredicate there = article -> answers[article] && !gone.article(article);
        Set<Integer> candidates = new TreeSet<>();
        for (Hits hits : List.of(asked, shared, bodies, bodiesShared)) {
            for (int place : hits.examples()) {
                candidates.add(retrieval.example(place).article());
            }
        }
        double[] probabilities = Softmax.probabilities(scores, there);
        candidates.addAll(likeliest(probabilities));
        Map<Integer, Double> words = shares(shared);
        Map<Integer, Double> bodyWords = shares(bodiesShared);
        double neutral = neutral(probabilities);
        List<Opinion> opinions = new ArrayList<>(candidates.size());
        for (int article : candidates) {
            // What the classifier has not met yet, an article just written, is not held against it.
            boolean met = article < scores.length && scores[article] != Double.NEGATIVE_INFINITY;
            opinions.add(new Opinion(
                            article,
                            met ? Math.max(Opinion.UNLIKELY, Math.log(probabilities[article])) : neutral,
                            vicinity.nearest(article, Example.Role.ASKED),
                            words.getOrDefault(article, 0.0),
                            vicinity.nearest(article, Example.Role.BODY),
                            bodyWords.getOrDefault(article, 0.0))
                    .without(without));
        }
        return new Opinions(opinions, Softmax.highest(scores, there), asked, shared);
    }

    private static List<Integer> likeliest(double[] probabilities) {
        List<Integer> likeliest = new ArrayList<>();
        for (int article = 0; article < probabilities.length; article++) {
            // Ten of a whole cannot all have more than a tenth of it, so these are at most ten.
            if (probabilities[article] > 1.0 / LIKELIEST) {
                likeliest.add(article);
            }
        }
        return likeliest;
    }

    private static double neutral(double[] probabilities) {
        double highest = 0;
        for (double probability : probabilities) {
            highest = Math.max(highest, probability);
        }
        return highest == 0 ? 0 : Math.log(highest);
    }

    /** Each article's best score, as a share of the best of all. */
    private Map<Integer, Double> shares(Hits hits) {
        Map<Integer, Double> shares = new HashMap<>();
        for (int i = 0; i < hits.size(); i++) {
            double share = hits.scores()[i] / hits.best();
            shares.merge(retrieval.example(hits.examples()[i]).article(), share, Math::max);
        }
        return shares;
    }
}
