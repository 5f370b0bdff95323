package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordWeightsTests {

    private final WordWeights weights = new WordWeights(
            List.of(example("my", "bin"), example("my", "road"), example("my", "tax"), example("my", "bin", "caddy")));

    private static Example example(String... stems) {
        return new Example(0, Example.Role.ASKED, 0, false, List.of(stems), null);
    }

    @Test
    void aRareWordCoversMoreThanACommonOne() {
        List<String> question = List.of("my", "caddy");

        assertThat(weights.covered(question, Set.of("caddy")::contains))
                .isGreaterThan(weights.covered(question, Set.of("my")::contains));
    }

    @Test
    void aWordNobodyKnowsIsMissedLikeTheRarest() {
        assertThat(weights.covered(List.of("caddy", "zebra"), Set.of("caddy")::contains))
                .isEqualTo(0.5);
    }

    @Test
    void aWordNobodyKnowsIsNotMissedWhereOnlyKnownOnesCount() {
        assertThat(weights.knownCovered(List.of("caddy", "zebra"), Set.of("caddy")::contains))
                .isEqualTo(1);
    }

    @Test
    void noWordsCoverNothing() {
        assertThat(weights.covered(List.of(), word -> true)).isZero();
    }
}
