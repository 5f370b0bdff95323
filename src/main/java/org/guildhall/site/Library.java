package org.guildhall.site;

import java.util.List;
import java.util.Optional;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Passage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The articles as help pages see them. Plain blocking Java: call it off the event loop. */
interface Library {

    /** The help page of an article, also under a former id; empty for small talk and for what is not published. */
    Optional<HelpPage> page(String article);

    /** Every article people may read, by team and title. */
    List<Entry> entries();

    /**
     * One line of the list of topics.
     *
     * @param team who looks after it, which is the topic it stands under
     */
    record Entry(String id, String title, String team) {}

    /**
     * A whole article.
     *
     * @param passage the short answer and what is known about the article
     * @param sections what follows it, in order
     * @param more for the help page only; empty when there is none
     */
    record HelpPage(Passage passage, List<Section> sections, String more) {}

    /** One section: heading and Markdown. */
    record Section(@Nullable String heading, String text) {}

    /** Over what is published now. */
    @Component
    record Published(Articles articles) implements Library {

        @Override
        public Optional<HelpPage> page(String article) {
            return articles.find(article)
                    .filter(version -> version.article().kind() != Passage.Kind.SMALLTALK)
                    .map(version -> new HelpPage(
                            version.shortAnswer(),
                            version.article().sections().stream()
                                    .skip(1)
                                    .map(section -> new Section(section.heading(), section.text()))
                                    .toList(),
                            version.article().more()));
        }

        @Override
        public List<Entry> entries() {
            return articles.published().stream()
                    .map(ArticleVersion::article)
                    .filter(article -> article.kind() == Passage.Kind.ANSWER && article.translationOf() == null)
                    .map(article -> new Entry(article.id(), article.title(), article.team()))
                    .toList();
        }
    }
}
