package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What citizens of the sample council ask. */
final class Questions {

    private static final Path FOLDER = Path.of("knowledge-base");
    private static final String TAB = "\t";

    private Questions() {}

    /** Questions in people's own words that some article answers. */
    static List<String> asked() throws IOException {
        return Files.readAllLines(FOLDER.resolve("questions.tsv")).stream()
                .map(line -> line.split(TAB, -1))
                .filter(fields -> fields.length > 1 && !fields[1].isBlank())
                .map(fields -> fields[0])
                .toList();
    }

    /** Those, and the ones the English articles themselves list. */
    static List<String> all() throws IOException {
        Set<String> questions = new LinkedHashSet<>(asked());
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".md")).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.stream().noneMatch(line -> line.startsWith("language:") || line.startsWith("kind:"))) {
                    lines.stream()
                            .filter(line -> line.startsWith("  - "))
                            .map(line -> line.substring(4).strip())
                            .forEach(questions::add);
                }
            }
        }
        return List.copyOf(questions);
    }
}
