package org.guildhall.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.guildhall.platform.Sentences;
import org.springframework.stereotype.Component;

/** The articles in groups that citizens recognise, named after what a team does and not after the team. */
@Component
final class Topics {

    private static final String TEAM = "team.";

    private final Library library;
    private final Sentences sentences = Sentences.in("messages/site");

    Topics(Library library) {
        this.library = library;
    }

    /** Every topic that has articles, by name. */
    List<Topic> all() {
        Map<String, List<Library.Entry>> byTeam = library.entries().stream()
                .collect(Collectors.groupingBy(
                        Library.Entry::team, TreeMap::new, Collectors.toCollection(ArrayList::new)));
        return byTeam.entrySet().stream()
                .map(topic -> new Topic(topic.getKey(), name(topic.getKey()), byTitle(topic.getValue())))
                .sorted(Comparator.comparing(Topic::name))
                .toList();
    }

    /** What a team's topic is called; a team nobody named yet gets its own id in words. */
    private String name(String team) {
        String key = TEAM + team;
        if (sentences.keys().contains(key)) {
            return sentences.say(key);
        }
        String words = team.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    private static List<Library.Entry> byTitle(List<Library.Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(Library.Entry::title))
                .toList();
    }

    /** One group. */
    record Topic(String team, String name, List<Library.Entry> entries) {}
}
