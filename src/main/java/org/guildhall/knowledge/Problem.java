package org.guildhall.knowledge;

import java.util.Locale;

/**
 * Something wrong with a file of the knowledge base, in words for the person who wrote it.
 *
 * @param file path below the knowledge base, with forward slashes
 * @param line counted from 1
 * @param kind what sort of thing it is
 * @param reason what is wrong and what to do about it
 */
public record Problem(String file, int line, Kind kind, String reason) {

    /** What sort of thing is wrong, for programs that sort problems. */
    public enum Kind {
        /** The file does not read as it should. */
        FORMAT,
        /** A named value is missing, or nobody names it. */
        VALUE,
        /** Something the assistant needs is not in the folder. */
        MISSING,
        /** There are too few questions. */
        QUESTIONS,
        /** Nobody has looked at it for too long, or nobody will. */
        REVIEW,
        /** A link that is broken or leads nowhere. */
        LINK,
        /** Sentences and words that are too long for many people. */
        READING_AGE,
        /** A word that has a plainer one. */
        HARD_WORD,
        /** More than somebody reads in a message. */
        LENGTH,
        /** The same, or nearly, is somewhere else. */
        DUPLICATE,
        /** A question that finds another article. */
        ASTRAY,
        /** A translation that is missing, or no longer says what its original says. */
        TRANSLATION;

        /** As programs read it, for instance {@code reading-age}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
