package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations that their holder has put off. */
class SnoozeTests {

    private final House house = new House();
    private final Instant later = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void samPutsAnnOff() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
        assertThat(now(house.snooze.until(conversation, by(SAM), later))).isEqualTo(new Claim.Yours());
    }

    @Test
    void leaveTheQueueAndTheirHoldersListAndSayUntilWhen() {
        assertThat(now(house.queue.waiting(Set.of()))).isEmpty();
        assertThat(now(house.queue.heldBy(SAM))).isEmpty();
        assertThat(now(house.snooze.of(SAM))).extracting(Summary::snoozedUntil).containsExactly(later);
        assertThat(now(house.snooze.of(ALEX))).isEmpty();
    }

    @Test
    void comeBackAtTheirTime() {
        house.sql.sql("update conversations set snoozed_until = now()").update();

        isBack();
    }

    @Test
    void comeBackAtOnceWhenTheCitizenWrites() {
        house.says(ANN, "e2", "it is on fire now");

        isBack();
    }

    @Test
    void comeBackWhenTheirHolderWantsThem() {
        now(house.snooze.wake(conversation, by(SAM)));

        isBack();
    }

    @Test
    void areNobodysToPutOffButTheirHolders() {
        assertThat(now(house.snooze.wake(conversation, by(ALEX)))).isEqualTo(new Claim.HeldBy(SAM));
        assertThat(now(house.snooze.until(UUID.randomUUID(), by(SAM), later))).isEqualTo(new Claim.Missing());
        now(house.casework.close(conversation, by(SAM), "solved"));
        assertThat(now(house.snooze.until(conversation, by(SAM), later))).isEqualTo(new Claim.Over());
    }

    @Test
    void areSeenByWhoeverTheyAreHandedToAlsoWhenTheyComeBackToTheSame() {
        now(house.casework.transferToStaff(conversation, by(SAM), ALEX));
        assertThat(now(house.queue.heldBy(ALEX))).extracting(Summary::id).containsExactly(conversation);
        now(house.casework.transferToStaff(conversation, by(ALEX), SAM));

        isBack();
    }

    private void isBack() {
        assertThat(now(house.queue.heldBy(SAM))).extracting(Summary::id).containsExactly(conversation);
        assertThat(now(house.snooze.of(SAM))).isEmpty();
        assertThat(now(house.conversations.summary(conversation)).snoozedUntil())
                .isNull();
    }
}
