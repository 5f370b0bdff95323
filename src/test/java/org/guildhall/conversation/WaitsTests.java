package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The queue's own record of who stood in it, and what citizens are told by it. */
class WaitsTests {

    private final House house = new House();

    @Test
    void everyStayIsWrittenDownWhoeverMovesTheFloor() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        UUID conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
        assertThat(stays()).containsExactly("waste normal waits");

        house.dialogue = turn -> House.handOver(turn, "front-desk", Priority.DANGER);
        house.says(ANN, "e2", "fire");
        house.settle();
        now(house.casework.transferToTeam(conversation, by(SAM), "housing"));
        now(house.casework.claim(conversation, by(SAM)));
        now(house.casework.transferToStaff(conversation, by(SAM), ALEX));
        now(house.casework.transferToTeam(conversation, by(ALEX), "housing"));
        now(house.casework.toAssistant(conversation, by(ALEX)));

        assertThat(stays())
                .containsExactly(
                        "waste normal left", "front-desk danger left", "housing danger claimed", "housing danger left");
    }

    private List<String> stays() {
        return house.sql.sql("""
                        select concat_ws(' ', team, priority,
                                         case when left_at is null then 'waits' when claimed then 'claimed' else 'left' end)
                        from queue_stays order by entered_at""").query((row, number) -> row.getString(1)).list();
    }

    @Test
    void whoWaitsIsToldWhatOthersWaitedLately() {
        HouseClock clock = new HouseClock(house);
        // A Tuesday of which no bank holiday is known.
        clock.standAt("2031-06-03 12:00:00+00");
        house.sql.sql("insert into citizens (id) values (gen_random_uuid())").update();
        house.sql.sql("""
                        insert into addresses (id, citizen, channel, account, person, reply_to)
                        select gen_random_uuid(), id, 'telegram', '42', 'old', 'old' from citizens""").update();
        house.sql.sql("""
                        insert into conversations (id, address, floor, closed_at)
                        select gen_random_uuid(), id, 'closed', now() from addresses""").update();
        // One after the other, each for eight minutes, of which the last is spent on reading.
        house.sql.sql("""
                        insert into queue_stays (conversation, team, priority, queued_at, entered_at, left_at, claimed)
                        select c.id, 'waste', 'normal', s.at, s.at, s.at + interval '7 minutes', true
                        from conversations c,
                             (select now() - n * interval '10 minutes' as at from generate_series(2, 60) n) s""").update();
        house.sql.sql("""
                        insert into messages (id, conversation, seq, sender, content, text, at)
                        select gen_random_uuid(), s.conversation, row_number() over (order by s.left_at), 'staff', '{}', 'hello',
                               s.left_at + interval '1 minute'
                        from queue_stays s""").update();
        house.dialogue = turn -> House.handOver(turn, turn.message().text(), Priority.NORMAL);

        house.says(ANN, "e1", "waste");
        house.says(House.citizen(2), "e2", "housing");
        house.settle();

        Conversations.Standing ann = now(house.conversations.standing(ANN));
        assertThat(ann.place()).isEqualTo(1);
        assertThat(ann.usually()).isEqualTo(new Wait(5, 10));
        assertThat(ann.back()).isNull();
        assertThat(now(house.conversations.standing(House.citizen(2))).usually())
                .as("nobody has waited for housing yet")
                .isNull();

        house.dialogue = House::echo;
        house.says(ANN, "e3", "how long?");
        house.settle();
        Turn asked = house.decided.getLast();
        assertThat(asked.team()).isEqualTo("waste");
        assertThat(asked.usually()).isEqualTo(new Wait(5, 10));
    }
}
