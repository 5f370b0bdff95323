package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.guildhall.canary.Canary;
import org.guildhall.message.Content;
import org.junit.jupiter.api.Test;

class TurnsTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final House house = new House();

    @Test
    void everyMessageIsDecidedOnceAndInOrder() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        house.says(ANN, "e2", "two");
        house.settle();
        house.settle();

        assertThat(house.transcript(conversation))
                .containsExactly(
                        "citizen: one", "citizen: two", "assistant: You said: one", "assistant: You said: two");
        assertThat(house.decided).hasSize(2);
    }

    @Test
    void aReplyIsQueuedForTheCitizensMessengerInTheSameTransaction() {
        house.says(ANN, "e1", "one");
        house.settle();

        assertThat(house.sql
                        .sql("select payload -> 'to' ->> 'replyTo' from outbox")
                        .query(String.class)
                        .list())
                .containsExactly("1001");
    }

    @Test
    void aHandoverMintsAReferenceAndTellsThePlace() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        house.says(House.citizen(1), "e1", "help");
        house.settle();
        UUID second = idOf(house.says(House.citizen(2), "e2", "help"));
        house.settle();

        assertThat(house.transcript(second).getLast()).matches("assistant: BIN-[2-9B-DF-HJ-NP-TV-Z]{4} place 2");
        assertThat(House.now(house.queue.waiting(java.util.Set.of("waste")))).hasSize(2);
    }

    @Test
    void dangerGoesToTheTopOfTheQueue() {
        house.dialogue = turn ->
                House.handOver(turn, "waste", turn.message().text().equals("fire") ? Priority.DANGER : Priority.NORMAL);
        house.says(House.citizen(1), "e1", "help");
        house.settle();
        UUID urgent = idOf(house.says(House.citizen(2), "e2", "fire"));
        house.settle();

        assertThat(House.now(house.queue.waiting(java.util.Set.of())).getFirst().id())
                .isEqualTo(urgent);
        assertThat(house.transcript(urgent).getLast()).endsWith("place 1");
    }

    @Test
    void oneWhoWaitsKeepsTheirTeamReferenceAndTime() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        UUID conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
        String before = house.sql
                .sql("select reference || team || queued_at from conversations")
                .query(String.class)
                .single();
        house.dialogue = turn -> House.handOver(turn, "housing", Priority.NORMAL);
        house.says(ANN, "e2", "anybody?");
        house.settle();

        assertThat(house.sql
                        .sql("select reference || team || queued_at from conversations")
                        .query(String.class)
                        .single())
                .isEqualTo(before);
        assertThat(house.transcript(conversation)).hasSize(4);
    }

    @Test
    void aNodeWhoseFenceIsGoneWritesNothing() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        Leases.Lease paused = house.turns.due(10).getFirst();
        house.sql
                .sql("update conversations set lease_until = now() - interval '1 second'")
                .update();
        Leases.Lease taken = house.turns.due(10).getFirst();
        house.turns.work(paused);
        assertThat(house.transcript(conversation)).containsExactly("citizen: one");

        house.turns.work(taken);
        assertThat(house.transcript(conversation)).containsExactly("citizen: one", "assistant: You said: one");
    }

    @Test
    void aTurnIsDecidedAgainWhenAPersonTookOverMeanwhile() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        house.dialogue = turn -> {
            if (turn.floor() == Floor.STAFF) {
                return new Decision("silent_staff", turn.memory(), List.of(), null, null, null, List.of());
            }
            House.now(house.casework.claim(conversation, by(House.SAM)));
            return House.echo(turn);
        };
        house.settle();

        assertThat(house.transcript(conversation)).containsExactly("citizen: one");
        assertThat(house.decided).hasSize(2);
    }

    @Test
    void aMessageThatKeepsFailingGoesToAPersonAndDoesNotBlockTheNext() {
        house.dialogue = turn -> {
            if (turn.message().text().equals("poison")) {
                throw new IllegalStateException("cannot decide");
            }
            return House.echo(turn);
        };
        UUID conversation = idOf(house.says(ANN, "e1", "poison"));
        house.says(ANN, "e2", "fine");
        for (int attempt = 0; attempt < 9; attempt++) {
            house.settle();
            house.sql
                    .sql("update conversations set turn_due = now() where turn_due is not null")
                    .update();
        }

        assertThat(house.transcript(conversation).get(2)).startsWith("system: I am sorry, I could not deal with");
        assertThat(house.transcript(conversation).getLast()).isEqualTo("assistant: You said: fine");
        assertThat(House.now(house.queue.waiting(java.util.Set.of("front-desk"))))
                .hasSize(1);
        assertThat(house.sql
                        .sql("select reason from dead_letters")
                        .query(String.class)
                        .single())
                .isEqualTo("IllegalStateException");
    }

    @Test
    void aFailureThatQuotesTheCitizenIsLoggedWithoutTheirWordsHoweverOftenItIsTried() {
        house.dialogue = turn -> {
            throw new IllegalStateException(turn.message().text());
        };
        house.says(ANN, "e1", Canary.words("my bin"));
        for (int attempt = 0; attempt < 8; attempt++) {
            house.settle();
            everythingIsDue();
        }
        DeadLetter letter = House.now(house.office.look(House.SAM, Set.of())).getFirst();
        House.now(house.office.replay(House.SAM, Set.of(), letter.id()));
        house.secondTurns.workOnOne();

        assertThat(house.decided).as("tries").hasSize(9);
        assertThat(Canary.caught()).isEmpty();
    }

    @Test
    void aMessageThatRunsTheStackOutIsGivenUpLikeAnyOtherAndItsNeighboursAreNot() {
        house.dialogue = turn -> {
            if (turn.message().text().equals("poison")) {
                throw new StackOverflowError();
            }
            return House.echo(turn);
        };
        house.says(ANN, "e1", "poison");
        UUID neighbour = idOf(house.says(House.citizen(2), "e2", "fine"));
        for (int attempt = 0; attempt < 8; attempt++) {
            house.settle();
            everythingIsDue();
        }

        assertThat(house.transcript(neighbour)).containsExactly("citizen: fine", "assistant: You said: fine");
        assertThat(reasons()).containsExactly("StackOverflowError");
    }

    @Test
    void aMessageWhoseEveryAttemptEndedInTheMiddleIsGivenUpAtTheNinth() {
        UUID conversation = idOf(house.says(ANN, "e1", "kills its process"));
        for (int death = 0; death < 8; death++) {
            assertThat(house.turns.due(1)).hasSize(1);
            house.sql
                    .sql("update conversations set lease_until = now() - interval '1 second'")
                    .update();
        }
        assertThat(reasons()).isEmpty();
        house.settle();

        assertThat(house.decided).isEmpty();
        assertThat(reasons()).containsExactly("EndedInTheMiddle");
        assertThat(house.transcript(conversation).getLast()).startsWith("system: I am sorry");
    }

    @Test
    void attemptsThatEndedOverNothingDoNotCountAgainstTheNextMessage() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        house.settle();
        house.sql
                .sql("update conversations set turn_due = now(), turn_attempts = 9, lease_until = null")
                .update();
        house.settle();
        assertThat(house.turns.due(1)).as("let go").isEmpty();
        house.says(ANN, "e2", "two");
        house.settle();

        assertThat(reasons()).isEmpty();
        assertThat(house.transcript(conversation)).endsWith("assistant: You said: two");
    }

    @Test
    void theAttemptsOfAMessageDoNotCountAgainstTheNext() {
        house.dialogue = turn -> {
            throw new IllegalStateException("cannot decide");
        };
        house.says(ANN, "e1", "one");
        for (int attempt = 0; attempt < 7; attempt++) {
            house.settle();
            everythingIsDue();
        }
        house.says(ANN, "e2", "two");
        house.dialogue = turn -> {
            if (turn.message().text().equals("two")) {
                throw new IllegalStateException("cannot decide this one");
            }
            return House.echo(turn);
        };
        house.settle();

        assertThat(reasons()).isEmpty();
        assertThat(house.decided.getLast().message().text()).isEqualTo("two");
    }

    @Test
    void eachFailureIsFollowedByAPauseTwiceAsLongAsTheLastAndAMinuteAtMost() {
        house.dialogue = turn -> {
            throw new IllegalStateException("cannot decide");
        };
        house.says(ANN, "e1", "one");
        for (int pause : new int[] {1, 2, 4, 8, 16, 32, 60}) {
            double before = seconds("select extract(epoch from now())");
            house.settle();
            double due = seconds("select extract(epoch from turn_due) from conversations");

            assertThat(due - pause).isBetween(before, seconds("select extract(epoch from now())"));
            everythingIsDue();
        }
        assertThat(house.decided).hasSize(7);
        assertThat(reasons()).isEmpty();
    }

    private double seconds(String query) {
        return house.sql.sql(query).query(Double.class).single();
    }

    @Test
    void whoeverWasOvertakenGivesNothingUp() {
        house.dialogue = turn -> {
            throw new IllegalStateException("cannot decide");
        };
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        for (int attempt = 0; attempt < 7; attempt++) {
            house.settle();
            everythingIsDue();
        }
        Leases.Lease last = house.turns.due(1).getFirst();
        house.sql
                .sql("update conversations set lease_until = now() - interval '1 second'")
                .update();
        assertThat(house.turns.due(1)).hasSize(1);
        house.turns.work(last);

        assertThat(reasons()).isEmpty();
        assertThat(house.transcript(conversation)).containsExactly("citizen: one");
    }

    private void everythingIsDue() {
        house.sql
                .sql("update conversations set turn_due = now() where turn_due is not null")
                .update();
    }

    private List<@org.jspecify.annotations.Nullable String> reasons() {
        return house.sql
                .sql("select reason from dead_letters")
                .query(String.class)
                .list();
    }

    @Test
    void aMessageThatArrivesWhileTheLeaseIsLetGoIsDueAtOnce() throws Exception {
        house.says(ANN, "e1", "one");
        Leases.Lease lease = house.turns.due(10).getFirst();
        house.sql.sql("update conversations set handled_seq = 1").update();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> inbox = threads.submit(() -> house.database.<Integer>inTransaction(sql -> {
                sql.sql("update conversations set last_seq = 2, said_seq = 2, turn_due = coalesce(turn_due, now())")
                        .update();
                arrived.countDown();
                return await(commit);
            }));
            assertThat(arrived.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Future<Integer> release = threads.submit(() -> house.database.<Integer>inTransaction(sql -> {
                new Leases().release(sql, lease);
                return 0;
            }));
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> house.sql
                            .sql("select exists (select 1 from pg_locks where not granted)")
                            .query(Boolean.class)
                            .single());
            commit.countDown();
            inbox.get(SOON.toSeconds(), TimeUnit.SECONDS);
            release.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(house.turns.due(10)).hasSize(1);
    }

    private static int await(CountDownLatch latch) {
        try {
            return latch.await(SOON.toSeconds(), TimeUnit.SECONDS) ? 0 : 1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLongReplyGoesOutInPartsThatEachStandAlone() {
        String sentence = "This is a sentence about bins that goes on for a while and then it stops. ";
        house.dialogue = turn -> House.answer(turn, new Content.Text(sentence.repeat(100)));
        house.says(ANN, "e1", "tell me everything");
        house.settle();

        List<@org.jspecify.annotations.Nullable String> parts = house.sql
                .sql("select payload -> 'content' ->> 'text' from outbox order by part")
                .query(String.class)
                .list();
        assertThat(parts)
                .hasSizeGreaterThan(2)
                .allSatisfy(part ->
                        assertThat(part).hasSizeLessThanOrEqualTo(Parts.LONGEST).endsWith("stops."));
    }

    @Test
    void whatTheAssistantTriedIsKept() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        house.settle();

        assertThat(House.now(house.conversations.transcript(conversation)).tried())
                .extracting(Decision.Tried::id)
                .containsExactly("missed-bin");
    }

    @Test
    void nothingWasDecidedWhereTheAssistantItselfSpoke() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        house.settle();

        assertThat(House.now(house.conversations.decided(conversation, 1)).words())
                .isEqualTo("one");
        assertThat(house.conversations.decided(conversation, 2).blockOptional()).isEmpty();
    }

    @Test
    void whoMayBeInDangerIsDealtWithFirstHoweverManyWait() {
        house.dialogue = new Dialogue() {
            @Override
            public boolean pressing(String words) {
                return words.contains("gas");
            }

            @Override
            public Decision decide(Turn turn) {
                return House.echo(turn);
            }
        };
        house.says(House.citizen(1), "u1", "my bin");
        house.says(House.citizen(2), "u2", "my street light");
        house.says(House.citizen(3), "u3", "i smell gas");

        house.turns.due(1).forEach(house.turns::work);

        assertThat(house.decided).extracting(turn -> turn.message().text()).containsExactly("i smell gas");
    }
}
