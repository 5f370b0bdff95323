package org.guildhall.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;

/**
 * Every version of every article that was ever published. What was said stays readable, whatever is said now. Plain blocking
 * SQL: call it off the event loop.
 */
@Component
public final class Versions {

    /** The latest versions of one article; nobody reads further back than this in one look. */
    private static final int MOST = 200;

    private final Database database;

    Versions(Database database) {
        this.database = database;
    }

    /**
     * When an article came to be what it is.
     *
     * @param first when its first version was published
     * @param latest when the version that is live was published
     */
    public record Dates(Instant first, Instant latest) {}

    /** Which version of which article. */
    public record Name(String article, int version) {}

    /**
     * A version as it was published.
     *
     * @param published when
     */
    public record Kept(ArticleVersion version, Instant published) {}

    /** The dates of every article of a publication, by id. */
    public Map<String, Dates> dates(long publication) {
        return database
                .inOneStatement(sql -> sql.sql("""
                        select p.article, v.published_at as latest,
                               (select min(f.published_at) from article_versions f where f.article = p.article) as first
                          from publication_articles p
                          join article_versions v on v.article = p.article and v.version = p.version
                         where p.publication = :publication""")
                        .param("publication", publication)
                        .query((row, number) -> Map.entry(
                                row.getString("article"), new Dates(instant(row, "first"), instant(row, "latest"))))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The name of each version there is. */
    public List<Name> names() {
        return database.inOneStatement(sql -> sql.sql("select article, version from article_versions")
                .query((row, number) -> new Name(row.getString("article"), row.getInt("version")))
                .list());
    }

    /** One version; empty when it was never published. */
    public Optional<Kept> find(String article, int version) {
        return database
                .inOneStatement(sql -> read(sql.sql("""
                        select article, version, source, published_at from article_versions
                         where article = :article and version = :version""")
                        .param("article", article)
                        .param("version", version)
                        .query(Versions::kept)
                        .list()))
                .stream()
                .findFirst();
    }

    /** The versions of an article, the latest first, two hundred at most. */
    public List<Kept> of(String article) {
        return database.inOneStatement(sql -> read(sql.sql("""
                        select article, version, source, published_at from article_versions
                         where article = :article order by version desc limit :most""")
                .param("article", article)
                .param("most", MOST)
                .query(Versions::kept)
                .list()));
    }

    /** What was last said in each article that is no longer published. */
    public List<Kept> gone(long publication) {
        return database.inOneStatement(sql -> read(sql.sql("""
                        select distinct on (article) article, version, source, published_at from article_versions v
                         where not exists (select from publication_articles p
                                            where p.publication = :publication and p.article = v.article)
                         order by article, version desc""")
                .param("publication", publication)
                .query(Versions::kept)
                .list()));
    }

    /** Empty where a stricter release cannot read any more what an earlier one published. */
    private static Optional<Kept> kept(ResultSet row, int number) throws SQLException {
        Instant published = instant(row, "published_at");
        return Publications.read(row.getString("article"), row.getInt("version"), row.getString("source"))
                .map(version -> new Kept(version, published));
    }

    private static List<Kept> read(List<Optional<Kept>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
