package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.Decision;
import org.junit.jupiter.api.Test;

class StaffHasTheFloorTests {

    private final StaffHasTheFloor step = new StaffHasTheFloor(Scene.VOICE);

    @Test
    void saysNothingWhileStaffTalkWithTheCitizen() {
        Decision decision =
                step.decide(Scene.withStaff().says("my bin was not emptied")).orElseThrow();

        assertThat(decision.outcome()).isEqualTo("silent_staff");
        assertThat(decision.replies()).isEmpty();
        assertThat(decision.handover()).isNull();
    }

    @Test
    void takesWhatWasOfferedBeforeOffTheTable() {
        Heard heard =
                Scene.withStaff().offered(Scene.VOICE.choice(Picks.PERSON)).says("ok");

        assertThat(step.decide(heard).orElseThrow().memory().offer()).isEmpty();
    }

    @Test
    void leavesTheOtherFloorsAlone() {
        assertThat(step.decide(Scene.withTheAssistant().says("hello"))).isEmpty();
        assertThat(step.decide(Scene.inTheQueue().says("hello"))).isEmpty();
    }
}
