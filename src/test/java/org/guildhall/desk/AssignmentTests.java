package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.now;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.guildhall.conversation.HandoutsFixture;
import org.guildhall.platform.Council;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Conversations find whoever is there, and leave whoever is not; on a real PostgreSQL, with as many nodes as it takes. */
class AssignmentTests {

    private static final Duration GRACE = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.migrated();
    private final Signals signals = new Signals();
    private final Presence presence = new Presence(database.database(), signals);
    private final Duties duties = new Duties(
            database.database(),
            new Council("Marlbridge Council", "", "", "", "", ZoneId.of("Europe/London"), List.of()),
            AuditFixture.on(database.database()));
    private final StaffMember boss =
            DeskFixture.staff(database.database(), "boss", Set.of(Role.ADMINISTRATOR), "front-desk");
    private final StaffMember anna = DeskFixture.staff(database.database(), "anna", Set.of(Role.STAFF), "waste");
    private final StaffMember bob = DeskFixture.staff(database.database(), "bob", Set.of(Role.STAFF), "waste");

    @Test
    void givesTheMostUrgentThenTheOldestToWhoeverIsThereAndHasRoom() {
        UUID young = waits("waste", 60);
        UUID old = waits("waste", 600);
        UUID danger = waits("waste", 5);
        UUID foreign = waits("housing", 900);
        database.jdbc()
                .sql("update conversations set priority = 'danger' where id = :id")
                .param("id", danger)
                .update();
        arrives(anna);

        node(2).workOff();

        assertThat(holder(danger)).isEqualTo("anna");
        assertThat(holder(old)).isEqualTo("anna");
        assertThat(holder(young)).isNull();
        assertThat(holder(foreign)).isNull();
    }

    @Test
    void givesNothingUntilSomebodySaysHowMuch() {
        UUID one = waits("waste", 60);
        arrives(anna);

        node(0).workOff();
        assertThat(holder(one)).isNull();

        now(duties.change(boss, "anna", new WantedDuty(1, List.of())));
        node(0).workOff();
        assertThat(holder(one)).isEqualTo("anna");
    }

    @Test
    void givesNothingToWhoeverIsAwayOrNotThereOrTakesNone() {
        UUID one = waits("waste", 60);
        node(5).workOff();
        assertThat(holder(one)).as("nobody is there").isNull();

        arrives(anna);
        now(duties.away(anna));
        node(5).workOff();
        assertThat(holder(one)).as("away").isNull();

        arrives(bob);
        now(duties.change(boss, "bob", new WantedDuty(0, List.of())));
        node(5).workOff();
        assertThat(holder(one)).as("takes none").isNull();

        presence.call(boss).block();
        arrives(boss);
        node(5).workOff();
        assertThat(holder(one)).as("sees every team and is in none of them").isNull();

        now(duties.back(anna));
        node(5).workOff();
        assertThat(holder(one)).isEqualTo("anna");
    }

    @Test
    void givesTheFrontDesksToAnyStaff() {
        UUID one = waits("front-desk", 60);
        arrives(bob);

        node(1).workOff();

        assertThat(holder(one)).isEqualTo("bob");
    }

    @Test
    void prefersASpeakerAndWaitsNotForEver() {
        UUID first = waits("waste", 30);
        UUID second = waits("waste", 20);
        database.jdbc().sql("update conversations set language = 'pl-PL'").update();
        now(duties.change(boss, "bob", new WantedDuty(1, List.of("Polish"))));
        arrives(anna);
        arrives(bob);

        node(5).workOff();
        assertThat(holder(first)).isEqualTo("bob");
        assertThat(holder(second)).as("bob has no room yet").isNull();

        database.jdbc()
                .sql("update conversations set queued_at = queued_at - interval '3 minutes'")
                .update();
        node(5).workOff();
        assertThat(holder(second)).isEqualTo("anna");
    }

    @Test
    void givesEachOnceAndNobodyTooManyHoweverManyNodesThereAre() throws Exception {
        IntStream.range(0, 30).forEach(i -> waits("waste", 60 + i));
        arrives(anna);
        arrives(bob);
        List<Callable<Boolean>> nodes = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    node(4).workOff();
                    return true;
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(nodes).forEach(java.util.concurrent.Future::resultNow);
        }

        assertThat(holds("anna")).isEqualTo(4);
        assertThat(holds("bob")).isEqualTo(4);
        assertThat(database.jdbc()
                        .sql("select count(*) from audit where action = 'conversation.assign'")
                        .query(Long.class)
                        .single())
                .isEqualTo(8);
    }

    @Test
    void handsOutAgainWhatSomebodyLeftBehind() {
        UUID one = waits("waste", 600);
        String queued = queuedAt(one);
        arrives(anna);
        node(3).workOff();
        assertThat(holder(one)).isEqualTo("anna");

        leaves("anna", GRACE.minusSeconds(20));
        arrives(bob);
        node(3).workOff();
        assertThat(holder(one)).as("within the grace").isEqualTo("anna");

        leaves("anna", GRACE);
        node(3).workOff();
        assertThat(holder(one)).as("handed out again at once").isEqualTo("bob");
        assertThat(queuedAt(one)).isEqualTo(queued);
        assertThat(database.jdbc()
                        .sql("select text from notes")
                        .query(String.class)
                        .list())
                .containsExactly("Name of anna was not at the desk, so this conversation went back to the queue.");

        leaves("bob", GRACE);
        node(3).workOff();
        assertThat(holder(one)).as("nobody is there").isNull();
        arrives(anna);
        node(3).workOff();
        assertThat(holder(one))
                .as("a backlog is handed out when somebody comes back")
                .isEqualTo("anna");
    }

    @Test
    void leavesWithTheAbsentWhatWaitsForTheCitizen() {
        UUID one = waits("waste", 600);
        arrives(anna);
        node(3).workOff();
        answers(one);
        leaves("anna", Duration.ofHours(3));

        node(3).workOff();
        assertThat(holder(one)).isEqualTo("anna");

        DeskFixture.saysMore(database.jdbc(), one, "is anybody there?");
        node(3).workOff();
        assertThat(holder(one)).isNull();
    }

    @Test
    void keepsAProgramsConversationsAsLongAsItCalls() {
        UUID one = waits("waste", 600);
        heldBy(one, "anna");
        presence.call(anna).block();
        leaves("bob", GRACE);

        node(3).workOff();

        assertThat(holder(one)).isEqualTo("anna");
    }

    @Test
    void letsWhoeverIsSwitchedOffGoOfEverythingAtOnce() {
        UUID waiting = waits("waste", 600);
        UUID answered = waits("waste", 600);
        heldBy(waiting, "anna");
        heldBy(answered, "anna");
        answers(answered);
        arrives(anna);
        database.jdbc()
                .sql("update staff set active = false where username = 'anna'")
                .update();

        node(0).workOff();

        assertThat(holder(waiting)).isNull();
        assertThat(holder(answered)).isNull();
        assertThat(database.jdbc()
                        .sql("select count(*) from notes")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void takesNothingBackWhereThatIsNotWanted() {
        UUID one = waits("waste", 600);
        heldBy(one, "anna");
        leaves("anna", Duration.ofDays(1));

        new Assignment(
                        database.database(),
                        duties,
                        HandoutsFixture.on(database.database(), signals),
                        new AssignmentProperties(5, Duration.ofMinutes(3), Duration.ZERO),
                        signals)
                .workOff();

        assertThat(holder(one)).isEqualTo("anna");
    }

    private Assignment node(int capacity) {
        return new Assignment(
                database.database(),
                duties,
                HandoutsFixture.on(database.database(), signals),
                new AssignmentProperties(capacity, Duration.ofMinutes(3), GRACE),
                signals);
    }

    private UUID waits(String team, int seconds) {
        UUID id = DeskFixture.waiting(database.jdbc(), team, "help");
        database.jdbc()
                .sql("update conversations set queued_at = now() - make_interval(secs => :seconds) where id = :id")
                .param("seconds", (double) seconds)
                .param("id", id)
                .update();
        return id;
    }

    private void arrives(StaffMember who) {
        now(presence.open(who, Optional.empty()));
    }

    /** Whoever it is closed their last page, and got what they hold, so long ago. */
    private void leaves(String username, Duration ago) {
        for (String past : List.of(
                "update staff_presence set expires_at = now() - make_interval(secs => :seconds)"
                        + " where staff = (select id from staff where username = :username)",
                "update conversations set claimed_at = now() - make_interval(secs => :seconds)"
                        + " where held_by = :username")) {
            database.jdbc()
                    .sql(past)
                    .param("seconds", (double) ago.toSeconds())
                    .param("username", username)
                    .update();
        }
    }

    private void heldBy(UUID conversation, String username) {
        database.jdbc()
                .sql("""
                        update conversations
                        set floor = 'staff', held_by = :username, held_by_name = 'Somebody',
                            claimed_at = now() - interval '1 hour'
                        where id = :id""")
                .param("username", username)
                .param("id", conversation)
                .update();
    }

    /** Staff have said something last. */
    private void answers(UUID conversation) {
        DeskFixture.saysMore(database.jdbc(), conversation, "Which road?");
        database.jdbc().sql("""
                        update messages m set sender = 'staff'
                        from conversations c
                        where c.id = :id and m.conversation = c.id and m.seq = c.last_seq""").param("id", conversation).update();
    }

    private @Nullable String holder(UUID conversation) {
        return database.jdbc()
                .sql("select coalesce(held_by, '') from conversations where id = :id")
                .param("id", conversation)
                .query(String.class)
                .optional()
                .filter(name -> !name.isEmpty())
                .orElse(null);
    }

    private long holds(String username) {
        return database.jdbc()
                .sql("select count(*) from conversations where held_by = :username")
                .param("username", username)
                .query(Long.class)
                .single();
    }

    private String queuedAt(UUID conversation) {
        return Objects.requireNonNull(database.jdbc()
                .sql("select queued_at::text from conversations where id = :id")
                .param("id", conversation)
                .query(String.class)
                .single());
    }
}
