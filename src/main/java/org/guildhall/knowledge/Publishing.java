package org.guildhall.knowledge;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the folder into the database. Unchanged articles keep their version, broken ones their last good version; a
 * folder without articles changes nothing, because it is far likelier to be a mistake than a wish.
 */
@Component
final class Publishing {

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Database database;
    private final Publications publications;
    private final Signals signals;
    private final KnowledgeSettings settings;
    private final Map<String, String> operators;
    private Set<Problem> reported = Set.of();

    Publishing(
            Database database,
            Publications publications,
            Signals signals,
            KnowledgeSettings settings,
            ConfigurableEnvironment environment) {
        this.database = database;
        this.publications = publications;
        this.signals = signals;
        this.settings = settings;
        this.operators = OperatorsValues.of(environment);
    }

    /**
     * Reads the folder and publishes what changed.
     *
     * @return whether there is a new publication
     */
    synchronized boolean publish() {
        Folder folder;
        try {
            folder = Folder.read(settings.knowledgeBase(), operators);
        } catch (UncheckedIOException e) {
            LOG.warn("{}: what is published stays", e.getMessage());
            return false;
        }
        report(folder.errors());
        if (folder.empty()) {
            LOG.warn(
                    "No articles in {}: what is published stays. Set guildhall.knowledge-base to the folder of articles",
                    settings.knowledgeBase().toAbsolutePath().normalize());
            return false;
        }
        long publication = database.<Long>inTransaction(sql -> publish(sql, folder));
        if (publication > 0) {
            signals.raise(LiveAnswers.SIGNAL, Long.toString(publication));
        }
        return publication > 0;
    }

    private void report(List<Problem> errors) {
        errors.stream()
                .filter(problem -> !reported.contains(problem))
                .forEach(problem -> LOG.warn("Not published, its last good version stays: {}", problem));
        reported = new HashSet<>(errors);
    }

    /** The new publication's number, or 0 when there was nothing new. */
    private long publish(JdbcClient sql, Folder folder) {
        publications.lock(sql);
        keepProblems(sql, folder.errors());
        Publications.Publication last = publications.latest(sql).orElse(null);
        Map<String, Publications.Published> before = last == null ? Map.of() : publications.contents(sql, last.id());
        Map<String, String> digests = new TreeMap<>();
        folder.articles().forEach((id, article) -> digests.put(id, Digest.of(article.source())));
        before.values().stream()
                .filter(published -> folder.broken().contains(published.article()))
                .forEach(published -> digests.put(published.article(), published.digest()));
        String digest = Digest.of(digests + Digest.of(folder.synonyms()));
        if (digests.isEmpty() || last != null && last.digest().equals(digest)) {
            return 0;
        }
        long publication = publications.insert(sql, digest, folder.synonyms());
        List<Publications.Published> contents = new ArrayList<>();
        digests.forEach((id, content) -> {
            Publications.Published kept = before.get(id);
            contents.add(kept != null && kept.digest().equals(content) ? kept : version(sql, folder, id, content));
        });
        publications.insertContents(sql, publication, contents);
        LOG.info("Published {} articles as publication {}", digests.size(), publication);
        return publication;
    }

    /** A new version, or the newest one when the file came back as it was. */
    private Publications.Published version(JdbcClient sql, Folder folder, String id, String digest) {
        Publications.Published newest = publications.newest(sql, id).orElse(null);
        if (newest != null && newest.digest().equals(digest)) {
            return newest;
        }
        int version = newest == null ? 1 : newest.version() + 1;
        publications.insertVersion(
                sql, java.util.Objects.requireNonNull(folder.articles().get(id)), version, digest);
        return new Publications.Published(id, version, digest);
    }

    private void keepProblems(JdbcClient sql, List<Problem> errors) {
        if (!words(publications.problems(sql)).equals(words(errors))) {
            publications.clearProblems(sql);
            errors.forEach(problem -> publications.insertProblem(sql, problem));
        }
    }

    private static Set<String> words(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.toSet());
    }
}
