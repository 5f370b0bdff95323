package org.guildhall.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Learns anew what the {@link Alarm} knows of meaning, after its phrases have changed: {@code script/learn-danger}. */
final class AlarmLesson {

    /** How many phrases' worth the assumption counts that nothing matters; chosen on phrases that were left out. */
    private static final double PULL = 0.3;

    private static final Path FILE = Path.of("src", "main", "resources").resolve(Alarm.WEIGHTS.substring(1));

    private AlarmLesson() {}

    /** Writes the file. */
    public static void main(String[] arguments) throws IOException {
        String head =
                "# The constant, then a number for each of the model's. By script/learn-danger from danger-phrases.tsv.";
        Files.writeString(
                FILE,
                Stream.concat(
                                Stream.of(head),
                                Arrays.stream(learn()).mapToObj(weight -> String.format(Locale.ROOT, "%.4f", weight)))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** The constant, then a factor for each of a vector's numbers. */
    static double[] learn() {
        List<Alarm.Phrase> phrases = Alarm.phrases();
        try (Embedder embedder = Embedder.load()) {
            List<Logistic.Lesson> lessons = IntStream.range(0, phrases.size())
                    .parallel()
                    .mapToObj(i -> lesson(phrases.get(i), embedder))
                    .toList();
            Logistic learnt = Logistic.learn(lessons, new Logistic(0, new double[Embedder.DIMENSIONS]), PULL);
            double[] all = new double[Embedder.DIMENSIONS + 1];
            all[0] = learnt.offset();
            System.arraycopy(learnt.factors(), 0, all, 1, Embedder.DIMENSIONS);
            return all;
        }
    }

    private static Logistic.Lesson lesson(Alarm.Phrase phrase, Embedder embedder) {
        float[] vector = embedder.embed(Cleaner.clean(phrase.words()), Embedder.QUESTION_PIECES);
        double[] numbers = new double[vector.length];
        for (int d = 0; d < vector.length; d++) {
            numbers[d] = vector[d];
        }
        return new Logistic.Lesson(numbers, phrase.danger(), 1);
    }
}
