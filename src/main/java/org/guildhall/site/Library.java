package org.guildhall.site;

import java.util.Map;
import org.guildhall.knowledge.Articles;
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
