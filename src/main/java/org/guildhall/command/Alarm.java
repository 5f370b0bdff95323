package org.guildhall.command;

import java.util.List;
import java.util.Locale;
import org.guildhall.knowledge.Explanation;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Library;
import org.jspecify.annotations.Nullable;

/**
 * A phrase that is danger, or only sounds like it, and whether it raised the alarm.
 *
 * @param danger whether somebody is in danger
 * @param heard whether it was taken for danger
 * @param probability of danger, 0 to 1
 */
record Alarm(String phrase, boolean danger, boolean heard, double probability) {

    private static final String DANGER = "danger";
    private static final String CALM = "calm";

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
        boolean heard = why.finding().verdict() == Finding.Verdict.DANGER;
        return new Alarm(parts[0], expected.equals(DANGER), heard, why.danger());
    }

    boolean right() {
        return danger == heard;
    }

    /** The share of those that are danger, or are not, which raised the alarm; null when there are none. */
    static @Nullable Double share(List<Alarm> all, boolean danger) {
        List<Alarm> asked = all.stream().filter(one -> one.danger == danger).toList();
        return asked.isEmpty()
                ? null
                : (double) asked.stream().filter(Alarm::heard).count() / asked.size();
    }

    String line() {
        return String.join(
                "\t",
                phrase,
                danger ? DANGER : CALM,
                heard ? DANGER : CALM,
                String.format(Locale.ROOT, "%.4f", probability));
    }
}
