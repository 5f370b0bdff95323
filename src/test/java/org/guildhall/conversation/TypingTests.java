package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.Test;

class TypingTests {

    private final House house = new House();
    private final List<String> citizens = heard(Typing.CITIZEN);
    private final List<String> staff = heard(Typing.STAFF);

    private List<String> heard(String signal) {
        List<String> keys = new CopyOnWriteArrayList<>();
        house.signals.on(signal).subscribe(keys::add);
        return keys;
    }

    @Test
    void ofACitizenIsASignalAndNothingElse() {
        UUID conversation = house.says(House.ANN, "1", "hello").conversation();

        Accepted accepted = house.take(new Inbound.Typing("2", House.ANN));

        assertThat(accepted).isEqualTo(Accepted.NOT_A_MESSAGE);
        assertThat(citizens).containsExactly(String.valueOf(conversation));
        assertThat(house.sql
                        .sql("select event_id from inbox_events")
                        .query(String.class)
                        .list())
                .containsExactly("1");
    }

    @Test
    void isToldOnceHoweverManyKeysThereAre() {
        UUID conversation = UUID.randomUUID();
        house.says(House.ANN, "1", "hello");
        for (int key = 2; key < 30; key++) {
            house.take(new Inbound.Typing(Integer.toString(key), House.ANN));
            house.typing.staff(conversation);
        }

        assertThat(citizens).hasSize(1);
        assertThat(staff).containsExactly(conversation.toString());
    }

    @Test
    void isToldAgainOfWhoeverGoesOnAfterThreeSeconds() {
        UUID conversation = UUID.randomUUID();
        house.says(House.ANN, "1", "hello");
        bothType(conversation);

        house.typingNanos.addAndGet(Duration.ofSeconds(3).minusMillis(1).toNanos());
        bothType(conversation);
        assertThat(citizens).hasSize(1);
        assertThat(staff).hasSize(1);

        house.typingNanos.addAndGet(Duration.ofMillis(1).toNanos());
        bothType(conversation);
        assertThat(citizens).hasSize(2);
        assertThat(staff).containsExactly(conversation.toString(), conversation.toString());
    }

    private void bothType(UUID conversation) {
        house.take(new Inbound.Typing("2", House.ANN));
        house.typing.staff(conversation);
    }

    @Test
    void ofAStrangerIsNobodysBusiness() {
        house.take(new Inbound.Typing("1", House.ANN));

        assertThat(citizens).isEmpty();
        assertThat(house.sql
                        .sql("select count(*) from addresses")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
