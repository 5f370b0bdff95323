package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallTalkTests {

    private final SmallTalk step = new SmallTalk(Scene.VOICE, Scene.ANSWERS);

    @ParameterizedTest
    @CsvSource({
        "hello, smalltalk_greeting, greeting",
        "thanks, smalltalk_thanks, thanks",
        "bye, smalltalk_goodbye, goodbye",
        "are you a robot, smalltalk_robot, are-you-a-robot"
    })
    void answersInTheWordsOfTheKnowledgeBase(String words, String outcome, String article) {
        Decision decision = decide(Scene.withTheAssistant().says(words));

        assertThat(decision.outcome()).isEqualTo(outcome);
        assertThat(Scene.read(decision))
                .containsExactly(Scene.ANSWERS.article(article).orElseThrow().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/start", "/START", "/start from-the-website", "/help"})
    void greetsWhoOpensTheChat(String command) {
        assertThat(decide(Scene.withTheAssistant().says(command)).outcome()).isEqualTo("smalltalk_greeting");
    }

    @Test
    void greetsWithoutAGreetingInTheKnowledgeBase() {
        Answers empty = new Answers() {
            @Override
            public Finding ask(String question) {
                return new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), List.of());
            }

            @Override
            public Optional<Passage> article(String article) {
                return Optional.empty();
            }
        };
        Decision decision = new SmallTalk(Scene.VOICE, empty)
                .decide(Scene.withTheAssistant().says("/start"))
                .orElseThrow();

        assertThat(Scene.read(decision).getFirst()).startsWith("Hello! Ask me your question");
    }

    @Test
    void introducesItselfWithTheFirstHello() {
        assertThat(Scene.read(decide(Scene.withTheAssistant().neverMet().says("hello")))
                        .getFirst())
                .contains("Marlbridge Council's automatic assistant")
                .contains("https://www.marlbridge.example/privacy");
    }

    @Test
    void takesThanksAsASignThatItHelped() {
        assertThat(decide(Scene.withTheAssistant().afterMisses(1).says("thanks"))
                        .memory()
                        .misses())
                .isZero();
    }

    @Test
    void leavesTheWishForAPersonAlone() {
        assertThat(step.decide(Scene.withTheAssistant().says("can i talk to a person")))
                .isEmpty();
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
