package org.guildhall.site;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Passage;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.Permalinks;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One question, one answer, no conversation. Plain blocking Java: call it off the event loop. */
@Component
record InstantAnswers(Answers answers, Permalinks permalinks, Markdown markdown, PublicUrl publicUrl) {

    /** Looks for the answer, in the language that was wished for where it is there in that. */
    InstantAnswer to(Question question) {
        Finding finding = answers.ask(question.words(), question.language());
        Passage best = finding.best().orElse(null);
        return switch (finding.verdict()) {
            case ANSWER -> quoted("answer", finding, best);
            case DANGER -> quoted("danger", finding, best);
            case SMALLTALK ->
                new InstantAnswer(
                        "smalltalk",
                        finding.confidence(),
                        best == null ? null : best.text(),
                        best == null ? null : markdown.html(best.text()),
                        null,
                        List.of(),
                        null);
            case CLARIFY -> silent("clarify", finding);
            case UNSURE -> silent("handover", finding);
        };
    }

    private InstantAnswer quoted(String outcome, Finding finding, @Nullable Passage best) {
        if (best == null) {
            return silent("handover", finding);
        }
        return new InstantAnswer(
                outcome,
                finding.confidence(),
                best.text(),
                markdown.html(best.text()),
                source(best),
                others(finding, best.article()),
                caution(finding));
    }

    private InstantAnswer silent(String outcome, Finding finding) {
        return new InstantAnswer(
                outcome, finding.confidence(), null, null, null, others(finding, ""), caution(finding));
    }

    private Source source(Passage passage) {
        return new Source(
                passage.article(),
                passage.title(),
                publicUrl.at(passage.path()),
                passage.version(),
                passage.reviewBy(),
                passage.language(),
                permalinks.to(passage.article(), passage.version(), Instant.now()));
    }

    private @Nullable Caution caution(Finding finding) {
        return finding.caution()
                .map(numbers -> new Caution(numbers.text(), markdown.html(numbers.text()), source(numbers)))
                .orElse(null);
    }

    private List<Alternative> others(Finding finding, String quoted) {
        return finding.candidates().stream()
                .filter(candidate -> !candidate.article().equals(quoted))
                .map(candidate -> new Alternative(
                        candidate.article(), candidate.title(), publicUrl.at("/help/" + candidate.article())))
                .toList();
    }

    /**
     * What other programs read; fields may be added, none changed.
     *
     * @param outcome {@code answer}, {@code clarify}, {@code handover}, {@code danger} or {@code smalltalk}
     * @param confidence 0 to 1
     * @param text Markdown, or null when nothing is said with confidence
     * @param html the same as clean HTML, or null likewise
     * @param article where the text comes from, or null
     * @param alternatives what else could be meant, best first
     * @param caution what to show before all that, in case somebody is in danger; null when nothing sounds like it
     */
    record InstantAnswer(
            String outcome,
            double confidence,
            @Nullable String text,
            @Nullable String html,
            @Nullable Source article,
            List<Alternative> alternatives,
            @Nullable Caution caution) {}

    /**
     * What to ring.
     *
     * @param text Markdown
     * @param html the same as clean HTML
     * @param article where it comes from
     */
    record Caution(String text, String html, Source article) {}

    /**
     * Where the text comes from.
     *
     * @param url absolute
     * @param reviewBy when the article is to be checked again, or null
     * @param language BCP 47
     * @param permalink absolute; says for ever that this version was the answer at this minute
     */
    record Source(
            String id,
            String title,
            String url,
            int version,
            @Nullable LocalDate reviewBy,
            String language,
            String permalink) {}

    /**
     * Another article.
     *
     * @param url absolute
     */
    record Alternative(String id, String title, String url) {}
}
