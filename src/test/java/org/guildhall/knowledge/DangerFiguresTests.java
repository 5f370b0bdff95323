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

    /** Of people in danger, heard; a miss is a person without help. */
    private static final double HEARD = 0.98;

    /** Of what only looks so, taken for danger. */
    private static final double FALSE_ALARMS = 0.02;

    /** The same of the sample's own test; what was reached last, and {@link #HEARD} is wanted. */
    private static final double HEARD_OF_ITS_OWN = 0.975;

    private record Phrase(String words, boolean danger) {}

    @Test
    void theSampleHearsWhatWasWrittenApart() throws IOException {
        holds(unseen(), HEARD);
    }

    @Test
    void theSampleHearsItsOwn() throws IOException {
        holds(Sample.FOLDER.resolve("danger.tsv"), HEARD_OF_ITS_OWN);
    }

    private static Path unseen() {
        return Path.of(Objects.requireNonNull(DangerFiguresTests.class.getResource("/knowledge/danger-unseen.tsv"))
                .getPath());
    }

    private static void holds(Path file, double heard) throws IOException {
        List<Phrase> phrases = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(parts -> new Phrase(parts[0], parts[1].equals("danger")))
                .toList();
        Predicate<Phrase> alarms =
                phrase -> Sample.library().ask(phrase.words()).verdict() == Finding.Verdict.DANGER;
        List<Phrase> cries = phrases.stream().filter(Phrase::danger).toList();
        assertThat(cries.stream().filter(alarms.negate()))
                .as("missed of %d in %s", cries.size(), file)
                .hasSizeLessThanOrEqualTo(most(1 - heard, cries));
        List<Phrase> calm =
                phrases.stream().filter(Predicate.not(Phrase::danger)).toList();
        assertThat(calm.stream().filter(alarms))
                .as("alarmed of %d in %s", calm.size(), file)
                .hasSizeLessThanOrEqualTo(most(FALSE_ALARMS, calm));
    }

    private static int most(double share, List<Phrase> phrases) {
        return (int) Math.floor(share * phrases.size() + 1e-9);
    }
}
