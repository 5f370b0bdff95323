package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.ChannelAccounts.Known;
import org.guildhall.conversation.ChannelAccounts.Sign;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelAccountsTests {

    private final House house = new House();
    private final ChannelAccounts accounts = new ChannelAccounts(house.database);

    @Test
    void knowsWhatIsThereBeforeAnythingWasSeenOfIt() {
        accounts.note("telegram", "42", Optional.empty(), Set.of());

        assertThat(now(accounts.all())).containsExactly(new Known("telegram", "42", null, null, null, Map.of(), 0));
    }

    @Test
    void keepsWhenItWasFirstVerifiedAndLastHeardAndSent() {
        accounts.note("telegram", "42", Optional.empty(), Set.of(Sign.VERIFIED, Sign.HEARD, Sign.SENT));
        Known first = only();
        accounts.note("telegram", "42", Optional.empty(), Set.of(Sign.VERIFIED, Sign.HEARD));
        Known second = only();

        assertThat(second.verifiedAt()).isEqualTo(first.verifiedAt());
        assertThat(at(second.heardAt())).isAfter(at(first.heardAt()));
        assertThat(second.sentAt()).isEqualTo(first.sentAt());
    }

    @Test
    void countsTheMessagesThatAreChargedThisMonthOnly() {
        accounts.note("telegram", "42", Optional.empty(), Set.of());
        house.take(new Inbound.Charged("m1:charged", ANN, "utility"));
        house.sql
                .sql("insert into channel_charges values ('telegram', '42', '2025-01-01', 'utility', 7)")
                .update();

        assertThat(only().charged()).isEqualTo(Map.of("utility", 1L));
    }

    @Test
    void countsTheSegmentsOfTextsBesideTheTextsAndNoneTwice() {
        accounts.note("telegram", "42", Optional.empty(), Set.of());
        house.take(new Inbound.Charged("m1:charged", ANN, "sms", 3));
        house.take(new Inbound.Charged("m1:charged", ANN, "sms", 3));
        house.take(new Inbound.Charged("m2:charged", ANN, "sms", 4));
        house.take(new Inbound.Charged("m3:charged", ANN, "whatsapp"));

        assertThat(only().charged()).isEqualTo(Map.of("sms", 2L, "whatsapp", 1L));
        assertThat(only().segments()).isEqualTo(7);
    }

    @Test
    void aCitizenMayBeWrittenToFreelyForAsLongAsTheMessengerAllows() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        assertThat(left(conversation)).isNull();

        accounts.note("telegram", "42", Optional.of(Duration.ofHours(24)), Set.of());
        assertThat(left(conversation)).isBetween(Duration.ofHours(24).minusMinutes(2), Duration.ofHours(24));

        said("23 hours");
        assertThat(left(conversation)).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
        said("25 hours");
        assertThat(left(conversation)).isEqualTo(Duration.ZERO);

        house.settle();
        assertThat(left(conversation)).as("our own words open nothing").isEqualTo(Duration.ZERO);
        house.says(ANN, "e2", "two");
        assertThat(left(conversation)).isGreaterThan(Duration.ofHours(23));
    }

    private void said(String ago) {
        house.sql
                .sql("update messages set at = now() - cast(:ago as interval)")
                .param("ago", ago)
                .update();
    }

    private @Nullable Duration left(UUID conversation) {
        return now(house.conversations.transcript(conversation)).windowLeft();
    }

    private Known only() {
        return now(accounts.all()).getFirst();
    }

    private static Instant at(@Nullable Instant at) {
        return Objects.requireNonNull(at);
    }
}
