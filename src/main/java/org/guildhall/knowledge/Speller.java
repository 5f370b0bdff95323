package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts words right that nobody knows, from the knowledge base's own vocabulary. A word is left alone when the articles or
 * plain English have it. Candidates are found by leaving out letters on both sides (Garbe's symmetric deletes), so a
 * lookup costs the word's length and not the vocabulary's.
 */
final class Speller {

    /** Knows no word, and leaves everything as it is. */
    static final Speller NONE = new Speller(Map.of(), Set.of());

    private static final int SHORTEST = 4;
    private static final int TWO_SLIPS_FROM = 8;
    private static final int LONGEST = 24;
    private static final int SHORTEST_HALF = 3;

    private final Map<String, Integer> vocabulary;
    private final Set<String> common;
    private final Map<String, List<String>> byDeletion = new HashMap<>();

    /**
     * Learns the words.
     *
     * @param vocabulary words of the articles, with how often each is there
     * @param common words of the language, which are right as they are
     */
    Speller(Map<String, Integer> vocabulary, Set<String> common) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.common = common;
        vocabulary.keySet().stream()
                .filter(word -> word.length() >= SHORTEST - 1 && word.length() <= LONGEST)
                .filter(word -> word.chars().allMatch(Character::isLetter))
                .forEach(word -> deletions(word, slips(word))
                        .forEach(part -> byDeletion
                                .computeIfAbsent(part, ignored -> new ArrayList<>(2))
                                .add(word)));
    }

    /** The words as they were probably meant. */
    List<String> correct(List<String> words) {
        List<String> corrected = new ArrayList<>(words.size());
        words.forEach(word -> corrected.addAll(correct(word)));
        return corrected;
    }

    private List<String> correct(String word) {
        if (word.length() < SHORTEST
                || word.length() > LONGEST
                || known(word)
                || !word.chars().allMatch(Character::isLetter)) {
            return List.of(word);
        }
        String best = nearest(word);
        if (best != null && distance(word, best) == 1) {
            return List.of(best);
        }
        List<String> halves = halves(word);
        if (!halves.isEmpty()) {
            return halves;
        }
        return List.of(best == null ? word : best);
    }

    private boolean known(String word) {
        return vocabulary.containsKey(word) || common.contains(word);
    }

    private @org.jspecify.annotations.Nullable String nearest(String word) {
        String best = null;
        double bestCost = Double.MAX_VALUE;
        Set<String> seen = new HashSet<>();
        for (String part : deletions(word, slips(word))) {
            for (String candidate : byDeletion.getOrDefault(part, List.of())) {
                if (seen.add(candidate)) {
                    double cost = cost(word, candidate);
                    if (cost < bestCost) {
                        bestCost = cost;
                        best = candidate;
                    }
                }
            }
        }
        return best;
    }

    /** Slips first; then people get the first letter right; then the more usual word. */
    private double cost(String word, String candidate) {
        int distance = distance(word, candidate);
        if (distance > slips(word)) {
            return Double.MAX_VALUE;
        }
        double first = word.charAt(0) == candidate.charAt(0) ? 0 : 0.5;
        return distance + first - 0.05 * Math.log(1 + vocabulary.getOrDefault(candidate, 0));
    }

    /** "binday" is two words that were run together, when both halves are the articles' own. */
    private List<String> halves(String word) {
        List<String> best = List.of();
        int bestCount = 0;
        for (int i = SHORTEST_HALF; i <= word.length() - SHORTEST_HALF; i++) {
            int count = Math.min(
                    vocabulary.getOrDefault(word.substring(0, i), 0), vocabulary.getOrDefault(word.substring(i), 0));
            if (count > bestCount) {
                bestCount = count;
                best = List.of(word.substring(0, i), word.substring(i));
            }
        }
        return best;
    }

    private static int slips(String word) {
        return word.length() >= TWO_SLIPS_FROM ? 2 : 1;
    }

    private static Set<String> deletions(String word, int slips) {
        Set<String> all = new HashSet<>();
        all.add(word);
        Set<String> last = Set.of(word);
        for (int slip = 0; slip < slips; slip++) {
            Set<String> next = new HashSet<>();
            for (String from : last) {
                for (int i = 0; i < from.length(); i++) {
                    next.add(from.substring(0, i) + from.substring(i + 1));
                }
            }
            all.addAll(next);
            last = next;
        }
        return all;
    }

    /** Letters wrong, missing, too many or swapped with a neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
