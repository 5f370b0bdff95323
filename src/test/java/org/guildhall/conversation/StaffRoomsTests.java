package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a staff room is to say, as conversations stand. */
class StaffRoomsTests {

    private static final StaffRooms.Room ROOM = new StaffRooms.Room("slack", "workspace", "C0ROOM");

    private final House house = new House();

    @BeforeEach
    void openTheRoom() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.HIGH);
        house.staffRooms.open(ROOM, "C0ROOM");
    }

    private UUID waits(Address citizen, String event) {
        UUID conversation = Objects.requireNonNull(
                house.says(citizen, event, "my secret words").conversation());
        house.settle();
        return conversation;
    }

    private StaffRooms.Wanted next() {
        return house.staffRooms.take(ROOM).orElseThrow();
    }

    private void later() {
        house.sql
                .sql("update announcements set due_at = now(), lease_until = null")
                .update();
    }

    @Test
    void whoIsHandedOverIsAnnouncedOnceAndWithoutTheirWords() {
        UUID conversation = waits(ANN, "e1");

        StaffRooms.Wanted wanted = next();
        assertThat(wanted.message()).isNull();
        assertThat(wanted.room()).isEqualTo(new Address("slack", "workspace", "C0ROOM", "C0ROOM"));
        Announcement announcement = wanted.announcement();
        assertThat(announcement.reference()).startsWith("BIN-");
        assertThat(announcement.team()).isEqualTo("waste");
        assertThat(announcement.priority()).isEqualTo(Priority.HIGH);
        assertThat(announcement.channel()).isEqualTo("telegram");
        assertThat(announcement.waiting()).isTrue();
        assertThat(announcement.holder()).isNull();
        assertThat(announcement.desk()).isEqualTo("http://council.example/desk/conversations/" + conversation);
        assertThat(wanted.toString().replace("Announcement", "")).doesNotContain("secret", "Ann");
        house.staffRooms.shown(wanted, "C0ROOM:1.1");

        assertThat(house.staffRooms.take(ROOM)).isEmpty();
    }

    @Test
    void theAnnouncementSaysWhoTookIt() {
        UUID conversation = waits(ANN, "e1");
        house.staffRooms.shown(next(), "C0ROOM:1.1");

        now(house.casework.claim(conversation, by(SAM)));

        StaffRooms.Wanted wanted = next();
        assertThat(wanted.message()).isEqualTo("C0ROOM:1.1");
        assertThat(wanted.announcement().waiting()).isFalse();
        assertThat(wanted.announcement().holder()).isEqualTo("Sam");
        house.staffRooms.shown(wanted, "C0ROOM:1.1");
        now(house.casework.close(conversation, by(SAM), "solved"));
        assertThat(house.staffRooms.take(ROOM)).isEmpty();
    }

    @Test
    void anAnnouncementThatWaitsSaysWhereItIsNow() {
        UUID conversation = waits(ANN, "e1");
        house.staffRooms.shown(next(), "C0ROOM:1.1");

        now(house.casework.transferToTeam(conversation, by(SAM), "housing"));

        StaffRooms.Wanted wanted = next();
        assertThat(wanted.message()).isEqualTo("C0ROOM:1.1");
        assertThat(wanted.announcement().team()).isEqualTo("housing");
    }

    @Test
    void whatIsGivenBackIsAnnouncedAnew() {
        UUID conversation = waits(ANN, "e1");
        house.staffRooms.shown(next(), "C0ROOM:1.1");
        now(house.casework.claim(conversation, by(SAM)));
        house.staffRooms.shown(next(), "C0ROOM:1.1");

        now(house.casework.transferToTeam(conversation, by(SAM), "housing"));

        assertThat(next().message()).isNull();
    }

    @Test
    void whatSomebodyTookBeforeItWasSaidIsNotSaid() {
        UUID conversation = waits(ANN, "e1");
        now(house.casework.claim(conversation, by(SAM)));

        assertThat(house.staffRooms.take(ROOM)).isEmpty();
    }

    @Test
    void whoWaitedBeforeTheRoomWasOpenedIsNotAnnounced() {
        waits(ANN, "e1");
        StaffRooms.Room late = new StaffRooms.Room("slack", "workspace", "C0LATE");
        house.sql
                .sql("update conversations set queued_at = now() - interval '1 minute'")
                .update();
        house.staffRooms.open(late, "C0LATE");

        assertThat(house.staffRooms.take(late)).isEmpty();
        waits(House.citizen(2), "e2");
        assertThat(house.staffRooms.take(late)).isPresent();
        assertThat(house.staffRooms.take(late)).isEmpty();
    }

    @Test
    void whatCouldNotBeSaidIsSaidLaterByOneNodeAtATime() {
        waits(ANN, "e1");
        StaffRooms.Wanted first = next();
        assertThat(house.staffRooms.take(ROOM)).as("under the lease of another").isEmpty();

        house.staffRooms.deferred(first, Duration.ofMinutes(5));
        assertThat(house.staffRooms.take(ROOM)).as("before its time").isEmpty();
        later();
        StaffRooms.Wanted second = next();
        assertThat(second.attempt()).isEqualTo(2);
        house.staffRooms.shown(first, "C0ROOM:1.1");
        later();
        assertThat(next().message())
                .as("of who was overtaken nothing is written")
                .isNull();
    }

    @Test
    void whatIsRefusedIsTriedAgainAsLongAsItIsNew() {
        UUID conversation = waits(ANN, "e1");
        house.staffRooms.refused(next());
        assertThat(house.staffRooms.take(ROOM)).isEmpty();
        later();
        house.staffRooms.shown(next(), "C0ROOM:1.1");

        now(house.casework.claim(conversation, by(SAM)));
        house.staffRooms.refused(next());
        later();
        assertThat(house.staffRooms.take(ROOM)).isEmpty();
    }

    @Test
    void dangerIsSaidFirst() {
        waits(ANN, "e1");
        house.dialogue = turn -> House.handOver(turn, "streets", Priority.DANGER);
        waits(House.citizen(2), "e2");

        assertThat(next().announcement().priority()).isEqualTo(Priority.DANGER);
    }

    @Test
    void aRoomThatOnlyItsMessengerCanNameIsWaitedFor() {
        StaffRooms.Room room = new StaffRooms.Room("teams", "app", "19:room");
        house.staffRooms.open(room, null);
        waits(ANN, "e1");
        assertThat(house.staffRooms.reachable(room)).isFalse();
        assertThat(house.staffRooms.take(room)).isEmpty();

        Address reached = new Address("teams", "app", "19:room", "19:room|https://service.example/");
        house.take(new Inbound.RoomHeard("room:1", reached));

        assertThat(house.staffRooms.reachable(room)).isTrue();
        assertThat(house.staffRooms.take(room)).map(StaffRooms.Wanted::room).contains(reached);
    }

    @Test
    void nothingIsLeftOfAConversationThatIsDeleted() {
        UUID conversation = waits(ANN, "e1");
        house.staffRooms.shown(next(), "C0ROOM:1.1");

        house.sql
                .sql("delete from conversations where id = :id")
                .param("id", conversation)
                .update();

        assertThat(house.sql
                        .sql("select count(*) from announcements")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(house.staffRooms.take(ROOM)).isEmpty();
    }
}
