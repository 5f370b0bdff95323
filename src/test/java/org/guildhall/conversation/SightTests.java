package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** What is not in somebody's sight is not there for whatever they do. */
class SightTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Decision.Reply HELLO = new Decision.Reply(new Content.Text("Hello"), null);
    private static final Actor OF_HOUSING = new Actor(ALEX, new Sight("alex", false, Set.of("housing", "front-desk")));
    private static final Actor OF_WASTE = new Actor(ALEX, new Sight("alex", false, Set.of("waste", "front-desk")));

    private static final House HOUSE = new House();

    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void annWaitsForTheTeamOfWaste() {
        HOUSE.forgetEveryone();
        HOUSE.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(HOUSE.says(ANN, "e1", "help"));
        HOUSE.settle();
    }

    /** Something staff do, and how it ends for a conversation that does not exist. */
    record Deed(String name, Act act, Object missing) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Does it. */
    interface Act {
        Mono<?> to(UUID conversation, Actor by);
    }

    static Stream<Deed> deeds() {
        Instant later = Instant.now().plus(1, ChronoUnit.HOURS);
        Claim missing = new Claim.Missing();
        Casework cases = HOUSE.casework;
        return Stream.of(
                new Deed("claim", cases::claim, missing),
                new Deed("reply", (id, by) -> cases.reply(id, by, HELLO, null), new Casework.Said(missing, null)),
                new Deed("note", (id, by) -> cases.note(id, by, "rang back"), false),
                new Deed("to a team", (id, by) -> cases.transferToTeam(id, by, "housing"), missing),
                new Deed("to a colleague", (id, by) -> cases.transferToStaff(id, by, SAM), missing),
                new Deed("to the assistant", cases::toAssistant, missing),
                new Deed("close", (id, by) -> cases.close(id, by, "solved"), missing),
                new Deed("snooze", (id, by) -> HOUSE.snooze.until(id, by, later), missing),
                new Deed(
                        "keep a reply",
                        (id, by) -> HOUSE.drawer.keep(id, by, HELLO, null, Duration.ofMinutes(1)),
                        new Drawer.Put.Refused(missing)),
                new Deed(
                        "plan a reply",
                        (id, by) -> HOUSE.drawer.plan(id, by, HELLO, null, later),
                        new Drawer.Put.Refused(missing)),
                new Deed("ask", (id, by) -> HOUSE.asks.ask(id, by, "@sam?", List.of(SAM)), false),
                new Deed(
                        "ask for a block",
                        (id, by) -> HOUSE.blocks.ask(id, by, new Blocks.Wanted("spam", "", 1), false),
                        new Blocks.Asked.Missing()),
                new Deed("join", (id, by) -> HOUSE.people.join(id, id, by), People.Joined.MISSING));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void nothingCanBeDoneToWhatTheyDoNotSee(Deed deed) {
        Map<String, @Nullable Object> before = row();

        Object ended = now(deed.act().to(conversation, OF_HOUSING));

        assertThat(ended).isEqualTo(deed.missing()).isEqualTo(now(deed.act().to(UUID.randomUUID(), OF_HOUSING)));
        assertThat(row()).isEqualTo(before);
        assertThat(HOUSE.transcript(conversation)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void theSameCanBeDoneToWhatTheySee(Deed deed) {
        assertThat(now(deed.act().to(conversation, OF_WASTE))).isNotEqualTo(deed.missing());
    }

    @Test
    void whoHoldsItActsOnItWhateverTeamsItIs() {
        now(HOUSE.casework.transferToStaff(conversation, by(SAM), ALEX));

        assertThat(now(HOUSE.casework.reply(conversation, OF_HOUSING, HELLO, null))
                        .seq())
                .isEqualTo(3);
    }

    @Test
    void whoIsOnlyAskedMayAddANoteAndNothingElse() {
        now(HOUSE.asks.ask(conversation, by(SAM), "@alex?", List.of(ALEX)));

        assertThat(now(HOUSE.casework.note(conversation, OF_HOUSING, "Yes."))).isTrue();
        assertThat(now(HOUSE.casework.claim(conversation, OF_HOUSING))).isEqualTo(new Claim.Missing());
    }

    @Test
    void whatLeavesTheirSightInTheSameMomentIsSafeFromThem() throws Exception {
        CountDownLatch moved = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread transfer = Thread.ofVirtual()
                .start(() -> HOUSE.database.inTransaction(sql -> {
                    sql.sql("update conversations set team = 'housing' where id = :id")
                            .param("id", conversation)
                            .update();
                    moved.countDown();
                    return passes(mayCommit);
                }));
        moved.await();

        var closing = HOUSE.casework.close(conversation, OF_WASTE, "solved").toFuture();
        await().atMost(SOON).until(SightTests::somebodyWaitsForALock);
        mayCommit.countDown();
        transfer.join();

        assertThat(closing.get()).isEqualTo(new Claim.Missing());
        assertThat(row()).containsEntry("floor", "queue");
    }

    private static boolean somebodyWaitsForALock() {
        return HOUSE.sql
                .sql("select exists (select from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    private static boolean passes(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, @Nullable Object> row() {
        return HOUSE.sql.sql("""
                        select floor, team, held_by, last_seq, snoozed_until,
                               (select count(*) from notes n where n.conversation = c.id) as notes,
                               (select count(*) from later_replies l where l.conversation = c.id) as replies
                        from conversations c where id = :id""").param("id", conversation).query().singleRow();
    }
}
