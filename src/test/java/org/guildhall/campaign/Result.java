package org.guildhall.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a row measured, each figure with its bound. A bound is one of safety, which holds on every machine, or one of speed,
 * which holds on the machine the promise names: another may be several times slower.
 */
final class Result {

    private final List<String> figures = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();
    private final List<String> slow = new ArrayList<>();

    /** A figure of safety that must not be above its bound. */
    Result atMost(String what, double value, double bound, String unit) {
        return bound(misses, what, value <= bound, below(value, bound, unit));
    }

    /** A time, or another figure of speed, that must not be above its bound. */
    Result speedAtMost(String what, double value, double bound, String unit) {
        return bound(slow, what, value <= bound, below(value, bound, unit));
    }

    /** A rate, or another figure of speed, that must not be below its bound. */
    Result speedAtLeast(String what, double value, double bound, String unit) {
        return bound(slow, what, value >= bound, "%s %s (≥ %s)".formatted(short_(value), unit, short_(bound)));
    }

    /** A figure without a bound. */
    Result figure(String what, Object value) {
        figures.add(what + " " + (value instanceof Double number ? short_(number) : value));
        return this;
    }

    /** Something that must be so. */
    Result must(String what, boolean held, String otherwise) {
        return bound(misses, what, held, held ? "yes" : otherwise);
    }

    /** What the checker found; a violation of the law is always a miss. */
    Result law(Law.Verdict verdict) {
        figures.add(verdict.summary());
        misses.addAll(verdict.violations());
        return this;
    }

    List<String> figures() {
        return List.copyOf(figures);
    }

    /** What was not safe, and what the checker found. */
    List<String> misses() {
        return List.copyOf(misses);
    }

    /** What was not quick enough. */
    List<String> slow() {
        return List.copyOf(slow);
    }

    private Result bound(List<String> missed, String what, boolean held, String text) {
        figures.add(what + " " + text);
        if (!held) {
            missed.add(what + ": " + text);
        }
        return this;
    }

    private static String below(double value, double bound, String unit) {
        return "%s %s (≤ %s)".formatted(short_(value), unit, short_(bound));
    }

    private static String short_(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
