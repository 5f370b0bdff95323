package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NothingSaidTests {

    private final NothingSaid step = new NothingSaid(Scene.VOICE);

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "?", "...", "🙂", "7", "12"})
    void asksForWords(String words) {
        Decision decision = step.decide(Scene.withTheAssistant().says(words)).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("unclear_no_words");
        assertThat(Scene.titles(decision)).containsExactly("Talk to a person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "مرحبا", "07700 900 123", "MB1 2AB"})
    void leavesWordsAndNumbersToAPerson(String words) {
        assertThat(step.decide(Scene.withTheAssistant().says(words))).isEmpty();
    }
}
