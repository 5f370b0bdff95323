package org.guildhall.site;

import java.util.Map;
import java.util.Optional;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Passage;
import org.guildhall.knowledge.Versions;
import org.springframework.stereotype.Component;

/** The articles as the public pages see them. */
@Component
final class Library {

    private final Articles articles;
    private final Versions versions;
    private final Topics topics;
    private volatile Catalogue current = Catalogue.EMPTY;

    Library(Articles articles, Versions versions, Topics topics) {
        this.articles = articles;
        this.versions = versions;
        this.topics = topics;
    }

    /** The number of what is published now; from memory, so that anybody may ask. */
    long publication() {
        return articles.live().publication();
    }

    /** Where the page of an article is that had this id once and has another now; from memory too. */
    Optional<String> movedTo(String id) {
        return articles.find(id)
                .filter(version -> !version.article().id().equals(id))
                .filter(version -> version.article().kind() != Passage.Kind.SMALLTALK)
                .map(ArticleVersion::path);
    }

    /** What is published now. Looks into the database once for each publication: call it off the event loop. */
    Catalogue now() {
        Articles.Live live = articles.live();
        Catalogue known = current;
        if (known.publication() == live.publication()) {
            return known;
        }
        Map<String, Versions.Dates> dates = versions.dates(live.publication());
        Catalogue next = new Catalogue(live, dates, topics);
        current = next;
        return next;
    }
}
