package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.guildhall.conversation.Decision;
import org.guildhall.message.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTests {

    private final Waiting step = new Waiting(Scene.VOICE, Scene.WAITS);

    @Test
    void addsWhatItIsNotSureOfAndSaysThePlace() {
        Decision decision = decide(Scene.inTheQueue().says("it is the blue one by the gate"));

        assertThat(decision.outcome()).isEqualTo("queued_added");
        assertThat(Scene.read(decision)).containsExactly("I have added that to your message. You are number 2.");
        assertThat(decision.handover()).isNull();
    }

    @Test
    void addsWhatItWouldHaveToAskAbout() {
        assertThat(decide(Scene.inTheQueue().says("bins")).outcome()).isEqualTo("queued_added");
    }

    @Test
    void acknowledgesSeveralLinesOnce() {
        Heard next = Scene.inTheQueue()
                .afterTheAssistantSaid("I have added that to your message. You are number 3.")
                .later(Duration.ofMinutes(1))
                .says("and it is broken");

        assertThat(decide(next).outcome()).isEqualTo("queued_added");
        assertThat(decide(next).replies()).isEmpty();
    }

    @Test
    void acknowledgesAgainAfterAWhile() {
        Heard next = Scene.inTheQueue()
                .afterTheAssistantSaid("I have added that to your message. You are number 3.")
                .later(Duration.ofMinutes(6))
                .says("and it is broken");

        assertThat(decide(next).replies()).hasSize(1);
    }

    @Test
    void saysThatThePlaceIsKeptWhenItIsNotKnown() {
        assertThat(Scene.read(decide(Scene.inTheQueue().placeUnknown().says("the blue one")))
                        .getFirst())
                .endsWith("You keep your place in the queue.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello?", "can i talk to a person"})
    void tellsThePlaceToWhoAsksForSomebody(String words) {
        Decision decision = decide(Scene.inTheQueue().says(words));

        assertThat(decision.outcome()).isEqualTo("queued_waiting");
        assertThat(decision.handover()).isNull();
        assertThat(Scene.read(decision).getFirst())
                .contains("still in the queue")
                .contains("You are number 2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "none"})
    void doesNotQueueTwice(String choice) {
        assertThat(decide(Scene.inTheQueue().taps(choice)).outcome()).isEqualTo("queued_waiting");
    }

    @Test
    void leavesSureAnswersAndThanksAlone() {
        assertThat(step.decide(Scene.inTheQueue().says("when is bin day"))).isEmpty();
        assertThat(step.decide(Scene.inTheQueue().says("thanks"))).isEmpty();
    }

    @Test
    void leavesAConversationThatWasOpenedAgainToBeHandedOver() {
        assertThat(step.decide(Scene.inTheQueue().taps("not-solved"))).isEmpty();
    }

    @Test
    void acknowledgesABurstOnceAlthoughTheAcknowledgementComesAfterIt() {
        Heard second = Scene.inTheQueue()
                .afterACitizenSent(new Content.Text("it is the blue one"))
                .later(Duration.ofSeconds(3))
                .says("by the gate");

        assertThat(decide(second).replies()).isEmpty();
    }

    @Test
    void acknowledgesAfterALongSilence() {
        Heard next = Scene.inTheQueue()
                .afterACitizenSent(new Content.Text("it is the blue one"))
                .later(Duration.ofMinutes(1))
                .says("by the gate");

        assertThat(decide(next).replies()).hasSize(1);
    }

    @Test
    void hasNothingToSayOutsideTheQueue() {
        assertThat(step.decide(Scene.withTheAssistant().says("the blue one"))).isEmpty();
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
