package org.guildhall.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a row measured, each figure with its bound. */
final class Result {

    private final List<String> figures = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();

    /** A figure that must not be above its bound. */
    Result atMost(String what, double value, double bound, String unit) {
        return bound(what, value <= bound, "%s %s (≤ %s)".formatted(short_(value), unit, short_(bound)));
    }

    /** A figure that must not be below its bound. */
    Result atLeast(String what, double value, double bound, String unit) {
        return bound(what, value >= bound, "%s %s (≥ %s)".formatted(short_(value), unit, short_(bound)));
    }

    /** A figure without a bound. */
    Result figure(String what, Object value) {
        figures.add(what + " " + (value instanceof Double number ? short_(number) : value));
        return this;
    }

    /** Something that must be so. */
    Result must(String what, boolean held, String otherwise) {
        return bound(what, held, held ? "yes" : otherwise);
    }

    /** What the checker found; a violation of the law is always a miss. */
    Result law(Law.Verdict verdict) {
        figures.add(verdict.summary());
        misses.addAll(verdict.violations());
        return this;
    }

    boolean passed() {
        return misses.isEmpty();
    }

    List<String> figures() {
        return List.copyOf(figures);
    }

    List<String> misses() {
        return List.copyOf(misses);
    }

    private Result bound(String what, boolean held, String text) {
        figures.add(what + " " + text);
        if (!held) {
            misses.add(what + ": " + text);
        }
        return this;
    }

    private static String short_(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
