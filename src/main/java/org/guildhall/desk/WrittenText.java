package org.guildhall.desk;

import org.jspecify.annotations.Nullable;

/** What staff write, made fit to be stored: PostgreSQL refuses NUL and halves of surrogate pairs. */
final class WrittenText {

    /** More than any messenger takes in one go; keeps a slip of the clipboard out of the outbox. */
    static final int LONGEST = 10_000;

    private WrittenText() {}

    /** The text without what cannot be stored and without blanks around it; empty when nothing is left. */
    static String clean(@Nullable String written) {
        if (written == null) {
            return "";
        }
        StringBuilder kept = new StringBuilder(written.length());
        written.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }
}
