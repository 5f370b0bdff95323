package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SynonymsTests {

    private final Faults faults = new Faults("synonyms.txt");
    private final Synonyms synonyms = Synonyms.parse("""
            # words of ours
            tip, dump, household waste recycling centre   # long names count as one
            wen => when

            lonely
            x =>
            """, faults);

    @Test
    void writesEveryNameAsTheFirst() {
        List<String> stems = List.of("household", "wast", "recycl", "centr", "dump", "bin");
        assertThat(synonyms.unify(stems)).containsExactly("tip", "tip", "bin");
    }

    @Test
    void putsTextSpeakRight() {
        assertThat(synonyms.correct(List.of("wen", "is", "it"))).containsExactly("when", "is", "it");
    }

    @Test
    void reportsLinesThatMakeNoSense() {
        assertThat(faults.errors()).extracting(Problem::line).containsExactly(5, 6);
    }
}
