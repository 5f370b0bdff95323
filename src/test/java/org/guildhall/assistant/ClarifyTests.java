package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.guildhall.message.Choice;
import org.junit.jupiter.api.Test;

class ClarifyTests {

    private final Clarify step = new Clarify(Scene.VOICE, Scene.HANDOVERS);

    @Test
    void offersUpToThreeArticlesAndNoneOfThese() {
        Decision decision = decide(Scene.withTheAssistant().says("bins"));

        assertThat(decision.outcome()).isEqualTo("clarified");
        assertThat(Scene.read(decision)).containsExactly("Did you mean one of these?");
        assertThat(decision.memory().offer())
                .containsExactly(
                        new Choice("article:missed-bin", "Report a missed bin"),
                        new Choice("article:bin-days", "Find your bin day"),
                        new Choice("article:garden-waste", "Garden waste collections"),
                        new Choice("none", "None of these"));
    }

    @Test
    void remembersTheQuestion() {
        assertThat(decide(Scene.withTheAssistant().says("bins")).memory().lastQuestion())
                .isEqualTo("bins");
    }

    @Test
    void countsAnOfferNobodyPickedFromAsAMiss() {
        Heard heard =
                Scene.withTheAssistant().offered(Scene.VOICE.choice(Picks.NONE)).says("bin help");

        assertThat(decide(heard).outcome()).isEqualTo("clarified");
        assertThat(decide(heard).memory().misses()).isEqualTo(1);
    }

    @Test
    void handsOverInsteadOfAskingForEver() {
        Heard heard = Scene.withTheAssistant()
                .afterMisses(1)
                .offered(Scene.VOICE.choice(Picks.NONE))
                .says("green bin thing");

        assertThat(decide(heard).outcome()).isEqualTo("handed_over_misses");
        assertThat(Scene.handover(decide(heard)).team()).isEqualTo("waste");
    }

    @Test
    void leavesEverythingElseAlone() {
        assertThat(step.decide(Scene.withTheAssistant().says("my bin was not emptied")))
                .isEmpty();
        assertThat(step.decide(Scene.withTheAssistant().says("my bill looks odd")))
                .isEmpty();
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
