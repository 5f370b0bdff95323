package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PressingTests {

    /** Of people in danger, heard first; what was reached last. */
    private static final double HEARD = 0.94;

    /** Of everybody else, heard first with them; what was reached last. */
    private static final double HURRIED = 0.12;

    @Test
    void peopleInDangerAreHeardFirst() throws IOException {
        Path file = Path.of(Objects.requireNonNull(PressingTests.class.getResource("/knowledge/danger.tsv"))
                .getPath());
        Stream<String> ours = lines(file).filter(parts -> !parts[1].isBlank()).map(parts -> parts[0]);
        Stream<String> council = lines(Sample.FOLDER.resolve("danger.tsv"))
                .filter(parts -> parts[1].equals("danger"))
                .map(parts -> parts[0]);
        List<String> cries = Stream.concat(ours, council).toList();
        List<String> missed =
                cries.stream().filter(cry -> !Sample.library().pressing(cry)).toList();
        assertThat(cries).hasSizeGreaterThan(300);
        assertThat(missed).as("of %d", cries.size()).hasSizeLessThanOrEqualTo((int) ((1 - HEARD) * cries.size()));
    }

    @Test
    void whatAnArticleOfDangerSaysWordForWordIsNeverPassedOver() throws IOException {
        List<String> phrases = Folder.read(Sample.FOLDER, OperatorsValues.ofProcess()).articles().values().stream()
                .filter(article -> article.kind() == Passage.Kind.DANGER)
                .flatMap(article -> article.questions().stream())
                .toList();
        assertThat(phrases).hasSizeGreaterThan(200).allMatch(Sample.library()::pressing);
    }

    private static Stream<String[]> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", -1));
    }

    @Test
    void hardlyAnybodyElseIs() throws IOException {
        List<String> questions = lines(Sample.FOLDER.resolve("questions.tsv"))
                .map(parts -> parts[0])
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
