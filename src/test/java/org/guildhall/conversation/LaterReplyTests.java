package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.conversation.LaterReply.Held;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaterReplyTests {

    @ParameterizedTest
    @EnumSource(Floor.class)
    void whatIsAgainstAReplyIsThatItIsOverAndForAPlannedOneWhatWasNotRead(Floor floor) {
        Held over = floor == Floor.CLOSED ? Held.CLOSED : null;

        assertThat(LaterReply.against(true, floor, 1, 1)).isEqualTo(over);
        assertThat(LaterReply.against(false, floor, 1, 2)).isEqualTo(over);
        assertThat(LaterReply.against(true, floor, 1, 2)).isEqualTo(over == null ? Held.CITIZEN_WROTE : over);
    }
}
