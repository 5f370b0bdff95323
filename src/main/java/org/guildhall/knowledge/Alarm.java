package org.guildhall.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How much a message sounds like a cry for help, known from thousands of phrases that belong to no council: cries, and
 * sentences that only look so. Two opinions, of the meaning and of the words; each edition learns how much they count beside
 * its own articles of danger.
 */
final class Alarm {

    /** Phrases, each with {@code danger} or {@code calm} behind a tab; in English. */
    static final String PHRASES = "/knowledge/danger-phrases.tsv";

    /** A number a line: the constant, then one for each of a vector's. Learnt from the phrases by {@code AlarmLesson}. */
    static final String WEIGHTS = "/knowledge/danger-meaning.txt";

    /** How many opinions there are. */
    static final int OPINIONS = 2;

    private static final float[] MEANING = weights();

    private final WordOdds odds;

    /**
     * A phrase.
     *
     * @param danger whether it is a cry for help, and does not only look so
     */
    record Phrase(String words, boolean danger) {}

    /**
     * The stems of all phrases; megabytes that nobody should keep who has learnt from them.
     *
     * @param calm of those that only look so
     */
    record Stems(List<List<String>> cries, List<List<String>> calm) {

        /**
         * Reads the phrases as a knowledge base reads its own texts.
         *
         * @param stems a text's words, unified
         */
        static Stems of(Function<String, List<String>> stems) {
            Map<Boolean, List<List<String>>> byDanger = phrases().stream()
                    .collect(Collectors.partitioningBy(
                            Phrase::danger,
                            Collectors.mapping(phrase -> stems.apply(phrase.words()), Collectors.toList())));
            return new Stems(byDanger.getOrDefault(true, List.of()), byDanger.getOrDefault(false, List.of()));
        }
    }

    /** Learns what words say. */
    Alarm(Stems phrases) {
        this.odds = new WordOdds(phrases.cries(), phrases.calm());
    }

    /** What the meaning and what the words say, as logarithms of odds; above 0 is more danger than not. */
    double[] opinions(float[] vector, List<String> stems) {
        double meaning = MEANING[0];
        for (int d = 0; d < vector.length; d++) {
            meaning += MEANING[d + 1] * vector[d];
        }
        return new double[] {meaning, odds.of(stems)};
    }

    /** All of them, in the file's order. */
    static List<Phrase> phrases() {
        return lines(PHRASES).stream()
                .map(line -> line.split("\t", 2))
                .map(parts -> new Phrase(parts[0], parts[1].equals("danger")))
                .toList();
    }

    /** The numbers as they are kept. */
    static List<String> weightLines() {
        return lines(WEIGHTS);
    }

    private static float[] weights() {
        List<String> lines = weightLines();
        if (lines.size() != Embedder.DIMENSIONS + 1) {
            throw new IllegalStateException("The class path's " + WEIGHTS + " is not of this language model");
        }
        float[] weights = new float[lines.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.parseFloat(lines.get(i));
        }
        return weights;
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Alarm.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The class path's " + resource + " cannot be read", e);
        }
    }
}
