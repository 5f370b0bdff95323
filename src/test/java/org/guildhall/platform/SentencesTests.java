package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class SentencesTests {

    private final Sentences sentences = Sentences.in("platform/sentences");

    @Test
    void fillsGapsByName() {
        assertThat(sentences.say("place", Map.of("place", 2, "emergency-phone", "999")))
                .isEqualTo("You're number 2. Ring 999.");
    }

    @Test
    void leavesValuesAsTheyAre() {
        assertThat(sentences.say("place", Map.of("place", "$1 {place} \\", "emergency-phone", "999")))
                .isEqualTo("You're number $1 {place} \\. Ring 999.");
    }

    @Test
    void refusesAGapWithoutAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sentences.say("place", Map.of("emergency-phone", "999")))
                .withMessage("The sentence place needs a value for {place}");
    }

    @Test
    void readsLists() {
        assertThat(sentences.list("colours")).containsExactly("red", "green", "☀");
    }

    @Test
    void refusesWhatDoesNotExist() {
        assertThatExceptionOfType(MissingResourceException.class).isThrownBy(() -> sentences.say("nothing"));
        assertThatExceptionOfType(MissingResourceException.class).isThrownBy(() -> Sentences.in("platform/nothing"));
    }
}
