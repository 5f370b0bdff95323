package org.guildhall.knowledge;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out anew what the {@link Alarm}'s phrases mean, after they have changed: {@code script/learn-danger}. */
final class AlarmLesson {

    private static final Path FILE = Path.of("src", "main", "resources").resolve(Alarm.VECTORS.substring(1));

    private AlarmLesson() {}

    /** Writes the file. */
    public static void main(String[] arguments) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(FILE))) {
            PhraseVectors.of(vectors(Alarm.phrases())).write(out);
        }
    }

    /** What phrases mean, as a message would be read. */
    static List<float[]> vectors(List<Alarm.Phrase> phrases) {
        try (Embedder embedder = Embedder.load()) {
            return phrases.parallelStream()
                    .map(phrase -> embedder.embed(Cleaner.clean(phrase.words()), Embedder.QUESTION_PIECES))
                    .toList();
        }
    }
}
