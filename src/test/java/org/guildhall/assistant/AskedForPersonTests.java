package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Ticket;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Priority;
import org.guildhall.message.Choice;
import org.junit.jupiter.api.Test;

class AskedForPersonTests {

    private final AskedForPerson step = new AskedForPerson(Scene.HANDOVERS);
    private final AskedForPerson atNight = new AskedForPerson(Scene.HANDOVERS_AT_NIGHT);

    @Test
    void handsOverWhenAskedInWords() {
        Decision decision = decide(Scene.withTheAssistant().says("can i talk to a person"));

        assertThat(decision.outcome()).isEqualTo("handed_over_asked");
        assertThat(Scene.handover(decision).team()).isEqualTo("front-desk");
        assertThat(Scene.handover(decision).priority()).isEqualTo(Priority.NORMAL);
    }

    @Test
    void handsOverToTheTeamOfTheLastAnswer() {
        Heard heard = Scene.withTheAssistant()
                .afterQuoting("missed-bin", "my bin was not emptied")
                .taps("person");

        assertThat(Scene.handover(decide(heard)).team()).isEqualTo("waste");
    }

    @Test
    void handsOverToTheTeamOfTheFirstOfferWhenNoneWasMeant() {
        Heard heard = Scene.withTheAssistant()
                .offered(new Choice("article:pay-council-tax", "Pay"), new Choice("none", "None of these"))
                .taps("none");

        assertThat(decide(heard).outcome()).isEqualTo("handed_over_none_of_these");
        assertThat(Scene.handover(decide(heard)).team()).isEqualTo("council-tax");
    }

    @Test
    void handsOverToTheFrontDeskWhenTheOfferIsForgotten() {
        assertThat(Scene.handover(decide(Scene.withTheAssistant().taps("none"))).team())
                .isEqualTo("front-desk");
    }

    @Test
    void takesItBackToAPersonWhenItIsNotSolved() {
        Scene scene = Scene.withTheAssistant().remembering(Memory.NONE.quoting("bin-days", "when is bin day"));

        assertThat(decide(scene.taps("not-solved")).outcome()).isEqualTo("handed_over_not_solved");
        assertThat(Scene.handover(decide(scene.taps("not-solved"))).team()).isEqualTo("waste");
    }

    @Test
    void saysSoWhenTheConversationIsInTheQueueAgainAlready() {
        Decision decision = decide(Scene.inTheQueue().taps("not-solved"));

        assertThat(decision.outcome()).isEqualTo("handed_over_not_solved");
    }

    @Test
    void tellsReferencePlaceAndOpeningHours() {
        assertThat(Scene.read(decide(Scene.withTheAssistant().taps("person")))).containsExactly("""
                        I am passing you to a person.

                        Your reference is **BIN-4F7K**. You are number 2 in the queue.

                        We are open Monday to Friday, 9am to 5pm, but not on bank holidays. A person will write to you here.""");
    }

    @Test
    void saysKindlyWhenAPersonIsBack() {
        Decision decision =
                atNight.decide(Scene.withTheAssistant().taps("person")).orElseThrow();

        assertThat(Scene.read(decision).getFirst())
                .contains(
                        "Nobody is at the desk right now. We open again at 9am on Monday. We are open Monday to Friday")
                .contains("If it cannot wait, ring 01632 960 999.");
    }

    @Test
    void saysThatTheReferenceIsStillTheSame() {
        Decision decision = decide(Scene.withTheAssistant().taps("not-solved"));

        assertThat(Scene.handover(decision)
                        .wording()
                        .apply(new Ticket("BIN-4F7K", 1, true))
                        .content()
                        .text())
                .contains("Your reference is still **BIN-4F7K**. You are number 1");
    }

    @Test
    void introducesItselfWhenThatIsTheFirstThingItSays() {
        Decision decision = decide(Scene.withTheAssistant().neverMet().says("can i talk to a person"));

        assertThat(Scene.read(decision).getFirst()).contains("automatic assistant");
        assertThat(decision.memory().introduced()).isTrue();
    }

    @Test
    void leavesQuestionsAlone() {
        assertThat(step.decide(Scene.withTheAssistant().says("bins"))).isEmpty();
        assertThat(step.decide(Scene.withTheAssistant().says("hello"))).isEmpty();
    }

    private Decision decide(Heard heard) {
        return step.decide(heard).orElseThrow();
    }
}
