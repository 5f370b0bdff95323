package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether somebody may be in danger, told from the words alone within microseconds: those of an edition's own examples and of
 * the {@link Alarm}'s phrases. It only says who is heard first; whether it is danger is decided by meaning, later.
 */
final class Pressing {

    /** More than even, as pairs tell again what their words have told; chosen on questions that no article lists. */
    private static final double ENOUGH = 3;

    private final WordOdds odds;
    /** What articles of danger list, however long. */
    private final Set<List<String>> listed = new HashSet<>();

    /** Learns from both. */
    Pressing(List<Example> examples, Alarm.Stems phrases) {
        List<List<String>> danger = new ArrayList<>(phrases.cries());
        List<List<String>> other = new ArrayList<>(phrases.calm());
        for (Example example : examples) {
            (example.role() == Example.Role.DANGER ? danger : other).add(example.stems());
            if (example.role() == Example.Role.DANGER) {
                listed.add(example.stems());
            }
        }
        this.odds = new WordOdds(danger, other);
    }

    /** Whether these words, in their order, are more those of danger than of anything else; false for none. */
    boolean hears(List<String> stems) {
        return odds.of(stems) > ENOUGH || listed.contains(stems);
    }
}
