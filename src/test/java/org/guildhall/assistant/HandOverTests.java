package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.junit.jupiter.api.Test;

class HandOverTests {

    private final HandOver step = new HandOver(Scene.HANDOVERS);

    @Test
    void handsOverToTheTeamOfTheLikeliestArticle() {
        Decision decision = decide("my bill looks odd");

        assertThat(decision.outcome()).isEqualTo("handed_over_unsure");
        assertThat(Scene.handover(decision).team()).isEqualTo("council-tax");
        assertThat(decision.confidence()).isEqualTo(0.30);
        assertThat(decision.replies()).isEmpty();
    }

    @Test
    void handsOverToTheFrontDeskWhenNoArticleIsNear() {
        assertThat(Scene.handover(decide("do you sell elephants")).team()).isEqualTo("front-desk");
    }

    @Test
    void saysWhy() {
        assertThat(Scene.read(decide("do you sell elephants")).getFirst())
                .startsWith("I am not sure about that, so I am passing you to a person who can help.");
    }

    private Decision decide(String words) {
        return step.decide(Scene.withTheAssistant().says(words)).orElseThrow();
    }
}
