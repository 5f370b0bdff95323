package org.guildhall.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Passage;
import org.guildhall.platform.Sentences;
import org.springframework.stereotype.Component;

/** The articles in groups that citizens recognise, named after what a team does and not after the team. */
@Component
final class Topics {

    private static final String TEAM = "team.";

    private final Sentences sentences = Sentences.in("messages/site");

    /**
     * Every topic that has articles, by name. Translations stand beside their originals and not here; what is for danger
     * is found and never browsed.
     */
    List<Topic> of(List<ArticleVersion> articles) {
        Map<String, List<Article>> byTeam = articles.stream()
                .map(ArticleVersion::article)
                .filter(article -> article.kind() == Passage.Kind.ANSWER && article.translationOf() == null)
                .collect(Collectors.groupingBy(Article::team, TreeMap::new, Collectors.toCollection(ArrayList::new)));
        return byTeam.entrySet().stream()
                .map(topic -> new Topic(topic.getKey(), name(topic.getKey()), byTitle(topic.getValue())))
                .sorted(Comparator.comparing(Topic::name))
                .toList();
    }

    /** What a team's topic is called; a team nobody named yet gets its own id in words. */
    String name(String team) {
        String key = TEAM + team;
        if (sentences.keys().contains(key)) {
            return sentences.say(key);
        }
        String words = team.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    private static List<Entry> byTitle(List<Article> articles) {
        return articles.stream()
                .map(Entry::of)
                .sorted(Comparator.comparing(Entry::title))
                .toList();
    }

    /**
     * One group.
     *
     * @param team who looks after it
     */
    record Topic(String team, String name, List<Entry> entries) {

        /** As many as stand on the first page. */
        List<Entry> first(int most) {
            return entries.subList(0, Math.min(most, entries.size()));
        }
    }

    /**
     * One line of a list of articles.
     *
     * @param language BCP 47
     */
    record Entry(String id, String title, String language) {

        static Entry of(Article article) {
            return new Entry(article.id(), article.title(), article.language());
        }

        /** Where its page is. */
        String path() {
            return "/help/" + id;
        }
    }
}
