package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.message.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpTests {

    private final FollowUp step =
            new FollowUp(Scene.VOICE, Scene.MANNER, Scene.QUOTING, Scene.HANDOVERS, Scene.ANSWERS);

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
    @ValueSource(strings = {"and my tax", "the weather is odd", "android"})
    void doesNotGuessWhenItIsNoOtherSectionOfThatArticle(String words) {
        assertThat(step.decide(answered().says(words))).isEmpty();
    }

    @Test
    void saysThatThereIsNoMoreInsteadOfSayingTheSameAgain() {
        Decision decision = step.decide(answered().says("and if it snows")).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("answered_already");
        assertThat(Scene.read(decision).getFirst()).startsWith("I have told you all I know about that.");
        assertThat(Scene.titles(decision)).containsExactly("Talk to a person");
        assertThat(Scene.article(decision).article()).isEqualTo("missed-bin");
    }

    @Test
    void bringsAPersonWhenThereIsNoMoreToSayTwice() {
        Heard heard = answered().afterMisses(1).says("and if it snows");

        assertThat(step.decide(heard).orElseThrow().outcome()).isEqualTo("handed_over_misses");
    }

    @Test
    void remembersForHalfAnHour() {
        assertThat(step.decide(answered().later(Duration.ofMinutes(29)).says("what about flats")))
                .isPresent();
        assertThat(step.decide(answered().later(Duration.ofMinutes(31)).says("what about flats")))
                .isEmpty();
    }

    @Test
    void aHandoverEndsTheTopic() {
        Memory memory =
                Memory.NONE.quoting("missed-bin", "my bin was not emptied").handedOver();

        assertThat(step.decide(answered().remembering(memory).says("what about flats")))
                .isEmpty();
    }

    @Test
    void saysNothingToTheRestOfAQuestionItHasJustAnswered() {
        Heard heard = answered()
                .afterACitizenSent(new Content.Text("my bin was not emptied"))
                .later(Duration.ofSeconds(3))
                .says("this morning");
        Decision decision = step.decide(heard).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("silent_answered");
        assertThat(decision.replies()).isEmpty();
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
