package org.guildhall.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One immutable version of an article.
 *
 * @param article what it says
 * @param version counted from 1
 */
public record ArticleVersion(Article article, int version) {

    /** Its short answer, ready to be quoted. */
    public Passage shortAnswer() {
        return passage(article.shortAnswer());
    }

    /** Everything in it that may be quoted by itself, the short answer first. */
    List<Passage> passages() {
        return article.sections().stream().map(this::passage).toList();
    }

    /** Path of the help page, below the public address. */
    public String path() {
        return "/help/" + article.id();
    }

    Passage passage(@Nullable String heading) {
        return passage(article.section(heading).orElseGet(article::shortAnswer));
    }

    private Passage passage(Article.Section section) {
        return new Passage(
                article.id(),
                version,
                article.title(),
                section.heading(),
                section.text(),
                article.team(),
                article.kind(),
                article.language(),
                article.reviewBy());
    }
}
