package org.guildhall.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What citizens of the sample council ask. */
final class Questions {

    private static final Path FOLDER = Path.of("knowledge-base");
    private static final String TAB = "\t";
    private static final String ANSWER = "answer";
    private static final int OTHERS = 40;

    private Questions() {}

    /**
     * A day's mixture: nearly all as the articles themselves put them, which are answered at once, and now and then one in
     * other words, which may be asked back or handed over.
     */
    static List<String> usual() throws IOException {
        List<String> others = asked();
        List<String> mixture = new ArrayList<>();
        for (String question : listed(ANSWER)) {
            mixture.add(question);
            if (mixture.size() % OTHERS == 0) {
                mixture.add(others.get(mixture.size() / OTHERS % others.size()));
            }
        }
        return List.copyOf(mixture);
    }

    /** As many different ones as there are. */
    static List<String> all() throws IOException {
        Set<String> questions = new LinkedHashSet<>(listed(ANSWER));
        questions.addAll(asked());
        return List.copyOf(questions);
    }

    /** Those that the knowledge base answers at once, so that no pause for the rest of a question is measured. */
    static List<String> answeredBy(Server app, List<String> questions, int most) {
        return questions.parallelStream()
                .filter(question -> {
                    try {
                        return app.answers(question);
                    } catch (IOException nobody) {
                        throw new UncheckedIOException(nobody);
                    }
                })
                .limit(most)
                .toList();
    }

    /** What people in danger write, as the articles put it. */
    static List<String> danger() throws IOException {
        return listed("danger");
    }

    /** Whatever any row may let a citizen say. */
    static List<String> everything() throws IOException {
        Set<String> questions = new LinkedHashSet<>(all());
        questions.addAll(danger());
        questions.add(FirstMessages.COMPLAINT);
        return List.copyOf(questions);
    }

    /** Questions in people's own words that some article answers. */
    private static List<String> asked() throws IOException {
        return Files.readAllLines(FOLDER.resolve("questions.tsv")).stream()
                .map(line -> line.split(TAB, -1))
                .filter(fields -> fields.length > 1 && !fields[1].isBlank())
                .map(fields -> fields[0])
                .toList();
    }

    /** The ones that English articles of a kind list. */
    private static List<String> listed(String kind) throws IOException {
        Set<String> questions = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".md")).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.contains("language: en") && lines.contains("kind: " + kind)) {
                    lines.stream()
                            .filter(line -> line.startsWith("  - "))
                            // Nobody types the name of a value that stands for the council's own word.
                            .filter(line -> !line.contains("{{"))
                            .map(line -> line.substring(4).strip())
                            .forEach(questions::add);
                }
            }
        }
        return List.copyOf(questions);
    }
}
