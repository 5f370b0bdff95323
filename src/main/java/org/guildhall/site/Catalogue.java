package org.guildhall.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Passage;
import org.guildhall.knowledge.Versions;

/** The articles that people may read, at one moment, looked up in every way the pages need. It never changes. */
final class Catalogue {

    static final Catalogue EMPTY = new Catalogue(new Articles.Live(0, List.of()), Map.of(), new Topics());

    private static final Versions.Dates UNKNOWN = new Versions.Dates(Instant.EPOCH, Instant.EPOCH);

    private final long publication;
    private final List<ArticleVersion> articles;
    private final Map<String, ArticleVersion> byId = new HashMap<>();
    private final Map<String, List<ArticleVersion>> byOriginal;
    private final Map<String, Versions.Dates> dates;
    private final List<Topics.Topic> topics;
    private final Titles titles;

    /**
     * Puts the articles in order.
     *
     * @param dates by id, of the same publication
     */
    Catalogue(Articles.Live live, Map<String, Versions.Dates> dates, Topics naming) {
        this.publication = live.publication();
        this.articles = live.articles().stream()
                .filter(version -> version.article().kind() != Passage.Kind.SMALLTALK)
                .toList();
        this.dates = Map.copyOf(dates);
        articles.forEach(version -> version.article().formerly().forEach(id -> byId.put(id, version)));
        articles.forEach(version -> byId.put(version.article().id(), version));
        this.byOriginal = articles.stream().collect(Collectors.groupingBy(version -> original(version.article())));
        this.topics = naming.of(articles);
        this.titles = Titles.of(articles.stream().map(ArticleVersion::article).toList());
    }

    private static String original(Article article) {
        String original = article.translationOf();
        return original == null ? article.id() : original;
    }

    /** The number of the publication, 0 before the first. */
    long publication() {
        return publication;
    }

    /** Every article, in all languages, also those for danger, by id. */
    List<ArticleVersion> articles() {
        return articles;
    }

    /** An article by its id or a former one. */
    Optional<ArticleVersion> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The article in each language it is there in, itself among them: the original first, the others by language. */
    List<ArticleVersion> sideBySide(Article article) {
        return byOriginal.getOrDefault(original(article), List.of()).stream()
                .sorted(Comparator.<ArticleVersion, Boolean>comparing(
                                version -> version.article().translationOf() != null)
                        .thenComparing(version -> version.article().language()))
                .toList();
    }

    /** When it was published first and last. */
    Versions.Dates dates(String id) {
        return dates.getOrDefault(id, UNKNOWN);
    }

    List<Topics.Topic> topics() {
        return topics;
    }

    Optional<Topics.Topic> topic(String team) {
        return topics.stream().filter(topic -> topic.team().equals(team)).findFirst();
    }

    /** What is found while somebody types. */
    Titles titles() {
        return titles;
    }

    /** The articles written in each other language than English, by code. */
    Map<String, List<Topics.Entry>> otherLanguages() {
        Map<String, List<Topics.Entry>> byLanguage = new TreeMap<>();
        articles.stream()
                .map(ArticleVersion::article)
                .filter(article -> !article.language().equals(Tongue.ENGLISH.code()))
                .sorted(Comparator.comparing(Article::title))
                .forEach(article -> byLanguage
                        .computeIfAbsent(article.language(), ignored -> new ArrayList<>())
                        .add(Topics.Entry.of(article)));
        return byLanguage;
    }

    /** The lines of those that are there, each in its first language; who asked about danger is nobody's business. */
    List<Topics.Entry> entries(List<String> ids) {
        return ids.stream()
                .flatMap(id -> find(id).stream())
                .flatMap(version -> find(original(version.article())).stream())
                .map(ArticleVersion::article)
                .filter(article -> article.kind() == Passage.Kind.ANSWER)
                .map(Topics.Entry::of)
                .distinct()
                .toList();
    }
}
