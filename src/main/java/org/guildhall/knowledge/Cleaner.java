package org.guildhall.knowledge;

import java.text.Normalizer;
import java.util.Locale;

/** Makes any text harmless and comparable: bounded, composed, lower case, without invisible characters. */
final class Cleaner {

    /** More than any real question; keeps the cost of hostile ones flat. */
    static final int MAX_CHARACTERS = 2_000;

    private Cleaner() {}

    /** The first 2,000 characters of what somebody wrote, cleaned; maybe empty, never null. */
    static String clean(String text) {
        return clean(text, MAX_CHARACTERS);
    }

    /** The same for longer text. */
    static String clean(String text, int limit) {
        String start = text.length() > limit ? text.substring(0, limit) : text;
        String composed = Normalizer.normalize(start, Normalizer.Form.NFKC);
        StringBuilder clean = new StringBuilder(composed.length());
        composed.codePoints().limit(limit).forEach(point -> append(clean, point));
        return clean.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static void append(StringBuilder clean, int point) {
        switch (Character.getType(point)) {
            // Zero-width, bidi and soft hyphens sit inside words: gone without a trace.
            case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> {}
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> space(clean);
            default -> clean.appendCodePoint(straight(point));
        }
    }

    private static void space(StringBuilder clean) {
        if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
            clean.append(' ');
        }
    }

    private static int straight(int point) {
        return switch (point) {
            case '\u2018', '\u2019', '\u02BC', '\u00B4', '`' -> '\'';
            case '\u201C', '\u201D' -> '"';
            case '\u2013', '\u2014' -> '-';
            default -> point;
        };
    }
}
