package org.guildhall.knowledge;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Finds out anew what the {@link Alarm}'s phrases mean and come to, after they have changed: {@code script/learn-danger}. */
final class AlarmLesson {

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    /** A phrase is judged by what is learnt from the others: by those of all parts but its own. */
    private static final int PARTS = 10;

    /** Of the cries, the share that must be heard when they are left out; they are harder than what people write. */
    private static final double HEARD = 0.964;

    private static final Logistic USUAL = new Logistic(0, new double[] {40, 1});

    private AlarmLesson() {}

    /** Writes the files. */
    public static void main(String[] arguments) throws IOException {
        List<Alarm.Phrase> phrases = Alarm.phrases();
        List<float[]> vectors = vectors(phrases);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(Alarm.VECTORS)))) {
            PhraseVectors.of(vectors).write(out);
        }
        Files.writeString(file(Alarm.RULE), JsonMapper.shared().writeValueAsString(rule(phrases, vectors)) + "\n");
    }

    private static Path file(String resource) {
        return RESOURCES.resolve(resource.substring(1));
    }

    /** What phrases mean, as a message would be read. */
    static List<float[]> vectors(List<Alarm.Phrase> phrases) {
        try (Embedder embedder = Embedder.load()) {
            return phrases.parallelStream()
                    .map(phrase -> embedder.embed(Cleaner.clean(phrase.words()), Embedder.QUESTION_PIECES))
                    .toList();
        }
    }

    /** How much each opinion counts, and from where on the alarm is raised. */
    static Alarm.Rule rule(List<Alarm.Phrase> phrases, List<float[]> vectors) {
        PhraseVectors all = PhraseVectors.of(vectors);
        List<Logistic.Lesson> lessons = IntStream.range(0, PARTS)
                .parallel()
                .boxed()
                .flatMap(part -> lessons(phrases, vectors, all, place -> place % PARTS == part).stream())
                .toList();
        Logistic opinions = Logistic.learn(lessons, USUAL, 1);
        double[] cries = lessons.stream()
                .filter(Logistic.Lesson::right)
                .mapToDouble(lesson -> opinions.of(lesson.evidence()))
                .sorted()
                .toArray();
        return new Alarm.Rule(opinions, cries[(int) ((1 - HEARD) * cries.length)]);
    }

    private static List<Logistic.Lesson> lessons(
            List<Alarm.Phrase> phrases, List<float[]> vectors, PhraseVectors all, IntPredicate asked) {
        List<Alarm.Phrase> others = IntStream.range(0, phrases.size())
                .filter(asked.negate())
                .mapToObj(phrases::get)
                .toList();
        Alarm.Meanings meanings = Alarm.meanings(phrases, all, asked.negate());
        Alarm alarm = new Alarm(Alarm.Stems.of(others, AlarmLesson::stems), () -> meanings);
        return IntStream.range(0, phrases.size())
                .filter(asked)
                .mapToObj(place -> new Logistic.Lesson(
                        alarm.opinions(
                                vectors.get(place), stems(phrases.get(place).words()), Hits.NONE, Hits.NONE),
                        phrases.get(place).danger(),
                        1))
                .toList();
    }

    /** The words as a council without synonyms reads them. */
    private static List<String> stems(String text) {
        return new Wording(Synonyms.NONE, Speller.NONE).stems(text);
    }
}
