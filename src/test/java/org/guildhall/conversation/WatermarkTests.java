package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatermarkTests {

    private static final Address BO = new Address("telegram", "42", "1002", "1002");

    private final House house = new House();

    @BeforeEach
    void threeRepliesOfWhichTwoWentOut() {
        house.says(ANN, "e1", "one");
        house.says(ANN, "e2", "two");
        house.settle();
        send("m1");
        send("m2");
        house.says(ANN, "e3", "three");
        house.settle();
    }

    @Test
    void whatWasSentUntilThenIsReadAndWhatIsStillWaitingIsNot() {
        rises("w1", ANN, Stage.READ, Instant.now().plusSeconds(60));

        assertThat(states()).containsExactly("read", "read", "pending");
    }

    @Test
    void whatWasWrittenLaterIsNotMeant() {
        house.sql
                .sql("update outbox set created_at = now() + interval '1 hour' where provider_id = 'm2'")
                .update();

        rises("w1", ANN, Stage.READ, Instant.now().plusSeconds(60));

        assertThat(states()).containsExactly("read", "sent", "pending");
    }

    @Test
    void itStandsStillAtTheMomentItself() {
        Instant first = house.sql
                .sql("select created_at from outbox where provider_id = 'm1'")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();

        rises("w1", ANN, Stage.DELIVERED, first.minusNanos(1_000));
        assertThat(states()).containsExactly("sent", "sent", "pending");
        rises("w2", ANN, Stage.DELIVERED, first);
        assertThat(states().getFirst()).isEqualTo("delivered");
    }

    @Test
    void itNeverGoesBackAndNeverCountsForAnother() {
        rises("w1", BO, Stage.READ, Instant.now().plusSeconds(60));
        assertThat(states()).containsExactly("sent", "sent", "pending");

        rises("w2", ANN, Stage.READ, Instant.now().plusSeconds(60));
        rises("w3", ANN, Stage.DELIVERED, Instant.now().plusSeconds(60));
        assertThat(states()).containsExactly("read", "read", "pending");
    }

    private void rises(String eventId, Address whose, Stage stage, Instant until) {
        house.take(new Inbound.CaughtUp(eventId, whose, stage, until));
    }

    private void send(String providerId) {
        List<Outbox.Dispatch> heads = House.now(house.outbox.take(Outbox.Round.all("telegram"), 1, Duration.ZERO));
        House.now(house.outbox.settle(heads.getFirst(), new Delivery.Sent(providerId), Duration.ZERO));
    }

    private List<@Nullable String> states() {
        return house.sql
                .sql("select state from outbox order by seq, part")
                .query(String.class)
                .list();
    }
}
