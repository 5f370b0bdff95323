package org.guildhall.knowledge;

import java.util.List;
import java.util.Optional;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is published, for pages that show it. From memory, except for the problems. */
@Component
public final class Articles {

    private final LiveAnswers live;
    private final Database database;
    private final Publications publications;

    Articles(LiveAnswers live, Database database, Publications publications) {
        this.live = live;
        this.database = database;
        this.publications = publications;
    }

    /** Every article that is live, of all kinds, by id; empty until the first publication has been read. */
    public List<ArticleVersion> published() {
        return live.edition().articles();
    }

    /**
     * What is published at one moment.
     *
     * @param publication its number, which grows with each change; 0 before the first
     * @param articles as {@link #published}
     */
    public record Live(long publication, List<ArticleVersion> articles) {}

    /** The same with the number that it goes by, for who remembers what they made of it. */
    public Live live() {
        Edition edition = live.edition();
        return new Live(edition.number(), edition.articles());
    }

    /**
     * One live article.
     *
     * @param id an id it has, or had before; compare with {@link Article#id} to send old links on
     */
    public Optional<ArticleVersion> find(String id) {
        return live.version(id);
    }

    /** Files of the folder that could not be published, with line, reason and what to do, by file. */
    public Mono<List<Problem>> problems() {
        return database.transaction(publications::problems);
    }
}
