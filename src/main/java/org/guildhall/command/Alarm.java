package org.guildhall.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.guildhall.knowledge.Explanation;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Library;
import org.jspecify.annotations.Nullable;

/**
 * A phrase that is danger, or only sounds like it, and what became of it.
 *
 * @param danger whether somebody is in danger
 * @param raised whether it was taken for danger: the numbers, and a person before all others
 * @param warned whether it was answered like anything else, with the numbers before
 * @param probability of danger, 0 to 1
 */
record Alarm(String phrase, boolean danger, boolean raised, boolean warned, double probability) {

    private static final String DANGER = "danger";
    private static final String CALM = "calm";
    private static final String CAUTION = "caution";

    /**
     * Tries one line of the file.
     *
     * @param line a phrase, a tab, and {@code danger} or {@code calm}
     * @throws IllegalArgumentException when it is not such a line
     */
    static Alarm tried(Library library, String line) {
        String[] parts = line.split("\t", -1);
        String expected = parts.length == 2 ? parts[1].strip() : "";
        if (!expected.equals(DANGER) && !expected.equals(CALM)) {
            throw new IllegalArgumentException("\"" + line + "\" must be a phrase, a tab, and danger or calm");
        }
        Explanation why = library.explain(parts[0]).orElseThrow();
        Finding finding = why.finding();
        return new Alarm(
                parts[0],
                expected.equals(DANGER),
                finding.verdict() == Finding.Verdict.DANGER,
                finding.caution().isPresent(),
                why.danger());
    }

    /** Whether whoever is in danger got the numbers, and nobody else's message went before all others. */
    boolean right() {
        return danger ? heard() : !raised;
    }

    /** Whether the numbers were said. */
    boolean heard() {
        return raised || warned;
    }

    /** The share of those that are danger, or are not, of which something holds; null when there are none. */
    static @Nullable Double share(List<Alarm> all, boolean danger, Predicate<Alarm> what) {
        List<Alarm> asked = all.stream().filter(one -> one.danger == danger).toList();
        return asked.isEmpty() ? null : (double) asked.stream().filter(what).count() / asked.size();
    }

    String line() {
        return String.join(
                "\t",
                phrase,
                danger ? DANGER : CALM,
                raised ? DANGER : warned ? CAUTION : CALM,
                String.format(Locale.ROOT, "%.4f", probability));
    }
}
