package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How many cries are heard, and how seldom the alarm is false, of phrases that nothing was learnt from. */
class DangerFiguresTests {

    /** Of people in danger, told what to ring; a miss is a person without help. */
    private static final double HEARD = 0.98;

    /** Of people in danger, put before all others too. */
    private static final double ALARMS = 0.97;

    /** Of what only looks so, taken for danger. */
    private static final double FALSE_ALARMS = 0.02;

    /** Of what only looks so, answered with the numbers before. */
    private static final double CAUTIONS = 0.04;

    /** The first of long messages, in which the cry is a clause among others. */
    private static final double HEARD_AMONG_OTHER_WORDS = 0.97;

    /** And the second. */
    private static final double ALARMS_AMONG_OTHER_WORDS = 0.95;

    private record Phrase(String words, boolean danger) {}

    @Test
    void theSampleHearsWhatWasWrittenApart() throws IOException {
        holds(written("danger-unseen.tsv"), HEARD, ALARMS);
    }

    @Test
    void theSampleHearsACryAmongOtherWords() throws IOException {
        holds(written("danger-long.tsv"), HEARD_AMONG_OTHER_WORDS, ALARMS_AMONG_OTHER_WORDS);
    }

    @Test
    void theSampleHearsItsOwn() throws IOException {
        holds(Sample.FOLDER.resolve("danger.tsv"), HEARD, ALARMS);
    }

    private static Path written(String apart) {
        return Path.of(Objects.requireNonNull(DangerFiguresTests.class.getResource("/knowledge/" + apart))
                .getPath());
    }

    private static void holds(Path file, double heard, double alarmed) throws IOException {
        List<Phrase> phrases = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(parts -> new Phrase(parts[0], parts[1].equals("danger")))
                .toList();
        Predicate<Phrase> alarms =
                phrase -> Sample.library().ask(phrase.words()).verdict() == Finding.Verdict.DANGER;
        Predicate<Phrase> cautions =
                phrase -> Sample.library().ask(phrase.words()).caution().isPresent();
        List<Phrase> cries = phrases.stream().filter(Phrase::danger).toList();
        List<Phrase> calm =
                phrases.stream().filter(Predicate.not(Phrase::danger)).toList();
        few("missed", cries, alarms.or(cautions).negate(), 1 - heard, file);
        few("missed by the alarm", cries, alarms.negate(), 1 - alarmed, file);
        few("alarmed", calm, alarms, FALSE_ALARMS, file);
        few("cautious", calm, cautions, CAUTIONS, file);
    }

    private static void few(String what, List<Phrase> phrases, Predicate<Phrase> which, double share, Path file) {
        assertThat(phrases.stream().filter(which))
                .as("%s of %d in %s", what, phrases.size(), file)
                .hasSizeLessThanOrEqualTo(most(share, phrases));
    }

    private static int most(double share, List<Phrase> phrases) {
        return (int) Math.floor(share * phrases.size() + 1e-9);
    }
}
