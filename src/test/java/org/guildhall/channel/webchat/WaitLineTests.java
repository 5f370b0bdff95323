package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.guildhall.conversation.Conversations.Standing;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Wait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitLineTests {

    private static final String BACK = "We open again at 9am on Monday.";

    @Test
    void saysARangeOrThatNobodyCanTell() {
        assertThat(line(2, new Wait(5, 75), true, null))
                .isEqualTo("It usually takes between 5 minutes and 1 hour 15 minutes until a person writes.");
        assertThat(line(2, new Wait(60, 480), false, null))
                .isEqualTo(
                        "It usually takes between 1 hour and 8 hours of the time we are open until a person writes.");
        assertThat(line(2, null, false, null)).isEqualTo("We cannot say yet how long it takes.");
    }

    @Test
    void saysOutOfHoursWhenPeopleAreBackAndThatThePlaceIsKept() {
        assertThat(line(2, null, false, BACK)).isEqualTo(BACK + " You keep your place in the queue.");
        assertThat(line(2, new Wait(1, 5), false, BACK))
                .isEqualTo(BACK + " You keep your place in the queue."
                        + " After that it usually takes between 1 minute and 5 minutes until a person writes.");
    }

    @Test
    void saysNothingToWhoIsNotWaiting() {
        assertThat(line(null, null, false, null)).isNull();
    }

    private static @Nullable String line(
            @Nullable Integer place, @Nullable Wait usually, boolean throughout, @Nullable String back) {
        return WaitLine.of(
                new Standing(UUID.randomUUID(), Floor.QUEUE, "BIN-4F7K", place, 1, 0, usually, throughout, back));
    }
}
