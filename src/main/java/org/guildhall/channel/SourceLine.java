package org.guildhall.channel;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.message.Source;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/** The line under an answer, the same on every channel: where it comes from, and when that is checked again. */
public final class SourceLine {

    private static final Sentences WORDS = Sentences.in("messages/channel");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private SourceLine() {}

    /**
     * The whole line, its title a link where the address is safe.
     *
     * @param first whether nothing stands above it
     */
    public static List<Run> runs(Source source, boolean first) {
        List<Run.Mark> link = MarkdownRuns.safe(source.url()) ? List.of(Run.Mark.link(source.url())) : List.of();
        String review = review(source.reviewBy());
        return List.of(
                Run.plain(first ? "" : "\n\n"),
                Run.plain(lead() + " "),
                new Run(source.title(), link),
                Run.plain(review.isEmpty() ? "" : "\n"),
                Run.plain(review));
    }

    /** What stands before the linked title. */
    public static String lead() {
        return WORDS.say("source.lead");
    }

    /**
     * What stands after it.
     *
     * @param reviewBy the article's review date, or null
     * @return a sentence, empty without a date
     */
    public static String review(@Nullable LocalDate reviewBy) {
        return reviewBy == null ? "" : WORDS.say("source.review", Map.of("date", DAY.format(reviewBy)));
    }
}
