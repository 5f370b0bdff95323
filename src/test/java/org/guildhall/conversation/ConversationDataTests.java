package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.privacy.PersonalData.Citizen;
import org.junit.jupiter.api.Test;

class ConversationDataTests {

    private final House house = new House();

    @Test
    void exportsWhatACitizenSaidAndHeard() {
        house.says(ANN, "e1", "my bin");
        house.settle();

        assertThat(house.data.export(ann()).toString()).contains("my bin", "You said: my bin", "Ann");
    }

    @Test
    void erasingLeavesNothingOfThemAndEverythingOfOthers() {
        house.says(ANN, "e1", "my bin");
        house.says(House.citizen(2), "e2", "my street");
        house.settle();
        Citizen ann = ann();
        house.data.erase(ann);

        assertThat(house.sql
                        .sql("select text from messages where sender = 'citizen'")
                        .query(String.class)
                        .list())
                .containsExactly("my street");
        assertThat(house.sql
                        .sql("select count(*) from citizens")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(house.sql
                        .sql("select count(*) from outbox where payload::text like '%my bin%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void erasingTakesTheIdsAlongUnderWhichMessengersTellOfOurReplies() {
        house.says(ANN, "e1", "my bin");
        house.settle();
        Outbox.Dispatch head = House.now(house.outbox.take(Outbox.Round.all("telegram"), 1, Duration.ZERO))
                .getFirst();
        House.now(house.outbox.settle(head, new Delivery.Partly(new Delivery.Accepted("m1"), 1, false), Duration.ZERO));
        house.take(new Inbound.Receipt("r1", ANN, "not yet known", Stage.READ, null));
        assertThat(ids()).isEqualTo(2);
        house.data.erase(ann());

        assertThat(ids()).isZero();
    }

    private int ids() {
        return house.sql
                .sql("select (select count(*) from outbox_messages) + (select count(*) from outbox_receipts)")
                .query(Integer.class)
                .single();
    }

    @Test
    void whatIsPastItsDateGoesAndTheRestStays() {
        house.says(ANN, "e1", "old");
        house.says(House.citizen(2), "e2", "new");
        house.sql.sql("""
                        update conversations set delete_after = now() - interval '1 day'
                        where id in (select conversation from messages where text = 'old')""").update();

        assertThat(house.data.expire()).isPositive();
        assertThat(house.sql
                        .sql("select text from messages")
                        .query(String.class)
                        .list())
                .containsExactly("new");
    }

    /** A messenger that goes on for seven days is still told that we have it. */
    @Test
    void anEventIsToBeRememberedForEightDaysAtLeast() {
        house.says(ANN, "e1", "my bin");

        assertThat(house.sql
                        .sql("select delete_after >= now() + interval '8 days' from inbox_events")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void anEventIsRememberedUntilItsDateAndNotLonger() {
        house.says(ANN, "e1", "my bin");
        house.says(ANN, "e2", "my street");
        timePasses("e1", "7.9 days");
        timePasses("e2", "14.1 days");
        house.data.expire();

        assertThat(house.sql
                        .sql("select event_id from inbox_events")
                        .query(String.class)
                        .list())
                .containsExactly("e1");
    }

    @Test
    void whatComesAgainAfterTwoDaysIsStillACopy() {
        Accepted first = house.says(ANN, "e1", "my bin");
        house.settle();
        timePasses("e1", "48 hours");
        house.data.expire();
        Accepted again = house.says(ANN, "e1", "my bin");
        house.settle();

        assertThat(again).isEqualTo(new Accepted(first.conversation(), first.seq(), true));
        assertThat(house.transcript(Objects.requireNonNull(first.conversation())))
                .containsExactly("citizen: my bin", "assistant: You said: my bin");
    }

    private void timePasses(String event, String time) {
        house.sql.sql("""
                        update inbox_events
                        set received_at = received_at - :time::interval, delete_after = delete_after - :time::interval
                        where event_id = :event""").param("time", time).param("event", event).update();
    }

    @Test
    void erasingTakesRawBodiesAlongThatNameThem() {
        house.says(ANN, "e1", "my bin");
        keep("{\"from\":{\"id\":1001},\"text\":\"canary\"");
        keep("{\"from\":{\"id\":10010},\"text\":\"somebody else\"");
        assertThat(house.data.export(ann()).toString()).contains("canary").doesNotContain("somebody else");
        house.data.erase(ann());

        assertThat(house.sql
                        .sql("select encode(body, 'escape') from dead_letters")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("somebody else");
    }

    private void keep(String body) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        House.now(house.inbox
                .keep(new RawCall("telegram", "42", "POST", "", null, bytes), "not JSON")
                .thenReturn(true));
    }

    private Citizen ann() {
        UUID id = house.sql
                .sql("select citizen from addresses where person = :person")
                .param("person", ANN.person())
                .query(UUID.class)
                .single();
        return new Citizen(id, List.of(ANN));
    }
}
