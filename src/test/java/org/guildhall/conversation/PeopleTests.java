package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.guildhall.privacy.PersonalData.Citizen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Citizens whom staff take for one person. */
class PeopleTests {

    private static final Address ON_TELEGRAM = new Address("telegram", "42", "1", "1");
    private static final Address ON_WHATSAPP = new Address("whatsapp", "7", "447700900123", "447700900123");
    private static final Address ON_THE_WEB = new Address("webchat", "default", "w", "w");
    private static final Sight ALL = new Sight(SAM.username(), true, Set.of());

    private final House house = new House();
    private UUID telegram = new UUID(0, 0);
    private UUID whatsapp = new UUID(0, 0);
    private UUID web = new UUID(0, 0);

    @BeforeEach
    void aPersonWritesOnThreeChannels() {
        telegram = waiting(ON_TELEGRAM, "waste");
        whatsapp = waiting(ON_WHATSAPP, "waste");
        web = waiting(ON_THE_WEB, "housing");
    }

    private UUID waiting(Address from, String team) {
        house.dialogue = turn -> House.handOver(turn, team, Priority.NORMAL);
        UUID id = idOf(house.says(from, "e-" + from.channel() + from.person(), "help"));
        house.settle();
        return id;
    }

    @Test
    void areShownTogetherAndPartedAgainAsTheyWere() {
        List<String> before = everything();
        assertThat(now(house.people.join(telegram, whatsapp, by(SAM)))).isEqualTo(People.Joined.DONE);

        assertThat(others(telegram, ALL)).containsExactly(whatsapp);
        assertThat(others(whatsapp, ALL)).containsExactly(telegram);
        assertThat(others(web, ALL)).isEmpty();
        assertThat(now(house.people.join(whatsapp, telegram, by(ALEX)))).isEqualTo(People.Joined.ALREADY);
        assertThat(now(house.people.part(whatsapp, by(SAM)))).isTrue();
        assertThat(others(telegram, ALL)).isEmpty();
        assertThat(everything()).isEqualTo(before);
        assertThat(house.sql
                        .sql("select count(*) from joined_citizens")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(now(house.people.part(whatsapp, by(SAM)))).isFalse();
    }

    @Test
    void ofThreeWhoAreJoinedOneCanBePartedFromTheOthers() {
        now(house.people.join(telegram, whatsapp, by(SAM)));
        now(house.people.join(web, telegram, by(SAM)));
        assertThat(others(web, ALL)).containsExactlyInAnyOrder(telegram, whatsapp);
        now(house.people.part(telegram, by(SAM)));

        assertThat(others(telegram, ALL)).isEmpty();
        assertThat(others(web, ALL)).containsExactly(whatsapp);
    }

    @Test
    void twoPersonsOfTwoBecomeOneOfFour() {
        UUID fourth = waiting(House.citizen(4), "waste");
        now(house.people.join(telegram, whatsapp, by(SAM)));
        now(house.people.join(web, fourth, by(SAM)));
        now(house.people.join(whatsapp, web, by(SAM)));

        assertThat(others(fourth, ALL)).containsExactlyInAnyOrder(telegram, whatsapp, web);
    }

    @Test
    void showNobodyWhatTheyMayNotSee() {
        now(house.people.join(telegram, web, by(SAM)));

        assertThat(others(telegram, new Sight(SAM.username(), false, Set.of("waste"))))
                .isEmpty();
        assertThat(others(telegram, new Sight(SAM.username(), false, Set.of("waste", "housing"))))
                .containsExactly(web);
        now(house.casework.claim(web, by(ALEX)));
        assertThat(others(telegram, new Sight(ALEX.username(), false, Set.of("waste"))))
                .containsExactly(web);
    }

    @Test
    void areFoundByAReferenceHoweverItIsWrittenAndOnlyByWhoeverMaySeeIt() {
        String reference = house.sql
                .sql("select lower(replace(reference, '-', ' ')) from conversations where id = :id")
                .param("id", whatsapp)
                .query(String.class)
                .single();

        assertThat(now(house.people.referredTo(" " + reference, ALL))).isEqualTo(whatsapp);
        assertThat(house.people
                        .referredTo(reference, new Sight(SAM.username(), false, Set.of("housing")))
                        .hasElement()
                        .block())
                .isFalse();
    }

    @Test
    void stayJoinedWhenAMessengerTellsOfAnotherNumberAndAreForgottenWithTheirCitizen() {
        now(house.people.join(telegram, whatsapp, by(SAM)));
        Address elsewhere = new Address("whatsapp", "7", "447700900124", "447700900124");
        house.says(elsewhere, "e-elsewhere", "hello");
        house.take(new Inbound.Moved("m1", ON_WHATSAPP, elsewhere));
        assertThat(others(telegram, ALL)).contains(whatsapp);

        UUID ann = house.sql
                .sql("select citizen from addresses where channel = 'telegram'")
                .query(UUID.class)
                .single();
        house.data.erase(new Citizen(ann, List.of(ON_TELEGRAM)));
        assertThat(others(whatsapp, ALL)).isEmpty();
    }

    private List<UUID> others(UUID conversation, Sight sight) {
        return now(house.people.others(conversation, sight));
    }

    /** Everything that was there before anybody was joined. */
    private List<String> everything() {
        return house.sql.sql("""
                        select concat(c.*, a.*, z.*, m.*) from conversations c join addresses a on a.id = c.address
                        join citizens z on z.id = a.citizen join messages m on m.conversation = c.id order by m.id""").query((row, number) -> row.getString(1)).list();
    }
}
