package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.conversation.Decision;
import org.guildhall.platform.Sentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtherLanguageTests {

    private static final Set<String> NEEDED = Set.of(
            "language.none",
            "language.danger",
            "language.ask",
            "choice.person",
            "choice.none",
            "clarify",
            "helped.question",
            "handover.asked",
            "handover.ticket",
            "handover.open",
            "heard.person");

    private final OtherLanguage step =
            new OtherLanguage(Scene.COUNCIL, Scene.hours(Scene.MONDAY_MORNING), Scene.ANSWERS, Scene.MANNER);

    static Stream<String> languages() {
        return OtherLanguage.SPOKEN.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasItsOwnWordsForWhatMattersMost(String language) throws IOException {
        Properties own = new Properties();
        Path file = Path.of("src/main/resources/messages/assistant_" + language + ".properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            own.load(reader);
        }
        assertThat(own.stringPropertyNames()).containsAll(NEEDED);
        assertThat(Scene.SENTENCES.keys()).containsAll(own.stringPropertyNames());
        assertThat(own.getProperty("language.danger")).contains("999");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void fillsEveryGap(String language) {
        Sentences sentences = Sentences.in("messages/assistant", language);
        Voice voice = new Voice(sentences, Scene.COUNCIL);
        Map<String, Object> gaps =
                Map.of("reference", "BIN-4F7K", "place", 2, "from", "5 minutes", "to", "10 minutes", "number", 5);

        assertThat(sentences.keys())
                .allSatisfy(key -> assertThat(voice.sentence(key, gaps)).doesNotContain("{"));
        assertThat(voice.sentence("handover.ticket", gaps)).contains("BIN-4F7K").contains("2");
    }

    @Test
    void remembersTheLanguageForTheDesk() {
        Decision decision = step.decide(Scene.withTheAssistant().says("متى يتم جمع القمامة"))
                .orElseThrow();
        assertThat(decision.memory().language()).isEqualTo("ar");
    }

    @Test
    void leavesEnglishAlone() {
        assertThat(step.decide(Scene.withTheAssistant().says("my bin was not emptied")))
                .isEmpty();
        assertThat(step.decide(Scene.withTheAssistant().says("my bill looks odd")))
                .isEmpty();
    }

    @Test
    void leavesLanguagesItHasNoWordsForToAPerson() {
        assertThat(step.decide(Scene.withTheAssistant().says("wann wird der müll abgeholt")))
                .isEmpty();
    }
}
