package org.guildhall.knowledge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether somebody may be in danger, told from the words alone within microseconds: naive Bayes (Maron 1961, "Automatic
 * Indexing") over the examples' words and pairs of neighbouring words, danger against all the rest, as likely as each other.
 * It only says who is heard first; whether it is danger is decided by meaning, later.
 */
final class Pressing {

    /** A little more than even, as pairs tell again what their words have told; chosen on questions that no article lists. */
    private static final double ENOUGH = 0.5;

    private final Map<String, Double> evidence = new HashMap<>();

    /** Learns from the examples of an edition. */
    Pressing(List<Example> examples) {
        Map<String, Integer> danger = new HashMap<>();
        Map<String, Integer> other = new HashMap<>();
        int dangers = 0;
        int others = 0;
        for (Example example : examples) {
            boolean dangerous = example.role() == Example.Role.DANGER;
            dangers += dangerous ? 1 : 0;
            others += dangerous ? 0 : 1;
            Map<String, Integer> counts = dangerous ? danger : other;
            signs(example.stems()).forEach(sign -> counts.merge(sign, 1, Integer::sum));
        }
        Set<String> all = new HashSet<>(danger.keySet());
        all.addAll(other.keySet());
        for (String sign : all) {
            double here = (danger.getOrDefault(sign, 0) + 0.5) / (dangers + 1);
            double elsewhere = (other.getOrDefault(sign, 0) + 0.5) / (others + 1);
            evidence.put(sign, Math.log(here / elsewhere));
        }
    }

    /** Whether these words, in their order, are more those of danger than of anything else; false for none. */
    boolean hears(List<String> stems) {
        return signs(stems).stream()
                        .mapToDouble(sign -> evidence.getOrDefault(sign, 0.0))
                        .sum()
                > ENOUGH;
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
