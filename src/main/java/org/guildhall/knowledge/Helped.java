package org.guildhall.knowledge;

import java.util.List;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether articles helped, as those say who read them: two numbers a version, and nothing about anybody. */
@Component
public final class Helped {

    private static final int MOST = 50;

    private final Database database;

    Helped(Database database) {
        this.database = database;
    }

    /**
     * How often a version helped.
     *
     * @param title as that version has it
     */
    public record Count(String article, int version, String title, long helped, long notHelped) {}

    /**
     * Counts one more.
     *
     * @return whether there is such a version
     */
    public Mono<Boolean> count(String article, int version, boolean helped) {
        return database.statement(sql -> sql.sql("""
                        insert into article_helped as counted (article, version, helped, not_helped)
                        select article, version, :helped, :not from article_versions
                         where article = :article and version = :version
                        on conflict (article, version) do update
                        set helped = counted.helped + excluded.helped,
                            not_helped = counted.not_helped + excluded.not_helped""")
                        .param("helped", helped ? 1 : 0)
                        .param("not", helped ? 0 : 1)
                        .param("article", article)
                        .param("version", version)
                        .update()
                > 0);
    }

    /** The versions that did not help most often, fifty at most. */
    public Mono<List<Count>> helpedLeast() {
        return database.statement(sql -> sql.sql("""
                        select h.article, h.version, v.title, h.helped, h.not_helped
                          from article_helped h
                          join article_versions v on v.article = h.article and v.version = h.version
                         order by h.not_helped desc, h.helped, h.article, h.version limit :most""")
                .param("most", MOST)
                .query((row, number) -> new Count(
                        row.getString("article"),
                        row.getInt("version"),
                        row.getString("title"),
                        row.getLong("helped"),
                        row.getLong("not_helped")))
                .list());
    }
}
