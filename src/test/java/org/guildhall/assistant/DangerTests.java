package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Ticket;
import org.guildhall.conversation.Priority;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.api.Test;

class DangerTests {

    private final Danger danger = new Danger(Scene.VOICE, Scene.HANDOVERS, Scene.hours(Scene.MONDAY_MORNING));
    private final Danger atNight = new Danger(Scene.VOICE, Scene.HANDOVERS_AT_NIGHT, Scene.hours(Scene.SUNDAY_NIGHT));

    @Test
    void saysTheNumbersAtOnceAndNothingElseInThatMessage() {
        Decision decision = decide(danger, Scene.withTheAssistant().neverMet().says("I smell gas in the kitchen"));

        assertThat(decision.outcome()).isEqualTo("handed_over_danger");
        assertThat(decision.replies().getFirst().content().text())
                .isEqualTo(Scene.ANSWERS.article("gas-leak").orElseThrow().text());
        assertThat(decision.replies().getFirst().quoted()).isEqualTo(decision.article());
        assertThat(Scene.article(decision).version()).isEqualTo(7);
    }

    @Test
    void putsItBeforeAllOthersInTheArticlesTeam() {
        Decision decision = decide(danger, Scene.withTheAssistant().says("my dad hits my little brother"));

        assertThat(Scene.handover(decision).priority()).isEqualTo(Priority.DANGER);
        assertThat(Scene.handover(decision).team()).isEqualTo("social-care");
    }

    @Test
    void winsOverAnotherQuestionInTheSameMessage() {
        Decision decision =
                decide(danger, Scene.withTheAssistant().says("my bin was not emptied and also i smell gas"));

        assertThat(Scene.article(decision).article()).isEqualTo("gas-leak");
    }

    @Test
    void speaksWhileStaffHoldTheFloorAndSaysThatTheyAreAlerted() {
        Decision decision = decide(danger, Scene.withStaff().says("i smell gas"));

        assertThat(Scene.handover(decision).priority()).isEqualTo(Priority.DANGER);
        assertThat(Scene.read(decision).getLast())
                .contains("alerted the person you are writing with")
                .doesNotContain("reference");
    }

    @Test
    void speaksInTheQueueToo() {
        assertThat(decide(danger, Scene.inTheQueue().says("i smell gas")).outcome())
                .isEqualTo("handed_over_danger");
    }

    @Test
    void readsTheCaptionOfAPhoto() {
        Heard heard = Scene.withTheAssistant().sends(Scene.media(MediaKind.PHOTO, "i smell gas here"));

        assertThat(decide(danger, heard).outcome()).isEqualTo("handed_over_danger");
    }

    @Test
    void hearsItInWordsThatWereReadAsAPick() {
        Heard heard = Scene.withTheAssistant().types("i smell gas", "article:missed-bin");

        assertThat(Scene.article(decide(danger, heard)).article()).isEqualTo("gas-leak");
    }

    @Test
    void doesNotPromiseAPersonAtNight() {
        Decision decision = decide(atNight, Scene.withTheAssistant().says("i smell gas"));

        assertThat(Scene.read(decision).getLast())
                .contains("Nobody is at the desk right now. We open again at 9am on Monday.")
                .contains("do not wait for us");
    }

    @Test
    void givesTheReferenceOfTheTicket() {
        Decision decision = decide(danger, Scene.withTheAssistant().says("i smell gas"));
        String alerted = Scene.handover(decision)
                .wording()
                .apply(new Ticket("GAS-7KMP", 1, true))
                .content()
                .text();

        assertThat(alerted).contains("GAS-7KMP").contains("Ring the number above now");
    }

    @Test
    void leavesEverythingElseAlone() {
        assertThat(danger.decide(Scene.withTheAssistant().says("my bin was not emptied")))
                .isEmpty();
    }

    private static Decision decide(Danger step, Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
