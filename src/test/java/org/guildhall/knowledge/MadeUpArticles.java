package org.guildhall.knowledge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * As many articles as are wanted, of words a language model knows, with vectors put together from their words' own, so that
 * a hundred thousand of them take seconds. For time and room only: what they say makes no sense.
 */
final class MadeUpArticles {

    private static final int TOPICS = 2_000;
    private static final int TOPICS_OF_ONE = 4;
    private static final int COMMON = 3_000;
    /** How much more often the commonest words are used than the rest. */
    private static final double UNEVEN = 3;

    private static final double NOISE = 0.02;

    private final Random random = new Random(20_071_977);
    private final Embedder embedder;
    private final EmbeddingCache cache;
    private final List<String> words;
    private final List<float[]> topics = new ArrayList<>();

    MadeUpArticles(Embedder embedder, Path folder) {
        this.embedder = embedder;
        this.cache = EmbeddingCache.open(folder);
        this.words = new ArrayList<>(embedder.commonWords().stream()
                .filter(word -> word.matches("[a-z]{3,9}"))
                .sorted()
                .toList());
        java.util.Collections.shuffle(words, random);
        words.stream().limit(TOPICS).forEach(word -> topics.add(embedder.embed(word, Embedder.QUESTION_PIECES)));
    }

    /** The vectors of all articles made so far. */
    EmbeddingCache cache() {
        return cache;
    }

    /** An article with so many questions beside its title, and one short section. */
    ArticleVersion article(String id, int questions) {
        int[] about = random.ints(TOPICS_OF_ONE, 0, TOPICS).toArray();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i <= questions; i++) {
            asked.add(text(about, Embedder.QUESTION_PIECES, ""));
        }
        String title = asked.getFirst();
        String body = text(about, Embedder.SECTION_PIECES, title + "\n");
        String source = "---\ntitle: %s\nquestions:\n  - %s\n---\n%s\n"
                .formatted(title, String.join("\n  - ", asked.subList(1, asked.size())), body);
        return new ArticleVersion(
                ArticleParser.parse(id, source, new Faults(id)).orElseThrow(), 1);
    }

    /** So many of them. */
    List<ArticleVersion> articles(int count, int questions) {
        List<ArticleVersion> articles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            articles.add(article("article-" + i, questions));
        }
        return articles;
    }

    /** A question nobody asked in these words, about one of the articles. */
    String question(ArticleVersion version) {
        List<String> asked = version.article().questions();
        return asked.get(random.nextInt(asked.size())) + " " + words.get(random.nextInt(COMMON));
    }

    Embedder embedder() {
        return embedder;
    }

    private String text(int[] about, int pieces, String before) {
        StringBuilder text = new StringBuilder();
        float[] vector = new float[Embedder.DIMENSIONS];
        for (int i = 1; i < TOPICS_OF_ONE; i++) {
            int topic = about[random.nextInt(TOPICS_OF_ONE)];
            text.append(words.get(topic)).append(' ');
            for (int d = 0; d < vector.length; d++) {
                vector[d] += topics.get(topic)[d];
            }
        }
        for (int i = 0; i < TOPICS_OF_ONE; i++) {
            text.append(words.get((int) (COMMON * Math.pow(random.nextDouble(), UNEVEN))))
                    .append(' ');
        }
        String said = text.toString().strip();
        cache.keep(Cleaner.clean(before + said, Examples.LONGEST_SECTION), pieces, ofLengthOne(vector));
        return said;
    }

    private float[] ofLengthOne(float[] vector) {
        double square = 0;
        for (int d = 0; d < vector.length; d++) {
            vector[d] += (float) (NOISE * random.nextGaussian());
            square += vector[d] * vector[d];
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
