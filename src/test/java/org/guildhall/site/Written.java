package org.guildhall.site;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Passage;
import org.guildhall.knowledge.Versions;
import org.jspecify.annotations.Nullable;

/** Articles for tests that need no database. */
final class Written {

    static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");
    static final Instant LATEST = Instant.parse("2026-05-03T09:04:00Z");

    static final ArticleVersion BIN =
            article("missed-bin", "Report a missed bin", "If your bin was **not emptied**, tell us.");
    static final ArticleVersion BIN_CY = translation("missed-bin-cy", "cy", "missed-bin", "Bin heb ei wagio");
    static final ArticleVersion BIN_AR = translation("missed-bin-ar", "ar", "missed-bin", "حاوية لم تُفرغ");
    static final ArticleVersion TAX = article("pay-tax", "Pay your Council Tax", "Pay by Direct Debit.");
    static final ArticleVersion GAS =
            of("gas", "Smell of gas", "en", null, Passage.Kind.DANGER, "Leave. Ring 0800 111 999.");
    static final ArticleVersion HELLO = of("hello", "Hello", "en", null, Passage.Kind.SMALLTALK, "Hello!");

    private Written() {}

    static ArticleVersion article(String id, String title, String answer) {
        return of(id, title, "en", null, Passage.Kind.ANSWER, answer);
    }

    static ArticleVersion translation(String id, String language, String of, String title) {
        return of(id, title, language, of, Passage.Kind.ANSWER, title);
    }

    static ArticleVersion of(
            String id,
            String title,
            String language,
            @Nullable String translationOf,
            Passage.Kind kind,
            String answer) {
        return new ArticleVersion(
                new Article(
                        id,
                        title,
                        List.of("my bin wasn't emptied", "where is it"),
                        id.endsWith("tax") ? "council-tax" : "waste",
                        "bin-crew",
                        LocalDate.parse("2027-03-31"),
                        language,
                        translationOf,
                        kind,
                        List.of("former-" + id),
                        List.of(new Article.Section(null, answer)),
                        "",
                        ""),
                3);
    }

    /** The same with sections after the short answer: headings and texts in turn. */
    static ArticleVersion with(ArticleVersion version, String... sections) {
        Article article = version.article();
        List<Article.Section> all = new java.util.ArrayList<>(article.sections());
        for (int i = 0; i < sections.length; i += 2) {
            all.add(new Article.Section(sections[i], sections[i + 1]));
        }
        return new ArticleVersion(
                new Article(
                        article.id(),
                        article.title(),
                        article.questions(),
                        article.team(),
                        article.owner(),
                        article.reviewBy(),
                        article.language(),
                        article.translationOf(),
                        article.kind(),
                        article.formerly(),
                        all,
                        article.more(),
                        article.source()),
                version.version());
    }

    static Catalogue catalogue(ArticleVersion... articles) {
        Map<String, Versions.Dates> dates = new HashMap<>();
        Arrays.stream(articles)
                .forEach(version -> dates.put(version.article().id(), new Versions.Dates(FIRST, LATEST)));
        return new Catalogue(new Articles.Live(1, List.of(articles)), dates, new Topics());
    }
}
