package org.guildhall.knowledge;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says for people which texts of which articles were found. Examples keep no text, so it is looked up again. */
final class Matches {

    /** As many of a kind as fit on a screen. */
    private static final int MOST = 3;

    private final Edition edition;
    private final Retrieval retrieval;
    private final Function<String, List<String>> stems;

    /** Says it of an edition; texts become the stems of examples as {@code stems} does it. */
    Matches(Edition edition, Retrieval retrieval, Function<String, List<String>> stems) {
        this.edition = edition;
        this.retrieval = retrieval;
        this.stems = stems;
    }

    /** The best hits, for people. */
    Stream<Explanation.Match> of(String by, Hits hits, List<String> words) {
        return IntStream.range(0, Math.min(MOST, hits.size()))
                .mapToObj(i -> match(by, retrieval.example(hits.examples()[i]), hits.scores()[i], words));
    }

    private Explanation.Match match(String by, Example example, double score, List<String> words) {
        Article article = edition.articles().get(example.article()).article();
        List<String> shared = words.stream()
                .distinct()
                .filter(word -> stems.apply(word).stream().anyMatch(example.stems()::contains))
                .toList();
        return new Explanation.Match(article.id(), article.title(), by, text(article, example), score, shared);
    }

    private String text(Article article, Example example) {
        return Examples.asked(article)
                .filter(text -> example.stems().equals(stems.apply(text)))
                .findFirst()
                .orElse(article.title());
    }
}
