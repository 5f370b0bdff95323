package org.guildhall.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How much each word says about what is asked: the rarer among the answers' examples, the more. */
final class WordWeights {

    private final Map<String, Double> weights = new HashMap<>();
    private final double heaviest;

    WordWeights(List<Example> examples) {
        Map<String, Integer> documents = new HashMap<>();
        for (Example example : examples) {
            if (example.role() == Example.Role.ASKED || example.role() == Example.Role.BODY) {
                Set.copyOf(example.stems()).forEach(stem -> documents.merge(stem, 1, Integer::sum));
            }
        }
        documents.forEach((stem, count) -> weights.put(stem, Math.log(1 + (double) examples.size() / count)));
        this.heaviest = weights.values().stream().mapToDouble(x -> x).max().orElse(1);
    }

    /** Which share of some words' weight is there; a word nobody knows weighs as much as the rarest. 0 for no words. */
    double covered(Collection<String> stems, Predicate<String> there) {
        return covered(stems, there, heaviest);
    }

    /** The same of the words somebody knows. */
    double knownCovered(Collection<String> stems, Predicate<String> there) {
        return covered(stems, there, 0);
    }

    private double covered(Collection<String> stems, Predicate<String> there, double unknown) {
        double all = 0;
        double found = 0;
        for (String stem : stems) {
            double weight = weights.getOrDefault(stem, unknown);
            all += weight;
            found += there.test(stem) ? weight : 0;
        }
        return all == 0 ? 0 : found / all;
    }
}
