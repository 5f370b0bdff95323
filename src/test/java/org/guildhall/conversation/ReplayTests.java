package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.InboxTests.idOf;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.Test;

/** What staff see of dead letters, and what becomes of a message they want tried again. */
class ReplayTests {

    private static final Set<String> EVERY_TEAM = Set.of();

    private final House house = new House();

    @Test
    void showsWhereAMessageStandsThatWasGivenUpAndWhy() {
        UUID conversation = givenUp("poison");

        assertThat(letter().kind()).isEqualTo(DeadLetter.Kind.MESSAGE);
        assertThat(letter().state()).isEqualTo(DeadLetter.State.WAITING);
        assertThat(letter().conversation()).isEqualTo(conversation);
        assertThat(letter().seq()).isEqualTo(1);
        assertThat(letter().detail()).isEqualTo("IllegalStateException");
        assertThat(letter().reference()).isEqualTo(reference());
        assertThat(House.now(house.office.waiting(EVERY_TEAM))).isEqualTo(1);
        assertThat(house.sql
                        .sql("select who || ' ' || action from audit")
                        .query(String.class)
                        .list())
                .contains("sam dead-letters.view");
    }

    @Test
    void answersAsTheNewestMessageWhoeverStillWaitsForAPerson() {
        UUID conversation = givenUp("poison");
        house.says(ANN, "e2", "fine");
        house.settle();
        house.dialogue = ReplayTests::sure;
        ask();
        house.secondTurns.workOnOne();

        assertThat(house.transcript(conversation).getLast()).isEqualTo("assistant: Sure: poison");
        assertThat(seqs(conversation)).containsExactly(1, 2, 3, 4, 5);
        assertThat(letter().state()).isEqualTo(DeadLetter.State.REPLAYED);
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.ANSWERED);
        assertThat(floor()).isEqualTo("queue");
        assertThat(House.now(house.conversations.decided(conversation, 1)).outcome())
                .isEqualTo("answered");
    }

    @Test
    void letsTheNextMessageBeAnsweredAfterwards() {
        UUID conversation = givenUp("poison");
        house.dialogue = ReplayTests::sure;
        ask();
        house.secondTurns.workOnOne();
        house.says(ANN, "e2", "and this");
        house.settle();

        assertThat(house.transcript(conversation).getLast()).isEqualTo("assistant: Sure: and this");
        assertThat(seqs(conversation)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void leavesWhatIsNotSureToThePersonTheyWaitFor() {
        UUID conversation = givenUp("poison");
        List<String> before = house.transcript(conversation);
        house.dialogue = House::echo;
        ask();
        house.secondTurns.workOnOne();

        assertThat(house.transcript(conversation)).isEqualTo(before);
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.LEFT);
    }

    @Test
    void saysNothingBesideAPersonWhoHasTheConversation() {
        UUID conversation = givenUp("poison");
        House.now(house.casework.claim(conversation, by(House.SAM)));
        List<String> before = house.transcript(conversation);
        house.dialogue = ReplayTests::sure;
        ask();
        house.secondTurns.workOnOne();

        assertThat(house.transcript(conversation)).isEqualTo(before);
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.LEFT);
    }

    @Test
    void saysNothingAfterAPersonHasAnsweredAlsoWhenTheyWaitAgain() {
        UUID conversation = givenUp("poison");
        House.now(house.casework.reply(conversation, by(House.SAM), "I have done it."));
        House.now(house.casework.transferToTeam(conversation, by(House.SAM), "waste"));
        house.dialogue = ReplayTests::sure;
        ask();
        house.secondTurns.workOnOne();

        assertThat(house.transcript(conversation).getLast()).isEqualTo("staff: I have done it.");
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.LEFT);
    }

    @Test
    void saysWhatToDoInDangerWhoeverHasTheConversation() {
        UUID conversation = givenUp("I smell gas");
        House.now(house.casework.claim(conversation, by(House.SAM)));
        house.dialogue = turn -> House.handOver(turn, "front-desk", Priority.DANGER);
        ask();
        house.secondTurns.workOnOne();

        assertThat(house.transcript(conversation).getLast()).contains(Objects.requireNonNull(reference()));
        assertThat(house.sql
                        .sql("select priority || ' ' || held_by from conversations")
                        .query(String.class)
                        .single())
                .isEqualTo("danger sam");
    }

    @Test
    void comesBackWithTheNewReasonWhenItFailsAgain() {
        givenUp("poison");
        house.dialogue = turn -> {
            throw new UnsupportedOperationException("still cannot");
        };
        ask();
        house.secondTurns.workOnOne();

        assertThat(letter().state()).isEqualTo(DeadLetter.State.WAITING);
        assertThat(letter().failures()).isEqualTo(1);
        assertThat(letter().detail()).isEqualTo("UnsupportedOperationException");

        house.dialogue = ReplayTests::sure;
        ask();
        house.secondTurns.workOnOne();
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.ANSWERED);
    }

    @Test
    void answersOnceHoweverManyPressAndWorkAtOnce() throws Exception {
        UUID conversation = givenUp("poison");
        house.dialogue = ReplayTests::sure;
        for (int round = 0; round < 3; round++) {
            atOnce(IntStream.range(0, 8)
                    .<Callable<Object>>mapToObj(i -> i % 2 == 0
                            ? this::ask
                            : () -> {
                                house.secondTurns.workOnOne();
                                return true;
                            })
                    .toList());
        }
        house.secondTurns.workOnOne();

        assertThat(house.transcript(conversation))
                .filteredOn(said -> said.equals("assistant: Sure: poison"))
                .hasSize(1);
        assertThat(ask())
                .isInstanceOfSatisfying(
                        Replay.Asked.class,
                        again -> assertThat(again.letter().outcome()).isEqualTo(DeadLetter.Outcome.ANSWERED));
        assertThat(house.sql
                        .sql("select count(*) from audit where action = 'dead-letter.replay'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void waitsWhileSomebodyWorksOnTheConversation() {
        UUID conversation = givenUp("poison");
        house.says(ANN, "e2", "fine");
        Leases.Lease turn = house.turns.due(1).getFirst();
        // It runs out in five seconds, or when this machine is slow.
        house.sql
                .sql("update conversations set lease_until = now() + interval '1 hour'")
                .update();
        house.dialogue = ReplayTests::sure;
        ask();
        house.secondTurns.workOnOne();
        assertThat(letter().state()).isEqualTo(DeadLetter.State.REPLAYING);

        house.turns.work(turn);
        house.secondTurns.workOnOne();
        assertThat(house.transcript(conversation)).endsWith("assistant: Sure: fine", "assistant: Sure: poison");
    }

    @Test
    void aNodeThatSleptThroughItsLeaseSaysNothing() {
        UUID conversation = givenUp("poison");
        ask();
        house.dialogue = turn -> {
            house.sql
                    .sql("update conversations set fence = fence + 1, lease_until = null")
                    .update();
            return sure(turn);
        };
        house.secondTurns.workOnOne();
        assertThat(house.transcript(conversation)).hasSize(2);

        house.sql
                .sql("update dead_letters set replay_lease_until = now() - interval '1 second'")
                .update();
        house.dialogue = ReplayTests::sure;
        house.secondTurns.workOnOne();
        assertThat(house.transcript(conversation)).hasSize(3);
    }

    @Test
    void cannotHelpInAConversationThatIsOver() {
        UUID conversation = givenUp("poison");
        House.now(house.casework.close(conversation, by(House.SAM), "solved"));

        assertThat(ask()).isEqualTo(new Replay.Impossible(Replay.Why.CLOSED));
    }

    @Test
    void cannotReadAgainWhatWasNeverKept() {
        house.take(new Inbound.Unreadable("e9", ANN, "a kind we do not know"));

        assertThat(letter().kind()).isEqualTo(DeadLetter.Kind.EVENT);
        assertThat(ask()).isEqualTo(new Replay.Impossible(Replay.Why.NOTHING_KEPT));
    }

    @Test
    void showsStaffOfATeamOnlyTheirConversationsLettersAndNoRawOnes() {
        givenUp("poison");
        keep(new byte[] {1});

        assertThat(House.now(house.office.look(House.SAM, EVERY_TEAM))).hasSize(2);
        assertThat(House.now(house.office.look(House.SAM, Set.of("front-desk"))))
                .hasSize(1);
        assertThat(House.now(house.office.look(House.SAM, Set.of("housing")))).isEmpty();
        UUID id = House.now(house.office.look(House.SAM, Set.of("front-desk")))
                .getFirst()
                .id();
        assertThat(House.now(house.office.replay(House.SAM, Set.of("housing"), id)))
                .isEqualTo(new Replay.Missing());
        assertThat(House.now(house.office.discard(House.SAM, Set.of("housing"), id, "too-late")))
                .isFalse();
        assertThat(House.now(house.office.waiting(Set.of("housing")))).isZero();
    }

    @Test
    void isGoneFromTheListOncePutAside() {
        keep(new byte[] {1});
        UUID id = letter().id();

        assertThat(House.now(house.office.discard(House.SAM, EVERY_TEAM, id, "not-a-message")))
                .isTrue();
        assertThat(House.now(house.office.look(House.SAM, EVERY_TEAM))).isEmpty();
        assertThat(House.now(house.office.waiting(EVERY_TEAM))).isZero();
        assertThat(House.now(house.office.replay(House.SAM, EVERY_TEAM, id)))
                .isEqualTo(new Replay.Impossible(Replay.Why.DISCARDED));
        assertThat(House.now(house.office.discard(House.SAM, EVERY_TEAM, UUID.randomUUID(), "too-late")))
                .isFalse();
    }

    @Test
    void givesABodyOnlyToWhoeverCanReadItAndToOneAtATime() {
        keep(new byte[] {1, 2});
        assertThat(house.replays.take(accounts("42"))).isEmpty();
        ask();

        assertThat(house.replays.take(accounts("another"))).isEmpty();
        Replays.Kept kept = house.replays.take(accounts("42")).orElseThrow();
        assertThat(kept.call().body()).containsExactly(1, 2);
        assertThat(house.replays.take(accounts("42"))).isEmpty();
        house.replays.replayed(kept, DeadLetter.Outcome.TAKEN);
        assertThat(letter().state()).isEqualTo(DeadLetter.State.REPLAYED);
    }

    @Test
    void whoWasOvertakenSettlesNothing() {
        keep(new byte[] {1, 2});
        ask();
        Replays.Kept slow = house.replays.take(accounts("42")).orElseThrow();
        leaseRunsOut();
        Replays.Kept quick = house.replays.take(accounts("42")).orElseThrow();

        house.replays.failed(slow, "late");
        assertThat(letter().state()).isEqualTo(DeadLetter.State.REPLAYING);
        house.replays.replayed(quick, DeadLetter.Outcome.TAKEN);
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.TAKEN);
    }

    @Test
    void aBodyThatEndsItsReaderThreeTimesIsNotReadAFourthTime() {
        keep(new byte[] {1, 2});
        ask();
        for (int death = 0; death < 3; death++) {
            assertThat(house.replays.take(accounts("42"))).isPresent();
            leaseRunsOut();
        }

        assertThat(house.replays.take(accounts("42"))).isEmpty();
        assertThat(letter().state()).isEqualTo(DeadLetter.State.WAITING);
        assertThat(letter().detail()).isEqualTo("each try ended in the middle");
        ask();
        assertThat(house.replays.take(accounts("42"))).isPresent();
    }

    @Test
    void knowsWhatWasSaidLongAfterTheInboxForgot() {
        house.says(ANN, "e1", "hello");
        house.sql.sql("delete from inbox_events").update();
        Inbound.Said again = new Inbound.Said("e1", ANN, new Content.Text("hello"), null, null, null, null);
        Inbound.Said fresh = new Inbound.Said("e2", ANN, new Content.Text("hello"), null, null, null, null);

        assertThat(house.replays.unheard(List.of(again, fresh))).isEqualTo(List.of(fresh));
    }

    static Decision sure(Turn turn) {
        return new Decision(
                "answered",
                turn.memory(),
                List.of(new Decision.Reply(
                        new Content.Text("Sure: " + turn.message().text()), null)),
                null,
                new Quoted("missed-bin", 1, "Report a missed bin", null),
                0.9,
                List.of());
    }

    private UUID givenUp(String words) {
        return givenUp(house, ANN, "e1", words);
    }

    /** Says something that nobody can decide until it is given up. */
    static UUID givenUp(House house, Address who, String eventId, String words) {
        Dialogue before = house.dialogue;
        house.dialogue = turn -> {
            throw new IllegalStateException("cannot decide");
        };
        UUID conversation = idOf(house.says(who, eventId, words));
        for (int attempt = 0; attempt < 8; attempt++) {
            house.sql
                    .sql("update conversations set turn_due = now() where turn_due is not null")
                    .update();
            house.settle();
        }
        house.dialogue = before;
        return conversation;
    }

    private void keep(byte[] body) {
        House.now(house.inbox
                .keep(new RawCall("telegram", "42", "POST", "", null, body), "not JSON")
                .thenReturn(true));
    }

    private Replay ask() {
        return House.now(house.office.replay(House.SAM, EVERY_TEAM, letter().id()));
    }

    private DeadLetter letter() {
        return House.now(house.office.look(House.SAM, EVERY_TEAM)).getFirst();
    }

    private static List<Replays.Account> accounts(String account) {
        return List.of(new Replays.Account("pigeon", "42"), new Replays.Account("telegram", account));
    }

    private void leaseRunsOut() {
        house.sql
                .sql("update dead_letters set replay_lease_until = now() - interval '1 second'")
                .update();
    }

    private List<Integer> seqs(UUID conversation) {
        return House.now(house.conversations.transcript(conversation)).messages().stream()
                .map(Message::seq)
                .toList();
    }

    private String floor() {
        return house.sql
                .sql("select floor from conversations")
                .query(String.class)
                .single();
    }

    private String reference() {
        return house.sql
                .sql("select reference from conversations")
                .query(String.class)
                .single();
    }

    private static <T> void atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> future : threads.invokeAll(calls)) {
                future.get();
            }
        }
    }
}
