package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearntFileTests {

    private static final Aims AIMS = Aims.USUAL;

    @TempDir
    Path folder = Path.of("");

    private final Edition edition = edition("a digest");
    private final Learnt learnt = Learnt.nothing(edition);

    @BeforeEach
    void keepsWhatWasLearnt() {
        new LearntFile(folder).keep(edition, learnt);
    }

    @Test
    void hasItAgainForTheSameEdition() {
        Learnt again = new LearntFile(folder).of(edition, AIMS).orElseThrow();

        assertThat(again.calibration().json()).isEqualTo(learnt.calibration().json());
        assertThat(again.classifier().bytes()).isEqualTo(learnt.classifier().bytes());
    }

    @Test
    void hasNothingForAnotherEditionOrOtherAims() {
        assertThat(new LearntFile(folder).of(edition("another"), AIMS)).isEmpty();
        assertThat(new LearntFile(folder).of(edition, new Aims(0.9, 0.2))).isEmpty();
        assertThat(new LearntFile(folder.resolve("nowhere")).of(edition, AIMS)).isEmpty();
    }

    @Test
    void isNothingWithADamagedByteAnywhere() throws IOException {
        Path file = folder.resolve("learnt");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 7) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThat(new LearntFile(folder).of(edition, AIMS))
                    .as("byte %d", at)
                    .isEmpty();
        }
        for (int length = 0; length < whole.length; length += 11) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThat(new LearntFile(folder).of(edition, AIMS))
                    .as("first %d", length)
                    .isEmpty();
        }
    }

    private static Edition edition(String digest) {
        Article article = ArticleParser.parse("bins", Sample.article("bins", "On Monday."), new Faults("bins"))
                .orElseThrow();
        return new Edition(1, digest, List.of(new ArticleVersion(article, 1)), "");
    }
}
