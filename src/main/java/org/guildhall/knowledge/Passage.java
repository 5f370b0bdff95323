package org.guildhall.knowledge;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Approved words that may be sent: an article's short answer or one of its sections, from one immutable version.
 *
 * @param article the article's id
 * @param version which version is quoted, counted from 1
 * @param title the article's title
 * @param heading the section quoted, or null for the short answer at the top
 * @param text Markdown
 * @param team who looks after questions about it
 * @param kind what sort of article it is
 * @param language BCP 47, for instance {@code en}
 * @param reviewBy when its owner must look at it again, or null
 */
public record Passage(
        String article,
        int version,
        String title,
        @Nullable String heading,
        String text,
        String team,
        Kind kind,
        String language,
        @Nullable LocalDate reviewBy) {

    /** What sort of article. */
    public enum Kind {
        ANSWER,
        DANGER,
        SMALLTALK
    }

    /** The words alone, without the marks of Markdown and without addresses; a line a paragraph. */
    public String words() {
        return Markdown.plain(text);
    }

    /** Path of the help page, below the public address. */
    public String path() {
        return "/help/" + article;
    }
}
