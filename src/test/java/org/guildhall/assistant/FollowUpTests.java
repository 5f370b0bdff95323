package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpTests {

    private final FollowUp step = new FollowUp(Scene.VOICE, Scene.QUOTING, Scene.HANDOVERS, Scene.ANSWERS);

    @Test
    void doesNotQuoteAgainWhatHasJustNotHelped() {
        Heard heard = answered().afterMisses(1).says("they missed my bin again");
        Decision decision = step.decide(heard).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("handed_over_misses");
        assertThat(Scene.handover(decision).team()).isEqualTo("waste");
    }

    @Test
    void quotesAnotherArticleAfterAMiss() {
        assertThat(step.decide(answered().afterMisses(1).says("when is bin day")))
                .isEmpty();
    }

    @Test
    void quotesTheSameArticleAgainWhenNobodySaidThatItDidNotHelp() {
        assertThat(step.decide(answered().says("they missed my bin again"))).isEmpty();
    }

    @Test
    void quotesTheSectionThatAFollowUpAsksFor() {
        Decision decision = step.decide(answered().says("What about flats")).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("answered_follow_up");
        assertThat(Scene.read(decision).getFirst()).startsWith("Tell the people who look after your building first.");
        assertThat(decision.memory().lastQuestion()).isEqualTo("my bin was not emptied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"and if it snows", "and my tax", "the weather is odd", "android"})
    void doesNotGuessWhenItIsNoOtherSectionOfThatArticle(String words) {
        assertThat(step.decide(answered().says(words))).isEmpty();
    }

    @Test
    void needsAnAnswerToFollow() {
        assertThat(step.decide(Scene.withTheAssistant().says("what about flats")))
                .isEmpty();
    }

    private static Scene answered() {
        return Scene.withTheAssistant().afterQuoting("missed-bin", "my bin was not emptied");
    }
}
