package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.privacy.PersonalData.Citizen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A citizen whom a messenger calls by several names, or by another than before. */
class MovesTests {

    private static final Address BY_NUMBER = address("447700900123", "447700900123");
    private static final Address HIDDEN = address("GB.9001", "GB.9001");
    private static final Address BY_BOTH = address("GB.9001", "447700900123");
    private static final Address ELSEWHERE = address("GB.9002", "447700900124");

    private final House house = new House();

    @Test
    void whoHidTheNumberAndThenShowsItGoesOnInTheSameConversation() {
        Accepted hidden = house.says(HIDDEN, "e1", "my bin");
        Accepted shown = saysAsBoth("e2", "my green bin");
        Accepted again = house.says(HIDDEN, "e3", "hello?");

        assertThat(shown.conversation()).isEqualTo(hidden.conversation());
        assertThat(again.conversation()).isEqualTo(hidden.conversation());
        assertThat(again.seq()).isEqualTo(3);
        assertThat(count("citizens")).isEqualTo(1);
    }

    @Test
    void whoShowedTheNumberAndThenHidesItGoesOnInTheSameConversation() {
        Accepted shown = house.says(BY_NUMBER, "e1", "my bin");
        Accepted both = saysAsBoth("e2", "my green bin");
        Accepted hidden = house.says(HIDDEN, "e3", "hello?");

        assertThat(both.conversation()).isEqualTo(shown.conversation());
        assertThat(hidden.conversation()).isEqualTo(shown.conversation());
        assertThat(addresses()).containsExactly("GB.9001 GB.9001");
        assertThat(count("citizens")).isEqualTo(1);
    }

    @Test
    void whoWasTakenForTwoIsOneCitizenAsSoonAsBothNamesAreToldAtOnce() {
        UUID before = idOf(house.says(BY_NUMBER, "e1", "last year"));
        close(before);
        UUID hidden = idOf(house.says(HIDDEN, "e2", "my bin"));
        UUID both = idOf(saysAsBoth("e3", "my green bin"));

        assertThat(both).isEqualTo(hidden);
        assertThat(house.transcript(both)).containsExactly("citizen: my bin", "citizen: my green bin");
        assertThat(count("citizens")).isEqualTo(1);
        assertThat(addresses()).containsExactly("GB.9001 447700900123");
        assertThat(count("conversations")).isEqualTo(2);
    }

    @Test
    void twoOpenConversationsBothStayOpenAndAreAnsweredAtTheSamePlace() {
        UUID before = idOf(house.says(BY_NUMBER, "e1", "one"));
        UUID hidden = idOf(house.says(HIDDEN, "e2", "two"));
        UUID both = idOf(saysAsBoth("e3", "three"));

        assertThat(both).isEqualTo(hidden).isNotEqualTo(before);
        assertThat(count("citizens")).isEqualTo(1);
        assertThat(addresses()).containsExactly("447700900123 447700900123", "GB.9001 447700900123");
    }

    @Test
    void aConversationGoesOnUnderAnotherNumberAndSoDoTheRepliesThatWait() {
        UUID conversation = idOf(saysAsBoth("e1", "my bin"));
        house.settle();
        house.take(new Inbound.Moved("m1", BY_BOTH, ELSEWHERE));
        house.take(new Inbound.Moved("m1", BY_BOTH, ELSEWHERE));
        Accepted later = house.says(ELSEWHERE, "e2", "are you there");

        assertThat(later.conversation()).isEqualTo(conversation);
        assertThat(addresses()).containsExactly("GB.9002 447700900124");
        assertThat(waiting()).containsExactly("GB.9002 447700900124");
    }

    @Test
    void whatIsToldOfAChangeLateJoinsWhatWasSaidUnderTheNewNameAlready() {
        UUID before = idOf(saysAsBoth("e1", "my bin"));
        close(before);
        UUID after = idOf(house.says(ELSEWHERE, "e2", "my green bin"));
        house.take(new Inbound.Moved("m1", BY_BOTH, ELSEWHERE));

        assertThat(idOf(house.says(ELSEWHERE, "e3", "hello?"))).isEqualTo(after);
        assertThat(addresses()).containsExactly("GB.9002 447700900124");
        assertThat(count("conversations")).isEqualTo(2);
        assertThat(count("citizens")).isEqualTo(1);
    }

    @Test
    void whoeverGetsTheOldNumberIsSomebodyElse() {
        UUID anns = idOf(house.says(BY_NUMBER, "e1", "my bin"));
        house.take(new Inbound.Moved("m1", BY_NUMBER, address("447700900124", "447700900124")));
        UUID others = idOf(house.says(BY_NUMBER, "e2", "hello"));

        assertThat(others).isNotEqualTo(anns);
        assertThat(house.transcript(anns)).containsExactly("citizen: my bin");
        assertThat(count("citizens")).isEqualTo(2);
    }

    @Test
    void aStrangersNewNumberIsNobodys() {
        house.take(new Inbound.Moved("m1", BY_NUMBER, ELSEWHERE));

        assertThat(count("addresses")).isZero();
    }

    @Test
    void whatIsChangedAndTakenBackIsFoundUnderTheNewName() {
        UUID conversation = idOf(house.says(BY_NUMBER, "e1", "my bin"));
        saysAsBoth("e2", "my street");
        house.take(new Inbound.Edited("e3", BY_BOTH, "e1", new Content.Text("my green bin")));
        house.take(new Inbound.Deleted("e4", BY_BOTH, "e2"));

        assertThat(house.transcript(conversation)).containsExactly("citizen: my green bin", "citizen: ");
    }

    @Test
    void whatIsKeptOfTheNumberIsShownAndGoesWithTheCitizen() {
        saysAsBoth("e1", "my bin");
        byte[] broken = "{\"from\":\"447700900123\"".getBytes(StandardCharsets.UTF_8);
        RawCall call = new RawCall("whatsapp", "1", "POST", "", null, broken);
        now(house.inbox.keep(call, "not JSON").thenReturn(true));
        UUID id =
                house.sql.sql("select citizen from addresses").query(UUID.class).single();
        Citizen ann = new Citizen(id, List.of(BY_BOTH));

        assertThat(house.data.export(ann).toString())
                .contains("person=GB.9001", "reply_to=447700900123", "{\"from\":\"447700900123\"");
        house.data.erase(ann);
        assertThat(count("dead_letters")).isZero();
        assertThat(count("addresses")).isZero();
    }

    /** As WhatsApp tells it of somebody who shows their number: known by the id, and before that by the number. */
    private Accepted saysAsBoth(String eventId, String words) {
        return house.take(new Inbound.Said(eventId, BY_BOTH, new Content.Text(words), null, "Ann", null, null)
                .alsoKnownAs(BY_NUMBER));
    }

    private void close(UUID conversation) {
        house.sql
                .sql("update conversations set floor = 'closed', closed_at = now(), turn_due = null where id = :id")
                .param("id", conversation)
                .update();
    }

    private List<@Nullable String> addresses() {
        return house.sql
                .sql("select person || ' ' || reply_to from addresses order by person")
                .query(String.class)
                .list();
    }

    private List<@Nullable String> waiting() {
        return house.sql
                .sql("select payload -> 'to' ->> 'person' || ' ' || (payload -> 'to' ->> 'replyTo') from outbox")
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return house.sql.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static Address address(String person, String replyTo) {
        return new Address("whatsapp", "1", person, replyTo);
    }
}
