package org.guildhall.knowledge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
     * @param share its share of the blended opinions, 0 to 1
     */
    record Place(Opinion opinion, double share) {

        /** The article's place in the edition. */
        int article() {
            return opinion.article();
        }
    }

    static Ranking of(Opinions opinions, Blend blend) {
        List<Opinion> articles = opinions.articles();
        double[] shares = blend.shares(articles);
        return new Ranking(IntStream.range(0, shares.length)
                .mapToObj(i -> new Place(articles.get(i), shares[i]))
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

    /** Whether an article is among the first few. */
    boolean among(int article, int first) {
        return places.stream().limit(first).anyMatch(place -> place.article() == article);
    }
}
