package org.guildhall.assistant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How something is worded, apart from what it is about: whether it asks, leans on what was said before, names a topic. */
final class Manner {

    private final Set<String> openings;
    private final Set<String> returns;
    private final Set<String> asking;
    private final Set<String> leaning;
    private final Set<String> topicless;

    Manner(Voice voice) {
        openings = Set.copyOf(voice.list("heard.follow-up"));
        returns = Set.copyOf(voice.list("heard.coming-back"));
        asking = Set.copyOf(voice.list("heard.asking"));
        leaning = Set.copyOf(voice.list("heard.leaning"));
        topicless = Set.copyOf(voice.list("heard.topicless"));
    }

    /** Whether it begins as only something does that goes on from what was said. */
    boolean goesOn(String words) {
        return begins(words, openings);
    }

    /** Whether it begins as people do who come back to something that was said to be done. */
    boolean comesBack(String words) {
        return begins(words, returns);
    }

    /** Whether it says "it", "that" or "there" for what was said before. */
    boolean leans(String words) {
        return words(words).stream().anyMatch(leaning::contains);
    }

    /** Whether it has the form of a question or a request. */
    boolean asks(String words) {
        return words.strip().endsWith("?") || begins(words, asking);
    }

    /** The words that say what it is about; "how much is it" has none. */
    List<String> topic(String words) {
        return words(words).stream()
                .filter(word -> !topicless.contains(word) && !leaning.contains(word) && !asking.contains(word))
                .distinct()
                .toList();
    }

    private static boolean begins(String words, Set<String> openings) {
        String plain = plain(words) + " ";
        return openings.stream().anyMatch(opening -> plain.startsWith(opening + " "));
    }

    static int length(String words) {
        return words(words).size();
    }

    /** Whether it has these words in this order. */
    static boolean has(String words, String phrase) {
        return (" " + plain(words) + " ").contains(" " + phrase + " ");
    }

    static List<String> words(String words) {
        return Arrays.stream(plain(words).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT)
                .replaceAll("['\u2019]", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
