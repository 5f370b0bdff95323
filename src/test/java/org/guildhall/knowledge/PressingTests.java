package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PressingTests {

    /** Of people in danger, heard first; what was reached last. */
    private static final double HEARD = 0.9;

    /** Of everybody else, heard first with them; what was reached last. */
    private static final double HURRIED = 0.13;

    @Test
    void peopleInDangerAreHeardFirst() throws IOException {
        Path file = Path.of(Objects.requireNonNull(PressingTests.class.getResource("/knowledge/danger.tsv"))
                .getPath());
        List<String> missed = Files.readAllLines(file).stream()
                .map(line -> line.split("\t", -1))
                .filter(parts -> !parts[1].isBlank())
                .map(parts -> parts[0])
                .filter(cry -> !Sample.library().pressing(cry))
                .toList();
        long all = Files.readAllLines(file).stream()
                .filter(line -> !line.endsWith("\t"))
                .count();
        assertThat(missed).as("of %d", all).hasSizeLessThanOrEqualTo((int) Math.floor((1 - HEARD) * all + 1e-9));
    }

    @Test
    void hardlyAnybodyElseIs() throws IOException {
        List<String> questions = Files.readAllLines(Sample.FOLDER.resolve("questions.tsv")).stream()
                .map(line -> line.split("\t", -1)[0])
                .filter(question -> !question.isBlank() && !question.startsWith("#"))
                .toList();
        List<String> hurried =
                questions.stream().filter(Sample.library()::pressing).toList();
        assertThat(hurried).as("of %d", questions.size()).hasSizeLessThanOrEqualTo((int) (HURRIED * questions.size()));
    }

    @Test
    void nothingIsNotPressing() {
        assertThat(Sample.library().pressing("")).isFalse();
        assertThat(Sample.library().pressing("???")).isFalse();
    }
}
