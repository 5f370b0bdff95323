package org.guildhall.site;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.Versions;

/**
 * What an answer can show later: which words, whose, and when they were given.
 *
 * @param given to the minute
 */
record Passport(Versions.Kept kept, Instant given) {

    Article article() {
        return kept.version().article();
    }

    int version() {
        return kept.version().version();
    }

    /** Who keeps the article right: its owner, or the team where it names none. */
    String owner() {
        String owner = article().owner();
        return owner == null ? article().team() : owner;
    }

    /**
     * All of it, to be signed.
     *
     * @param council whose words they are
     * @param issuer where they were given
     * @param link the permanent one
     */
    Map<String, Object> statement(String council, String issuer, String link) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("iss", issuer);
        statement.put("council", council);
        statement.put("link", link);
        statement.put("given", given.toString());
        statement.put("article", article().id());
        statement.put("version", version());
        statement.put("published", kept.published().toString());
        statement.put("title", article().title());
        statement.put("language", article().language());
        statement.put("owner", owner());
        if (article().reviewBy() != null) {
            statement.put("reviewBy", article().reviewBy().toString());
        }
        statement.put("text", text(article()));
        return statement;
    }

    /** The whole article as it was written, in Markdown, without what is about it. */
    static String text(Article article) {
        Stream<String> sections = article.sections().stream()
                .map(section ->
                        section.heading() == null ? section.text() : "## " + section.heading() + "\n" + section.text());
        Stream<String> more = article.more().isBlank() ? Stream.empty() : Stream.of("## More\n" + article.more());
        return Stream.concat(sections, more).collect(Collectors.joining("\n\n"));
    }
}
