package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Wait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueQuestionTests {

    private final QueueQuestion step = new QueueQuestion(Scene.VOICE, Scene.MANNER, Scene.WAITS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how long?",
                "How long will it take",
                "how much longer do I have to wait?",
                "am I still in the queue?",
                "what number am i in the queue",
                "is anybody there?",
                "when will someone reply",
                "when?",
                "I am still waiting",
                "have you forgotten about me?",
                "where am i in the queue now please"
            })
    void isAboutTheQueue(String words) {
        Decision decision = step.decide(waiting(new Wait(10, 75)).says(words)).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("queued_waiting");
        assertThat(decision.handover()).isNull();
        assertThat(Scene.read(decision)).containsExactly("""
                        You are still in the queue, and a person will write to you here.

                        You are number 2. That usually takes between 10 minutes and 1 hour 15 minutes.""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how long does a blue badge take",
                "when is bin day",
                "what is the queue like at the tip",
                "is there a person for council tax",
                "it is the blue one by the gate",
                "the bin men did not come",
                "thanks"
            })
    void isAboutSomethingElse(String words) {
        assertThat(step.decide(waiting(null).says(words))).isEmpty();
    }

    @Test
    void isAboutTheAnswerThatWasJustQuotedUnlessItNamesTheQueue() {
        Scene answered = waiting(null).afterQuoting("missed-bin", "my bin was not emptied");

        assertThat(step.decide(answered.says("how long does it take?"))).isEmpty();
        assertThat(step.decide(answered.says("how long is the queue?"))).isPresent();
    }

    @Test
    void saysThatNobodyCanTellRatherThanNothing() {
        assertThat(told(waiting(null).says("how long?")))
                .endsWith("You are number 2. We cannot say yet how long that takes.");
    }

    @Test
    void saysWhatCountsWhenItGoesOverTheEndOfTheDay() {
        assertThat(told(waiting(new Wait(60, 480)).says("how long?")))
                .endsWith("That usually takes between 1 hour and 8 hours of the time we are open.");
    }

    @Test
    void saysOutOfHoursWhenPeopleAreBackAndThatThePlaceIsKept() {
        QueueQuestion atNight = new QueueQuestion(Scene.VOICE, Scene.MANNER, Scene.WAITS_AT_NIGHT);

        assertThat(Scene.read(atNight.decide(waiting(null).says("how long?")).orElseThrow())
                        .getFirst())
                .endsWith("You are number 2. Nobody is at the desk right now. We open again at 9am on Monday."
                        + " You keep your place in the queue.");
        assertThat(Scene.read(atNight.decide(waiting(new Wait(5, 10)).says("how long?"))
                                .orElseThrow())
                        .getFirst())
                .endsWith("That usually takes between 5 minutes and 10 minutes of the time we are open.");
    }

    @Test
    void leavesWhoIsNotInTheQueueAlone() {
        assertThat(step.decide(Scene.withTheAssistant().says("how long?"))).isEmpty();
        assertThat(step.decide(Scene.withStaff().says("how long?"))).isEmpty();
    }

    @Test
    void theHandoverSaysItToo() {
        Decision decision = Scene.HANDOVERS.to(
                "waste", Scene.withTheAssistant().says("help"), Outcome.HANDED_OVER_ASKED, "handover.asked");

        assertThat(worded(decision, new Decision.Ticket("BIN-4F7K", 2, false, "waste", new Wait(5, 15))))
                .endsWith("A person will write to you here. That usually takes between 5 minutes and 15 minutes.");
        assertThat(worded(decision, new Decision.Ticket("BIN-4F7K", 2, false, "waste", null)))
                .endsWith("A person will write to you here. We cannot say yet how long that takes.");
    }

    private static String worded(Decision decision, Decision.Ticket ticket) {
        return Scene.handover(decision).wording().apply(ticket).content().text();
    }

    private String told(Heard heard) {
        Optional<Decision> decision = step.decide(heard);
        return Scene.read(decision.orElseThrow()).getFirst();
    }

    private static Scene waiting(@Nullable Wait wait) {
        return Scene.inTheQueue().waitingFor("waste", wait);
    }
}
