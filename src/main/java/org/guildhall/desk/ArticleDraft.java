package org.guildhall.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.guildhall.conversation.StaffName;
import org.jspecify.annotations.Nullable;

/**
 * A question and the reply to it that should be an article, as a colleague kept them for the editors.
 *
 * @param doneBy the username of whoever made an article of it, or put it aside; null while nobody has
 */
record ArticleDraft(
        UUID id,
        String team,
        String question,
        String reply,
        StaffName by,
        Instant at,
        @Nullable String doneBy,
        @Nullable Instant doneAt) {

    /** More is no title. */
    private static final int LONGEST_TITLE = 100;

    /** As long as a question of an article may be. */
    private static final int LONGEST_QUESTION = 500;

    /** The first line of the question, for a heading. */
    String title() {
        return cut(question.lines().findFirst().orElse(""), LONGEST_TITLE);
    }

    /** What the file may be called, and with it the article: small letters and hyphens. */
    String fileName() {
        String plain = title().toLowerCase(Locale.ROOT)
                .replaceAll("['\u2019]", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return (plain.isEmpty() ? "draft" : plain) + ".md";
    }

    /**
     * An article that a knowledge base takes: the editors have only to make it better.
     *
     * @param reviewBy when it is to be checked again
     */
    String markdown(LocalDate reviewBy) {
        return """
                ---
                title: %s
                questions:
                  - %s
                team: %s
                owner: %s
                review-by: %s
                ---
                %s
                """.formatted(
                        quoted(title()), quoted(cut(question, LONGEST_QUESTION)), team, team, reviewBy, reply.strip());
    }

    /** Any words as one line of YAML: https://yaml.org/spec/1.2.2/#double-quoted-style */
    private static String quoted(String words) {
        return "\"" + words.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String cut(String words, int most) {
        String line = words.replaceAll("\\s+", " ").strip();
        if (line.length() <= most) {
            return line;
        }
        int end = line.lastIndexOf(' ', most);
        return end > 0 ? line.substring(0, end) : line.substring(0, line.offsetByCodePoints(0, most / 2));
    }
}
