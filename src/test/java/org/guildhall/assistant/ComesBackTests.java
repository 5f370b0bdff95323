package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.guildhall.message.Choice;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComesBackTests {

    private static final Choice NO = new Choice("not-solved", "No");

    private final ComesBack step = new ComesBack(Scene.VOICE, Scene.HANDOVERS);

    @ParameterizedTest
    @ValueSource(strings = {"not-solved", "follow-up"})
    void whoComesBackToAPersonIsToldSoOnce(String choice) {
        Decision decision = step.decide(Scene.withStaff().offered(NO).types("it is still here", choice))
                .orElseThrow();

        assertThat(decision.outcome()).isEqualTo("returned_to_staff");
        assertThat(Scene.read(decision))
                .containsExactly(
                        "Thank you for coming back to us. I have passed this to the person you were writing with."
                                + " Your reference is still **BIN-4F7K**.");
        assertThat(decision.memory().offer()).isEmpty();
        assertThat(decision.handover()).isNull();
        assertThat(step.decide(Scene.withStaff().types("it is still here", choice)))
                .as("an old button, while a person has it")
                .isEmpty();
    }

    @Test
    void whoComesBackToTheQueueIsPassedOnToTheirTeamAlsoWithAPhoto() {
        Scene back = Scene.inTheQueue().waitingFor("housing", null).offered(NO);
        Decision decision = step.decide(
                        Heard.of(back.turn(Scene.media(MediaKind.PHOTO, ""), "follow-up"), Scene.ANSWERS))
                .orElseThrow();

        assertThat(decision.outcome()).isEqualTo("handed_over_follow_up");
        assertThat(Scene.handover(decision).team()).isEqualTo("housing");
        assertThat(Scene.read(decision).getFirst())
                .startsWith("Thank you for coming back to us. I am passing this to a person again.");
    }

    @Test
    void whoSaysThatItIsSolvedIsThanked() {
        Decision decision = step.decide(Scene.withTheAssistant().taps("solved")).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("solved_yes");
        assertThat(Scene.read(decision).getFirst()).startsWith("Good, thank you for telling us.");
        assertThat(step.decide(Scene.withStaff().taps("solved"))).isEmpty();
    }

    @Test
    void whoWasGivenBackAndWantsAPersonGetsTheTeamThatHadThem() {
        Heard person = Scene.withTheAssistant().waitingFor("housing", null).taps("person");

        assertThat(Scene.handover(new AskedForPerson(Scene.HANDOVERS)
                                .decide(person)
                                .orElseThrow())
                        .team())
                .isEqualTo("housing");
    }
}
