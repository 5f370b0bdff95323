package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.platform.Sentences;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way a turn can end is told to staff in a sentence. */
class OutcomeTests {

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void isToldToStaffInASentence(Outcome outcome) {
        assertThat(Sentences.in("messages/desk").say("decided." + outcome.word()))
                .endsWith(".");
    }
}
