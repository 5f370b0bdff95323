package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.guildhall.conversation.Decided;
import org.guildhall.conversation.Decision.Tried;
import org.guildhall.knowledge.Explanation;
import org.guildhall.knowledge.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Why the assistant did what it did, as its page shows it. All of it is shown escaped.
 *
 * @param said what the citizen wrote, a line for each message it came in
 * @param did what was decided then, in a sentence
 * @param sure how sure the assistant was, or null when it looked nothing up
 * @param quoted what was quoted, or null
 * @param changed whether the quoted article has changed since, or gone
 * @param considered what could have been meant, best first
 * @param now what the articles say today, or null when no words were looked up
 */
record WhyView(
        UUID conversation,
        int seq,
        List<String> said,
        String did,
        String at,
        @Nullable String sure,
        LineView.@Nullable ArticleView quoted,
        boolean changed,
        List<Candidate> considered,
        @Nullable Now now) {

    /** An article that could have been meant. */
    record Candidate(String title, String path, String sure) {}

    /**
     * What the articles say today.
     *
     * @param would what the assistant would do, in a sentence
     * @param because the confidence beside the thresholds, in a sentence
     * @param danger the same of danger
     * @param words the words as they were understood
     * @param language what the question is in
     * @param candidates what could be meant, best first
     * @param texts the texts of articles that were found
     * @param parts what the confidence is made of
     */
    record Now(
            String would,
            String because,
            String danger,
            String words,
            String language,
            List<Candidate> candidates,
            List<Text> texts,
            List<Part> parts) {}

    /** A text of an article that was found. */
    record Text(String text, String title, String path, String by, String score, String shared) {}

    /** One thing the confidence is made of. */
    record Part(String name, String number) {}

    static WhyView of(Reason reason, ZoneId zone) {
        Decided then = reason.then();
        Explanation now = reason.now();
        return new WhyView(
                reason.conversation(),
                reason.seq(),
                then.said().stream().map(ShownText::forPage).toList(),
                did(then.outcome()),
                Spoken.at(then.at(), zone),
                then.confidence() == null ? null : percent(then.confidence()),
                quoted(reason),
                reason.outdated(),
                then.tried().stream().map(WhyView::candidate).toList(),
                now == null ? null : now(now));
    }

    /** A newer version beside this one may have decided in a way that has no sentence here yet. */
    private static String did(String outcome) {
        String key = "decided." + outcome;
        return WORDS.keys().contains(key) ? WORDS.say(key) : outcome;
    }

    private static LineView.@Nullable ArticleView quoted(Reason reason) {
        String article = reason.then().article();
        Integer version = reason.then().version();
        String title = reason.title();
        return article == null || version == null || title == null
                ? null
                : new LineView.ArticleView(title, version, path(article));
    }

    private static Now now(Explanation why) {
        Finding finding = why.finding();
        return new Now(
                Spoken.word("would", finding.verdict()),
                because(why),
                WORDS.say(
                        "why.danger", Map.of("danger", percent(why.danger()), "dangerFrom", percent(why.dangerFrom()))),
                ShownText.visible(String.join(" ", why.words())),
                Locale.forLanguageTag(finding.language()).getDisplayLanguage(Locale.UK),
                finding.candidates().stream()
                        .map(one -> new Candidate(one.title(), path(one.article()), percent(one.confidence())))
                        .toList(),
                why.passages().stream().map(WhyView::text).toList(),
                new TreeMap<>(why.evidence())
                        .entrySet().stream()
                                .map(part -> new Part(
                                        WORDS.say("evidence." + part.getKey()), number("%.2f", part.getValue())))
                                .toList());
    }

    /** Danger and small talk come before the thresholds of answers. */
    private static String because(Explanation why) {
        Finding finding = why.finding();
        String key = switch (finding.verdict()) {
            case DANGER, SMALLTALK -> "why.aside";
            case ANSWER -> "why.answer";
            case CLARIFY -> "why.clarify";
            case UNSURE -> finding.confidence() < why.clarifyFrom() ? "why.unsure" : "why.alone";
        };
        return WORDS.say(
                key,
                Map.of(
                        "confidence", percent(finding.confidence()),
                        "answerFrom", percent(why.answerFrom()),
                        "clarifyFrom", percent(why.clarifyFrom())));
    }

    private static Text text(Explanation.Match match) {
        return new Text(
                ShownText.visible(match.text()),
                match.title(),
                path(match.article()),
                WORDS.say("found-by." + match.by()),
                number("%.2f", match.score()),
                ShownText.visible(String.join(", ", match.shared())));
    }

    private static Candidate candidate(Tried tried) {
        return new Candidate(tried.title(), path(tried.id()), percent(tried.confidence()));
    }

    private static String path(String article) {
        return "/help/" + article;
    }

    /** With a decimal, because what is just below a threshold should not look as if it had reached it. */
    private static String percent(double share) {
        return number("%.1f%%", 100 * share);
    }

    private static String number(String format, double value) {
        return String.format(Locale.UK, format, value);
    }
}
