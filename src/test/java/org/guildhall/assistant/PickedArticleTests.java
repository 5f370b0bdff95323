package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.junit.jupiter.api.Test;

class PickedArticleTests {

    private final PickedArticle step = new PickedArticle(Scene.VOICE, Scene.QUOTING, Scene.ANSWERS);

    @Test
    void quotesTheArticleThatWasTapped() {
        Decision decision = decide(Scene.withTheAssistant().taps("article:bin-days"));

        assertThat(decision.outcome()).isEqualTo("answered_picked");
        assertThat(Scene.article(decision).article()).isEqualTo("bin-days");
        assertThat(Scene.titles(decision)).containsExactly("Yes", "No", "Talk to a person");
    }

    @Test
    void quotesItWhenItWasTypedAsANumber() {
        assertThat(Scene.article(decide(Scene.withTheAssistant().types("2", "article:bin-days")))
                        .article())
                .isEqualTo("bin-days");
    }

    @Test
    void remembersTheQuestionThatLedToTheOffer() {
        Scene scene = Scene.withTheAssistant();
        scene.remembering(org.guildhall.conversation.Memory.NONE.asking("bins"));

        assertThat(decide(scene.taps("article:bin-days")).memory().lastQuestion())
                .isEqualTo("bins");
    }

    @Test
    void isKindAboutAnArticleThatIsGone() {
        Decision decision = decide(Scene.withTheAssistant().taps("article:taken-down"));

        assertThat(decision.outcome()).isEqualTo("gone_choice");
        assertThat(Scene.read(decision).getFirst()).startsWith("I am sorry, that page is no longer here.");
        assertThat(Scene.titles(decision)).containsExactly("Talk to a person");
    }

    @Test
    void keepsThePlaceWhenTheArticleIsGoneInTheQueue() {
        Decision decision = decide(Scene.inTheQueue().taps("article:taken-down"));

        assertThat(Scene.read(decision).getFirst()).contains("You are number 2.");
        assertThat(decision.memory().offer()).isEmpty();
    }

    @Test
    void isKindAboutAButtonNobodyKnowsAnyMore() {
        assertThat(decide(Scene.withTheAssistant().taps("colour:blue")).outcome())
                .isEqualTo("gone_choice");
    }

    @Test
    void readsTheWordsWhenAnUnknownPickHasSome() {
        assertThat(step.decide(Scene.withTheAssistant().types("my bin was not emptied", "colour:blue")))
                .isEmpty();
    }

    @Test
    void leavesOtherPicksAndFreeWordsAlone() {
        assertThat(step.decide(Scene.withTheAssistant().taps("helped-yes"))).isEmpty();
        assertThat(step.decide(Scene.withTheAssistant().says("bins"))).isEmpty();
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
