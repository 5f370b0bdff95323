package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.guildhall.conversation.Handouts.Held;
import org.guildhall.conversation.Handouts.Waiting;
import org.guildhall.conversation.Handouts.Why;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Giving what waits to somebody, and taking it back. */
class HandoutsTests {

    private final House house = new House();
    private final Handouts handouts = HandoutsFixture.on(house.database, house.signals);
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void annWaits() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
        house.sql
                .sql("update conversations set queued_at = now() - interval '1 hour'")
                .update();
        house.sql.sql("update messages set at = now() - interval '1 hour'").update();
    }

    @Test
    void whoWaitsIsKnownByTeamWithTheMostUrgentFirst() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.DANGER);
        UUID urgent = idOf(house.says(House.citizen(2), "e2", "gas"));
        house.settle();

        assertThat(waiting("waste", "housing"))
                .extracting(Waiting::conversation)
                .containsExactly(urgent, conversation);
        assertThat(waiting("waste").getLast().waited()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(waiting("housing")).isEmpty();
    }

    @Test
    void whatIsGivenIsHeldWithALineOfAudit() {
        Waiting ann = waiting("waste").getFirst();

        assertThat(give(ann, SAM)).isTrue();
        assertThat(give(ann, ALEX)).as("a second time").isFalse();
        assertThat(now(house.queue.heldBy(SAM))).extracting(Summary::id).containsExactly(conversation);
        assertThat(house.sql
                        .sql("select concat_ws(' ', who, action, details::text) from audit")
                        .query(String.class)
                        .list())
                .containsExactly("system conversation.assign {\"staff\": \"sam\"}");
    }

    @Test
    void whatHasMovedToAnotherTeamMeanwhileIsNotGiven() {
        Waiting ann = waiting("waste").getFirst();
        now(house.casework.transferToTeam(conversation, by(SAM), "housing"));

        assertThat(give(ann, ALEX)).isFalse();
    }

    @Test
    void ofThoseWhoClaimAndThoseWhoAreGivenOneGetsIt() throws Exception {
        Waiting ann = waiting("waste").getFirst();
        List<Callable<Boolean>> calls = IntStream.range(0, 20)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    StaffName one = new StaffName("s" + i, "Staff " + i);
                    return i % 2 == 0
                            ? give(ann, one)
                            : now(house.casework.claim(conversation, by(one))) instanceof Claim.Yours;
                })
                .toList();
        List<Boolean> got;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            got = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }

        assertThat(got).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    void whatNobodyAnsweredGoesBackToItsPlaceWithANote() {
        String queued = queuedAt();
        now(house.casework.claim(conversation, by(SAM)));

        assertThat(takeBack(SAM, Why.ABSENT)).isTrue();
        assertThat(takeBack(SAM, Why.ABSENT)).as("a second time").isFalse();
        assertThat(queuedAt()).isEqualTo(queued);
        assertThat(now(house.queue.waiting(Set.of("waste"))).getFirst().holder())
                .isNull();
        Transcript all = now(house.conversations.transcript(conversation));
        assertThat(all.notes().getFirst().by()).isEqualTo(Handouts.NOBODY);
        assertThat(all.notes().getFirst().text())
                .isEqualTo("Sam was not at the desk, so this conversation went back to the queue.");
        assertThat(house.transcript(conversation))
                .as("the citizen is told nothing")
                .hasSize(2);
        assertThat(house.sql
                        .sql("select details ->> 'why' from audit where action = 'conversation.take-back'")
                        .query(String.class)
                        .list())
                .containsExactly("absent");
    }

    @Test
    void whatWaitsForTheCitizenStaysUntilTheyWrite() {
        now(house.casework.reply(conversation, by(SAM), "Which road?"));
        assertThat(held(SAM).citizenWaits()).isFalse();
        assertThat(takeBack(SAM, Why.ABSENT)).isFalse();

        house.says(ANN, "e2", "Mill Lane");
        assertThat(held(SAM).citizenWaits()).isTrue();
        assertThat(takeBack(SAM, Why.ABSENT)).isTrue();
        assertThat(waiting("waste").getFirst().waited())
                .as("they wait since they wrote, not since they wrote first")
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whatIsPutOffStaysUntilItsTimeOrUntilTheCitizenWrites() {
        now(house.casework.claim(conversation, by(SAM)));
        house.sql.sql("""
                        update conversations
                        set snoozed_until = now() + interval '1 day', snoozed_at = now(), snoozed_seq = said_seq""").update();
        assertThat(load()).as("it keeps nobody busy").isEmpty();
        assertThat(takeBack(SAM, Why.ABSENT)).isFalse();

        house.says(ANN, "e2", "it is getting worse");
        assertThat(takeBack(SAM, Why.ABSENT)).isTrue();
    }

    @Test
    void whatSomebodyHasPlannedToAnswerStays() {
        now(house.casework.claim(conversation, by(SAM)));
        house.sql.sql("""
                        insert into later_replies (id, conversation, by_username, by_name, content, planned, heard_seq, due_at)
                        select gen_random_uuid(), id, 'sam', 'Sam', '{}', true, said_seq, now() + interval '1 day'
                        from conversations""").update();
        assertThat(takeBack(SAM, Why.ABSENT)).isFalse();

        house.says(ANN, "e2", "it is getting worse");
        assertThat(takeBack(SAM, Why.ABSENT)).isTrue();
    }

    @Test
    void whoAnswersNobodyAnyMoreLetsGoOfEverything() {
        now(house.casework.reply(conversation, by(SAM), "Which road?"));

        assertThat(takeBack(SAM, Why.GONE)).isTrue();
        assertThat(waiting("waste").getFirst().waited()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void nothingIsTakenFromWhoGotItMeanwhile() {
        now(house.casework.claim(conversation, by(SAM)));
        Held sams = held(SAM);
        now(house.casework.transferToStaff(conversation, by(SAM), ALEX));

        assertThat(takeBack(sams, Why.GONE)).isFalse();
        assertThat(now(house.queue.heldBy(ALEX))).hasSize(1);
    }

    @Test
    void onlyWhatGoesOnKeepsSomebodyBusy() {
        assertThat(load()).isEmpty();
        now(house.casework.claim(conversation, by(SAM)));
        assertThat(load()).as("a citizen waits").containsExactly(Map.entry("sam", 1));

        now(house.casework.reply(conversation, by(SAM), "Which road?"));
        assertThat(load()).as("just answered").containsExactly(Map.entry("sam", 1));

        house.sql
                .sql("update messages set at = now() - interval '11 minutes' where seq = 3")
                .update();
        assertThat(load()).as("answered a while ago").isEmpty();
        house.says(ANN, "e2", "Mill Lane");
        assertThat(load()).as("the citizen is back").containsExactly(Map.entry("sam", 1));
    }

    private List<Waiting> waiting(String... teams) {
        return house.database.inTransaction(sql -> handouts.waiting(sql, Set.of(teams)));
    }

    private boolean give(Waiting waiting, StaffName to) {
        return house.database.inTransaction(sql -> handouts.give(sql, waiting, to));
    }

    /** What they hold, asked for as if they were gone. */
    private Held held(StaffName who) {
        return house.database
                .inTransaction(sql -> handouts.heldBy(sql, Set.of(), Set.of(who.username())))
                .getFirst();
    }

    private boolean takeBack(StaffName from, Why why) {
        return house.database.inTransaction(sql -> handouts.heldBy(sql, Set.of(), Set.of(from.username()))).stream()
                        .filter(held -> takeBack(held, why))
                        .count()
                == 1;
    }

    private boolean takeBack(Held held, Why why) {
        return house.database.inTransaction(sql -> handouts.takeBack(sql, held, why));
    }

    private Map<String, Integer> load() {
        return house.database.inTransaction(handouts::load);
    }

    private String queuedAt() {
        return house.sql
                .sql("select queued_at::text from conversations")
                .query(String.class)
                .single();
    }
}
