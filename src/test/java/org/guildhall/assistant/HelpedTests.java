package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpedTests {

    private final Helped step = new Helped(Scene.VOICE, Scene.HANDOVERS, Scene.ANSWERS);

    @Test
    void isGladAndForgetsTheMisses() {
        Decision decision = decide(Scene.withTheAssistant().afterMisses(1).taps("helped-yes"));

        assertThat(decision.outcome()).isEqualTo("helped_yes");
        assertThat(decision.memory().misses()).isZero();
        assertThat(decision.memory().offer()).isEmpty();
    }

    @Test
    void apologisesAtTheFirstNoAndOffersTheOtherArticlesAndAPerson() {
        Decision decision = decide(answered().taps("helped-no"));

        assertThat(decision.outcome()).isEqualTo("helped_no");
        assertThat(decision.handover()).isNull();
        assertThat(decision.memory().misses()).isEqualTo(1);
        assertThat(Scene.titles(decision)).containsExactly("Find your bin day", "Talk to a person");
        assertThat(Scene.read(decision).getFirst()).startsWith("I am sorry that did not help. Is it one of these?");
    }

    @Test
    void asksForOtherWordsWhenThereIsNoOtherArticle() {
        Heard heard = Scene.withTheAssistant()
                .afterQuoting("pay-council-tax", "how do i pay my council tax")
                .taps("helped-no");

        assertThat(Scene.titles(decide(heard))).containsExactly("Talk to a person");
        assertThat(Scene.read(decide(heard)).getFirst()).contains("Ask me again in other words");
    }

    @Test
    void handsOverAtTheSecondNoToTheArticlesTeam() {
        Decision decision = decide(answered().afterMisses(1).taps("helped-no"));

        assertThat(decision.outcome()).isEqualTo("handed_over_misses");
        assertThat(Scene.handover(decision).team()).isEqualTo("waste");
        assertThat(decision.memory().misses()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Yep", "yes thanks!", "👍", "Yes, it did."})
    void takesYesInOtherWords(String words) {
        assertThat(decide(asked().says(words)).outcome()).isEqualTo("helped_yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "Not really", "No, it didn't", "No it didn’t.", "👎"})
    void takesNoInOtherWords(String words) {
        assertThat(decide(asked().says(words)).outcome()).isEqualTo("helped_no");
    }

    @Test
    void readsYesAndNoAsAnAnswerOnlyWhileTheQuestionIsOpen() {
        assertThat(step.decide(answered().says("nope"))).isEmpty();
    }

    @Test
    void keepsThePlaceInTheQueue() {
        Decision no = decide(Scene.inTheQueue().taps("helped-no"));
        Decision yes = decide(Scene.inTheQueue().taps("helped-yes"));

        assertThat(no.handover()).isNull();
        assertThat(Scene.read(no).getFirst()).contains("You are number 2.");
        assertThat(Scene.read(yes).getFirst()).contains("You are number 2.");
    }

    private static Scene answered() {
        return Scene.withTheAssistant().afterQuoting("missed-bin", "my bin was not emptied");
    }

    private static Scene asked() {
        return answered().offered(Scene.VOICE.choice(Picks.HELPED_YES), Scene.VOICE.choice(Picks.HELPED_NO));
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
