package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWordsTests {

    @Test
    void findsTheLongestFormInAnyCaseAndOnce() {
        assertThat(PlainWords.in("Subsequent to it, SUBSEQUENT  TO that."))
                .containsExactly(new PlainWords.Hard("subsequent to", "after"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an unfurnished flat, a pre-commence day",
                "the [Exempt Dwellings Order 1992](https://law.example/dwellings)",
                "look at https://x.example/purchase",
                "they call it a \"material amendment\"",
                "the bin is emptied on Monday"
            })
    void leavesTheRestAlone(String line) {
        assertThat(PlainWords.in(line)).isEmpty();
    }
}
