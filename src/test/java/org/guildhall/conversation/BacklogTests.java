package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.Test;

class BacklogTests {

    private final House house = new House();
    private final Backlog backlog = new Backlog(house.database);

    @Test
    void isNothingInAnEmptyHouse() {
        Backlog.Standing standing = backlog.look();

        assertThat(standing.oldestMessage()).isZero();
        assertThat(standing.overdueLease()).isZero();
        assertThat(standing.deliveries())
                .containsEntry("pending", 0L)
                .containsEntry("sending", 0L)
                .containsEntry("failed", 0L)
                .containsEntry("uncertain", 0L);
        assertThat(standing.queues()).isEmpty();
        assertThat(standing.deadLetters()).isZero();
    }

    @Test
    void knowsSinceWhenTheOldestMessageWaitsAndForgetsItWhenItIsDealtWith() {
        house.says(ANN, "e1", "my bin");
        house.says(ANN, "e2", "was not emptied");
        house.sql
                .sql("update messages set at = now() - interval '90 seconds' where seq = 1")
                .update();

        assertThat(backlog.look().oldestMessage()).isBetween(89.0, 120.0);

        house.settle();
        house.settle();
        assertThat(backlog.look().oldestMessage()).isZero();
    }

    @Test
    void seesAMessageThatHasFailedAndWaitsForItsNextTry() {
        house.says(ANN, "e1", "my bin");
        house.sql.sql("update messages set at = now() - interval '90 seconds'").update();
        house.sql
                .sql("update conversations set turn_due = now() + interval '1 minute'")
                .update();

        assertThat(backlog.look().oldestMessage()).isGreaterThan(89);
    }

    @Test
    void seesALeaseThatNobodyTookOver() {
        house.says(ANN, "e1", "my bin");
        house.turns.due(1);
        assertThat(backlog.look().overdueLease()).isZero();

        house.sql
                .sql("update conversations set lease_until = now() - interval '20 seconds'")
                .update();
        assertThat(backlog.look().overdueLease()).isBetween(19.0, 40.0);
    }

    @Test
    void countsDeliveriesByState() {
        for (int i = 0; i < 4; i++) {
            house.says(House.citizen(i), "e" + i, "hello");
        }
        house.settle();
        var taken = House.now(house.outbox.take(Outbox.Round.all("telegram"), 3, Duration.ZERO));
        House.now(house.outbox.settle(taken.get(0), new Delivery.Refused("bad request", false), Duration.ZERO));
        House.now(house.outbox.settle(taken.get(1), new Delivery.Sent("m1"), Duration.ZERO));

        assertThat(backlog.look().deliveries())
                .containsEntry("pending", 1L)
                .containsEntry("sending", 1L)
                .containsEntry("failed", 1L)
                .containsEntry("uncertain", 0L);

        house.sql
                .sql("update outbox set lease_until = now() - interval '15 seconds' where state = 'sending'")
                .update();
        assertThat(backlog.look().overdueLease()).isGreaterThan(14);
    }

    @Test
    void countsWhoWaitsForAPersonByTeam() {
        for (int i = 0; i < 3; i++) {
            house.says(House.citizen(i), "e" + i, "hello");
        }
        house.sql
                .sql(
                        "update conversations set floor = 'queue', team = 'waste', queued_at = now() - interval '10 minutes'")
                .update();
        house.sql
                .sql(
                        "update conversations set team = 'housing' where id = (select min(id::text)::uuid from conversations)")
                .update();

        assertThat(backlog.look().queues()).containsOnlyKeys("waste", "housing").hasEntrySatisfying("waste", waste -> {
            assertThat(waste.conversations()).isEqualTo(2);
            assertThat(waste.longest()).isBetween(599.0, 640.0);
        });
    }

    @Test
    void countsDeadLettersThatNobodyHasReplayed() {
        house.take(new Inbound.Unreadable("e1", ANN, "no idea"));
        house.take(new Inbound.Unreadable("e2", ANN, "no idea"));
        house.sql
                .sql("update dead_letters set replayed_at = now() where event_id = 'e1'")
                .update();

        assertThat(backlog.look().deadLetters()).isOne();
    }

    @Test
    void showsATeamUnderItsNameAndZeroOrNothingOnceNobodyWaits() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        BacklogMeters shown = new BacklogMeters(backlog, meters);
        assertThat(meters.get("guildhall.messages.oldest").gauge().value())
                .as("not looked yet")
                .isNaN();
        house.says(ANN, "e1", "hello");
        house.sql
                .sql("update conversations set floor = 'queue', team = 'waste', queued_at = now()")
                .update();
        shown.look();
        assertThat(meters.get("guildhall.queue.conversations")
                        .tag("team", "waste")
                        .gauge()
                        .value())
                .isOne();

        house.sql.sql("update conversations set floor = 'assistant'").update();
        shown.look();
        assertThat(meters.find("guildhall.queue.conversations").gauges()).isEmpty();
        assertThat(meters.get("guildhall.messages.oldest").gauge().value()).isPositive();
    }
}
