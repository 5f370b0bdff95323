package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Tried;
import org.guildhall.conversation.Quoted;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.api.Test;

class AnswerTests {

    private static final String TEXT =
            Scene.ANSWERS.article("missed-bin").orElseThrow().text();

    private final Answer step = new Answer(Scene.QUOTING);

    @Test
    void quotesTheArticleAndAsksWhetherItHelped() {
        Decision decision = decide(Scene.withTheAssistant().says("my bin was not emptied"));

        assertThat(decision.outcome()).isEqualTo("answered");
        assertThat(decision.replies()).hasSize(1);
        assertThat(decision.replies().getFirst().content()).isInstanceOf(Content.Choices.class);
        assertThat(Scene.read(decision)).containsExactly(TEXT + "\n\nDid this help?");
        assertThat(Scene.titles(decision)).containsExactly("Yes", "No", "Talk to a person");
    }

    @Test
    void namesTheVersionItQuoted() {
        Decision decision = decide(Scene.withTheAssistant().says("my bin was not emptied"));

        assertThat(decision.article())
                .isEqualTo(new Quoted("missed-bin", 7, "Report a missed bin", LocalDate.of(2027, 3, 31)));
        assertThat(decision.replies().getFirst().quoted()).isEqualTo(decision.article());
        assertThat(decision.confidence()).isEqualTo(0.97);
        assertThat(decision.tried()).extracting(Tried::id).containsExactly("missed-bin", "bin-days");
    }

    @Test
    void introducesItselfInTheSameMessageTheFirstTimeOnly() {
        Decision first = decide(Scene.withTheAssistant().neverMet().says("my bin was not emptied"));

        assertThat(Scene.read(first)).hasSize(1);
        assertThat(Scene.read(first).getFirst())
                .startsWith(TEXT)
                .contains("automatic assistant")
                .endsWith("Did this help?");
        assertThat(first.memory().introduced()).isTrue();
    }

    @Test
    void answersTheCaptionOfAPhoto() {
        Heard heard = Scene.withTheAssistant().sends(Scene.media(MediaKind.PHOTO, "my bin was not emptied"));

        assertThat(decide(heard).outcome()).isEqualTo("answered");
    }

    @Test
    void keepsThePlaceInTheQueue() {
        Decision decision = decide(Scene.inTheQueue().says("when is bin day"));

        assertThat(Scene.read(decision))
                .containsExactly("Look up your street to see your bin days.\n\nYou are number 2.");
        assertThat(decision.memory().offer()).isEmpty();
        assertThat(decision.handover()).isNull();
    }

    @Test
    void keepsTheMissesUntilSomethingHelped() {
        assertThat(decide(Scene.withTheAssistant().afterMisses(1).says("when is bin day"))
                        .memory()
                        .misses())
                .isEqualTo(1);
    }

    @Test
    void leavesWhatIsNotSureAlone() {
        assertThat(step.decide(Scene.withTheAssistant().says("bins"))).isEmpty();
        assertThat(step.decide(Scene.withTheAssistant().says("my bill looks odd")))
                .isEmpty();
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
