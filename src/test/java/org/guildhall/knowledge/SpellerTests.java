package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellerTests {

    private final Speller speller = new Speller(
            Map.of("recycling", 5, "bin", 9, "day", 7, "collection", 3, "council", 4), Set.of("recital", "collie"));

    @ParameterizedTest
    @CsvSource({
        "recyling,recycling",
        "recyclnig,recycling",
        "colection,collection",
        "coucnil,council",
        "recital,recital",
        "zzzzzz,zzzzzz",
        "bni,bni"
    })
    void putsSlipsRightAndLeavesTheRest(String written, String meant) {
        assertThat(speller.correct(List.of(written))).containsExactly(meant);
    }

    @Test
    void cutsWordsThatWereRunTogether() {
        assertThat(speller.correct(List.of("binday"))).containsExactly("bin", "day");
    }

    @Test
    void leavesEverythingAsItIsWhenItKnowsNothing() {
        assertThat(Speller.NONE.correct(List.of("wher", "binday"))).containsExactly("wher", "binday");
    }
}
