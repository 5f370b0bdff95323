package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of published knowledge. Every method is one statement and runs in its caller's transaction. */
@Component
final class Publications {

    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    /** Any number that no other room takes: one node publishes at a time. */
    private static final long PUBLISHING = 0x67687075626cL;

    /**
     * One publication, without its articles.
     *
     * @param calibration how far it can be trusted, or null until a node has learnt it
     * @param classifier what was learnt with it, or null likewise
     */
    record Publication(
            long id,
            String digest,
            String synonyms,
            @Nullable String calibration,
            byte @Nullable [] classifier) {}

    /** One article as it was published. */
    record Published(String article, int version, String digest) {}

    /** Waits until no other node is publishing; held to the end of the transaction. */
    void lock(JdbcClient sql) {
        sql.sql("select pg_advisory_xact_lock(:key)")
                .param("key", PUBLISHING)
                .query()
                .listOfRows();
    }

    Optional<Publication> latest(JdbcClient sql) {
        return sql.sql(
                        "select id, digest, synonyms, calibration, classifier from publications order by id desc limit 1")
                .query(Publication.class)
                .optional();
    }

    /** The number of the newest publication, 0 before the first. */
    long latestId(JdbcClient sql) {
        return sql.sql("select coalesce(max(id), 0) from publications")
                .query(Long.class)
                .single();
    }

    /** What a publication holds, by article. */
    Map<String, Published> contents(JdbcClient sql, long publication) {
        return sql.sql("""
                        select p.article, p.version, v.digest
                        from publication_articles p join article_versions v using (article, version)
                        where p.publication = :publication
                        """).param("publication", publication).query(Published.class).stream()
                .collect(Collectors.toMap(Published::article, published -> published));
    }

    /** The newest version of an article ever published, live or not. */
    Optional<Published> newest(JdbcClient sql, String article) {
        return sql.sql("""
                        select article, version, digest from article_versions
                        where article = :article order by version desc limit 1
                        """).param("article", article).query(Published.class).optional();
    }

    void insertVersion(JdbcClient sql, Article article, int version, String digest) {
        sql.sql("""
                        insert into article_versions
                            (article, version, title, kind, team, language, translation_of, review_by, digest, source)
                        values (:article, :version, :title, :kind, :team, :language, :translationOf, :reviewBy, :digest, :source)
                        """)
                .param("article", article.id())
                .param("version", version)
                .param("title", article.title())
                .param("kind", article.kind().name().toLowerCase(java.util.Locale.ROOT))
                .param("team", article.team())
                .param("language", article.language())
                .param("translationOf", article.translationOf())
                .param("reviewBy", article.reviewBy())
                .param("digest", digest)
                .param("source", article.source())
                .update();
    }

    long insert(JdbcClient sql, String digest, String synonyms) {
        return sql.sql("insert into publications (digest, synonyms) values (:digest, :synonyms) returning id")
                .param("digest", digest)
                .param("synonyms", synonyms)
                .query(Long.class)
                .single();
    }

    /** In one statement, as a knowledge base may have thousands of articles; ids are slugs, without commas. */
    void insertContents(JdbcClient sql, long publication, List<Published> contents) {
        sql.sql("""
                        insert into publication_articles (publication, article, version)
                        select :publication, article, version
                          from unnest(string_to_array(:articles, ','), string_to_array(:versions, ',')::int[])
                               as content (article, version)""")
                .param("publication", publication)
                .param("articles", joined(contents, Published::article))
                .param("versions", joined(contents, published -> Integer.toString(published.version())))
                .update();
    }

    private static String joined(List<Published> contents, Function<Published, String> part) {
        return contents.stream().map(part).collect(Collectors.joining(","));
    }

    /** Keeps what was learnt; every node learns the same. */
    int learnt(JdbcClient sql, long publication, Learnt learnt) {
        return sql.sql("update publications set calibration = :calibration, classifier = :classifier where id = :id")
                .param("calibration", learnt.calibration().json())
                .param("classifier", learnt.classifier().bytes())
                .param("id", publication)
                .update();
    }

    /** Those kept; of what kind they were is for commands only and not kept. */
    List<Problem> problems(JdbcClient sql) {
        return sql.sql("select file, line, reason from article_problems order by file, line, reason")
                .query((row, number) -> new Problem(
                        row.getString("file"), row.getInt("line"), Problem.Kind.FORMAT, row.getString("reason")))
                .list();
    }

    void clearProblems(JdbcClient sql) {
        sql.sql("delete from article_problems").update();
    }

    void insertProblem(JdbcClient sql, Problem problem) {
        sql.sql(
                        "insert into article_problems (file, line, reason) values (:file, :line, :reason) on conflict do nothing")
                .param("file", problem.file())
                .param("line", problem.line())
                .param("reason", problem.reason())
                .update();
    }

    /** Everything in a publication. */
    Edition edition(JdbcClient sql, Publication publication) {
        List<ArticleVersion> articles = new ArrayList<>();
        sql.sql("""
                        select v.article as id, v.version, v.source
                        from publication_articles p join article_versions v using (article, version)
                        where p.publication = :publication order by v.article
                        """)
                .param("publication", publication.id())
                .query((row, number) -> read(row.getString("id"), row.getInt("version"), row.getString("source")))
                .list()
                .forEach(version -> version.ifPresent(articles::add));
        return new Edition(publication.id(), publication.digest(), articles, publication.synonyms());
    }

    /** A version from what was kept of it; empty when this release cannot read it any more. */
    static Optional<ArticleVersion> read(String id, int version, String source) {
        Faults faults = new Faults(id);
        Optional<Article> article = ArticleParser.parse(id, source, faults);
        // Only after a stricter release: the version was in order when it was published.
        faults.errors()
                .forEach(problem -> LOG.warn("Version {} of a published article is left out: {}", version, problem));
        return article.map(read -> new ArticleVersion(read, version));
    }
}
