package org.guildhall.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether somebody may be in danger, told from the words alone within microseconds: naive Bayes (Maron 1961, "Automatic
 * Indexing") over the examples' words, danger against all the rest, as likely as each other. It only says who is heard first;
 * whether it is danger is decided by meaning, later.
 */
final class Pressing {

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
            Set.copyOf(example.stems()).forEach(stem -> counts.merge(stem, 1, Integer::sum));
        }
        Set<String> stems = new HashSet<>(danger.keySet());
        stems.addAll(other.keySet());
        for (String stem : stems) {
            double here = (danger.getOrDefault(stem, 0) + 0.5) / (dangers + 1);
            double elsewhere = (other.getOrDefault(stem, 0) + 0.5) / (others + 1);
            evidence.put(stem, Math.log(here / elsewhere));
        }
    }

    /** Whether these words are more those of danger than of anything else; false for none. */
    boolean hears(Collection<String> stems) {
        return Set.copyOf(stems).stream()
                        .mapToDouble(stem -> evidence.getOrDefault(stem, 0.0))
                        .sum()
                > 0;
    }
}
