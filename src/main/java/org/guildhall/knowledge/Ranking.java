package org.guildhall.knowledge;

import java.util.Comparator;
import java.util.List;

/**
 * The articles that could answer a question, best first.
 *
 * @param places at most five
 */
record Ranking(List<Place> places) {

    private static final int KEPT = 5;

    /**
     * One article's place.
     *
     * @param article its place in the edition
     * @param share its fused share of all opinions, 0 to 1
     */
    record Place(int article, double share) {}

    static Ranking of(Opinions opinions, Weights weights) {
        return new Ranking(opinions.fused(weights).entrySet().stream()
                .map(entry -> new Place(entry.getKey(), entry.getValue()))
                .filter(place -> place.share() > 0)
                .sorted(Comparator.comparingDouble(Place::share).reversed().thenComparingInt(Place::article))
                .limit(KEPT)
                .toList());
    }

    boolean empty() {
        return places.isEmpty();
    }

    Place best() {
        return places.getFirst();
    }

    double share(int place) {
        return place < places.size() ? places.get(place).share() : 0;
    }

    /** Whether an article is among the first few. */
    boolean among(int article, int first) {
        return places.stream().limit(first).anyMatch(place -> place.article() == article);
    }
}
