package org.guildhall.knowledge;

import java.util.HashMap;
import java.util.Map;

/**
 * What each way of looking thinks of the articles, for one question; shares that add up to at most 1 each.
 *
 * @param classifier the discriminant's probabilities, by article
 * @param meaning the nearest examples' votes
 * @param words BM25's votes
 * @param body the sections' votes
 * @param near the cosine of each article's nearest example, for those that were found
 * @param asked the examples nearest in meaning
 * @param shared the examples sharing words
 * @param bodies the sections nearest in meaning
 * @param bodiesShared the sections sharing words
 */
record Opinions(
        double[] classifier,
        Map<Integer, Double> meaning,
        Map<Integer, Double> words,
        Map<Integer, Double> body,
        Map<Integer, Double> near,
        Hits asked,
        Hits shared,
        Hits bodies,
        Hits bodiesShared) {

    /** Every article anybody voted for, with its fused share. */
    Map<Integer, Double> fused(Weights weights) {
        Map<Integer, Double> shares = new HashMap<>();
        meaning.forEach((article, share) -> shares.merge(article, weights.meaning() * share, Double::sum));
        words.forEach((article, share) -> shares.merge(article, weights.words() * share, Double::sum));
        body.forEach((article, share) -> shares.merge(article, weights.body() * share, Double::sum));
        for (int article = 0; article < classifier.length; article++) {
            if (classifier[article] > 0.01 || shares.containsKey(article)) {
                shares.merge(article, weights.classifier() * classifier[article], Double::sum);
            }
        }
        return shares;
    }
}
