package org.guildhall.knowledge;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Where in an article's file something stands, counted from 1.
 *
 * @param lines the whole file
 */
record SourceLines(List<String> lines) {

    static SourceLines of(Article article) {
        return new SourceLines(article.source().replace("\uFEFF", "").lines().toList());
    }

    /** The first line below the front matter. */
    int body() {
        int fence = IntStream.range(1, lines.size())
                .filter(at -> lines.get(at).stripTrailing().equals("---"))
                .findFirst()
                .orElse(0);
        return fence + 2;
    }

    /** A field of the front matter; the first line when it is not there. */
    int field(String name) {
        return first(line -> line.startsWith(name + ":"));
    }

    /** One of the questions; the first line when it is written there in another way, with escapes for instance. */
    int question(String text) {
        return first(line -> line.strip().startsWith("- ") && line.contains(text));
    }

    private int first(Predicate<String> fits) {
        return 1
                + IntStream.range(0, lines.size())
                        .filter(at -> fits.test(lines.get(at)))
                        .findFirst()
                        .orElse(0);
    }
}
