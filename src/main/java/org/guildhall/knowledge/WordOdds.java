package org.guildhall.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much likelier words are in one lot of texts than in another: naive Bayes (Maron 1961, "Automatic Indexing") over words
 * and pairs of neighbouring words.
 */
final class WordOdds {

    private final Map<String, Double> evidence = new HashMap<>();

    /**
     * Learns from both.
     *
     * @param these the stems of each text of the one
     * @param others those of the other
     */
    WordOdds(Collection<List<String>> these, Collection<List<String>> others) {
        Map<String, Integer> here = counts(these);
        Map<String, Integer> elsewhere = counts(others);
        Set<String> all = new HashSet<>(here.keySet());
        all.addAll(elsewhere.keySet());
        for (String sign : all) {
            double share = (here.getOrDefault(sign, 0) + 0.5) / (these.size() + 1);
            double other = (elsewhere.getOrDefault(sign, 0) + 0.5) / (others.size() + 1);
            evidence.put(sign, Math.log(share / other));
        }
    }

    private static Map<String, Integer> counts(Collection<List<String>> texts) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(stems -> signs(stems).forEach(sign -> counts.merge(sign, 1, Integer::sum)));
        return counts;
    }

    /** The logarithm of the odds, both lots being as likely as each other; 0 for words that nobody has seen, and for none. */
    double of(List<String> stems) {
        return signs(stems).stream()
                .mapToDouble(sign -> evidence.getOrDefault(sign, 0.0))
                .sum();
    }

    /** The words, and each with the one after it. */
    private static Set<String> signs(List<String> stems) {
        Set<String> signs = new HashSet<>(stems);
        for (int i = 1; i < stems.size(); i++) {
            signs.add(stems.get(i - 1) + " " + stems.get(i));
        }
        return signs;
    }
}
