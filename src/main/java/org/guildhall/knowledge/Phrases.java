package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Phrases of articles, found word by word in what somebody wrote. */
final class Phrases {

    private static final int LONGEST = 12;

    private final Map<List<String>, Integer> articles = new HashMap<>();

    /** Learns one phrase of an article, as stems. */
    void add(List<String> stems, int article) {
        if (!stems.isEmpty() && stems.size() <= LONGEST) {
            articles.putIfAbsent(List.copyOf(stems), article);
        }
    }

    /**
     * The article of the longest phrase that is in the message, its words in a row.
     *
     * @param shortest phrases of fewer words count only when they are almost the whole message
     */
    Optional<Integer> within(List<String> message, int shortest) {
        for (int length = Math.min(LONGEST, message.size()); length > 0; length--) {
            if (length < shortest && message.size() > length + 1) {
                return Optional.empty();
            }
            for (int from = 0; from + length <= message.size(); from++) {
                Integer article = articles.get(message.subList(from, from + length));
                if (article != null) {
                    return Optional.of(article);
                }
            }
        }
        return Optional.empty();
    }

    /** The articles of the phrases that make up the whole message, in order; empty when something is left over. */
    List<Integer> whole(List<String> message) {
        List<List<Integer>> reached = new ArrayList<>();
        reached.add(List.of());
        for (int end = 1; end <= message.size(); end++) {
            reached.add(null);
            for (int from = Math.max(0, end - LONGEST); from < end && reached.get(end) == null; from++) {
                Integer article = articles.get(message.subList(from, end));
                List<Integer> before = reached.get(from);
                if (article != null && before != null) {
                    List<Integer> all = new ArrayList<>(before);
                    all.add(article);
                    reached.set(end, all);
                }
            }
        }
        List<Integer> result = reached.getLast();
        return result == null ? List.of() : result;
    }
}
