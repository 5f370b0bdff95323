package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;

/** What holds of conversations, whatever citizens and staff do and in whatever order. */
class ConversationPropertyTests {

    private static final House HOUSE = new House();
    private static final int CITIZENS = 2;
    private static final List<StaffName> STAFF = List.of(House.SAM, House.ALEX, new StaffName("kim", "Kim"));

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    void everyDeedEndsAsTheFloorSays(@ForAll("deeds") List<Deed> deeds) {
        play(deeds);
    }

    /** Found by the stories: the thanks for the yes and the next conversation's first message had the same place. */
    @Example
    void aQuestionRightAfterAYesBeginsWhereTheLastConversationEnds() {
        play(List.of(new Deed.NotSolved(1), new Deed.Close(0, 1), new Deed.Solved(1), new Deed.Says(1, Word.HELLO)));
    }

    @Property(tries = 400)
    @Tag("slow")
    void everyDeedEndsAsTheFloorSaysInFourHundredStories(@ForAll("deeds") List<Deed> deeds) {
        play(deeds);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void allAtOnceNothingIsLostOrAnsweredTwice(
            @ForAll("openDeeds") List<Deed> one,
            @ForAll("openDeeds") List<Deed> two,
            @ForAll("openDeeds") List<Deed> three)
            throws InterruptedException, ExecutionException {
        playAtOnce(List.of(one, two, three));
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void allAtOnceNothingIsLostOrAnsweredTwiceAHundredAndFiftyTimes(
            @ForAll("openDeeds") List<Deed> one,
            @ForAll("openDeeds") List<Deed> two,
            @ForAll("openDeeds") List<Deed> three)
            throws InterruptedException, ExecutionException {
        playAtOnce(List.of(one, two, three));
    }

    private static void play(List<Deed> deeds) {
        Story story = new Story();
        deeds.forEach(story::happens);
        story.happens(new Deed.Work());
        story.holds();
    }

    private static void playAtOnce(List<List<Deed>> hands) throws InterruptedException, ExecutionException {
        Crowd crowd = new Crowd();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = threads.invokeAll(IntStream.range(0, hands.size())
                    .<Callable<Void>>mapToObj(hand -> () -> {
                        hands.get(hand).forEach(deed -> crowd.does(hand, deed));
                        return null;
                    })
                    .toList());
            for (Future<Void> hand : all) {
                hand.get();
            }
        }
        crowd.holds();
    }

    /** Who comes back after the end with the word for it means what was closed. */
    private static Dialogue dialogue() {
        return new Dialogue() {
            @Override
            public Return returns(String words, List<String> before, boolean asked) {
                return words.startsWith("still") ? Return.FOLLOW_UP : Return.NEW_QUESTION;
            }

            @Override
            public Decision decide(Turn turn) {
                return ConversationPropertyTests.decide(turn);
            }
        };
    }

    /** Asks for a person, and for one at once when it burns; the rest is answered. Staff who hold it are left alone. */
    private static Decision decide(Turn turn) {
        String words = turn.message().text();
        if (words.startsWith("fire")) {
            return House.handOver(turn, "front-desk", Priority.DANGER);
        }
        if (turn.floor() == Floor.STAFF) {
            return new Decision("silent_staff", turn.memory(), List.of(), null, null, null, List.of());
        }
        return words.startsWith("help") ? House.handOver(turn, "waste", Priority.NORMAL) : House.echo(turn);
    }

    /** One after the other, each held against what the words of {@link Floor} promise. */
    private static final class Story {

        private final List<List<Case>> cases = IntStream.range(0, CITIZENS)
                .<List<Case>>mapToObj(i -> new ArrayList<>())
                .toList();
        private final List<Inbound.Said> events = new ArrayList<>();
        private final List<Accepted> accepted = new ArrayList<>();

        Story() {
            HOUSE.forgetEveryone();
            HOUSE.dialogue = dialogue();
        }

        void happens(Deed deed) {
            switch (deed) {
                case Deed.Says says -> said(says.citizen(), says.word() + " " + events.size(), null);
                case Deed.NotSolved tap -> said(tap.citizen(), "not solved " + events.size(), Inbox.NOT_SOLVED);
                case Deed.Solved tap -> said(tap.citizen(), "solved " + events.size(), Inbox.SOLVED);
                case Deed.Again again -> again(again.which());
                case Deed.Work ignored -> work();
                case Deed.Comes comes -> HOUSE.present.add(STAFF.get(comes.staff()));
                case Deed.Goes goes -> HOUSE.present.remove(STAFF.get(goes.staff()));
                case Deed.Claim claim -> staff(claim.staff(), claim.citizen(), claim);
                case Deed.Reply reply -> staff(reply.staff(), reply.citizen(), reply);
                case Deed.ToTeam transfer -> staff(transfer.staff(), transfer.citizen(), transfer);
                case Deed.ToStaff transfer -> staff(transfer.staff(), transfer.citizen(), transfer);
                case Deed.ToAssistant back -> staff(back.staff(), back.citizen(), back);
                case Deed.Close close -> {
                    work();
                    staff(close.staff(), close.citizen(), close);
                }
            }
        }

        private void said(int citizen, String words, @Nullable String choice) {
            Inbound.Said event = new Inbound.Said(
                    "e" + events.size(), House.citizen(citizen), new Content.Text(words), choice, null, null, null);
            Accepted taken = HOUSE.take(event);
            events.add(event);
            accepted.add(taken);
            Case expected = caseFor(citizen, words, choice, InboxTests.idOf(taken));
            assertThat(taken.conversation()).isEqualTo(expected.id);
            assertThat(taken.duplicate()).isFalse();
            expected.unanswered.add(words);
            expected.check();
        }

        private Case caseFor(int citizen, String words, @Nullable String choice, UUID taken) {
            List<Case> theirs = cases.get(citizen);
            Case last = theirs.isEmpty() ? null : theirs.getLast();
            if (last != null && last.floor != Floor.CLOSED) {
                return last;
            }
            boolean follows = Inbox.NOT_SOLVED.equals(choice) || choice == null && words.startsWith("still");
            if (last != null && follows) {
                last.comesBack();
                return last;
            }
            if (last != null && last.asked && Inbox.SOLVED.equals(choice)) {
                return last;
            }
            Case opened = new Case(taken);
            assertThat(theirs).extracting(known -> known.id).doesNotContain(taken);
            theirs.add(opened);
            return opened;
        }

        private void again(int which) {
            if (!events.isEmpty()) {
                int index = which % events.size();
                Accepted first = accepted.get(index);
                assertThat(HOUSE.take(events.get(index)))
                        .isEqualTo(new Accepted(first.conversation(), first.seq(), true));
            }
        }

        private void work() {
            HOUSE.settle();
            for (Case one : cases.stream().flatMap(List::stream).toList()) {
                for (String words : one.unanswered) {
                    boolean person = words.startsWith("help") || words.startsWith("fire");
                    if (person && one.floor == Floor.ASSISTANT) {
                        one.floor = Floor.QUEUE;
                    }
                    // Whatever is answered takes the question off the table.
                    one.asked = false;
                }
                one.unanswered.clear();
                one.check();
            }
        }

        private void staff(int staff, int citizen, Deed deed) {
            StaffName by = STAFF.get(staff);
            List<Case> theirs = cases.get(citizen);
            if (theirs.isEmpty()) {
                assertThat(done(new UUID(0, 0), by, deed)).isEqualTo(new Claim.Missing());
                return;
            }
            Case one = theirs.getLast();
            StaffName holder = one.holder;
            Claim claim = done(one.id, by, deed);
            if (one.floor == Floor.CLOSED) {
                assertThat(claim).isEqualTo(new Claim.Over());
            } else if (holder != null && !holder.equals(by)) {
                assertThat(claim).isEqualTo(new Claim.HeldBy(holder));
            } else {
                assertThat(claim).isEqualTo(new Claim.Yours());
                one.moved(by, deed);
            }
            one.check();
        }

        void holds() {
            everythingHolds(
                    cases.stream().flatMap(List::stream).map(one -> one.id).toList(), events.size());
        }
    }

    /** A conversation as it should be. */
    private static final class Case {

        final UUID id;
        final List<String> unanswered = new ArrayList<>();
        Floor floor = Floor.ASSISTANT;

        @Nullable StaffName holder;

        /** Whether "Did we solve this?" is open. */
        boolean asked;

        private @Nullable StaffName closedBy;
        private @Nullable String reference;

        Case(UUID id) {
            this.id = id;
        }

        void moved(StaffName by, Deed deed) {
            switch (deed) {
                case Deed.Claim ignored -> heldBy(by);
                case Deed.Reply ignored -> heldBy(by);
                case Deed.ToStaff transfer -> heldBy(STAFF.get(transfer.colleague()));
                case Deed.ToTeam ignored -> free(Floor.QUEUE);
                case Deed.ToAssistant ignored -> free(Floor.ASSISTANT);
                case Deed.Close ignored -> {
                    free(Floor.CLOSED);
                    closedBy = by;
                    asked = true;
                }
                default -> throw new IllegalArgumentException("not a deed of staff: " + deed);
            }
        }

        private void heldBy(StaffName staff) {
            floor = Floor.STAFF;
            holder = staff;
        }

        void comesBack() {
            StaffName had = closedBy;
            if (had != null && HOUSE.present.contains(had)) {
                heldBy(had);
            } else {
                free(Floor.QUEUE);
            }
        }

        private void free(Floor to) {
            floor = to;
            holder = null;
        }

        void check() {
            Summary summary = now(HOUSE.conversations.summary(id));
            assertThat(summary.floor()).isEqualTo(floor);
            assertThat(summary.holder()).isEqualTo(holder);
            if (reference != null) {
                assertThat(summary.reference()).as("a reference is kept").isEqualTo(reference);
            }
            reference = summary.reference();
            assertThat(floor == Floor.ASSISTANT || reference != null)
                    .as("who waits, is dealt with or was told that it is closed can quote a reference")
                    .isTrue();
        }
    }

    /** All at once: what each call said is not known beforehand, what must hold afterwards is. */
    private static final class Crowd {

        private final Set<UUID> ids = ConcurrentHashMap.newKeySet();
        private final AtomicInteger number = new AtomicInteger();

        Crowd() {
            HOUSE.forgetEveryone();
            HOUSE.dialogue = dialogue();
        }

        void does(int hand, Deed deed) {
            switch (deed) {
                case Deed.Says says -> said(says.citizen(), says.word().toString());
                case Deed.NotSolved tap -> said(tap.citizen(), "not solved");
                case Deed.Solved tap -> said(tap.citizen(), "solved");
                case Deed.Comes comes -> HOUSE.present.add(STAFF.get(comes.staff()));
                case Deed.Goes goes -> HOUSE.present.remove(STAFF.get(goes.staff()));
                case Deed.Again again -> said(again.which() % CITIZENS, "hello");
                case Deed.Work ignored -> HOUSE.turns.due(1).forEach(HOUSE.turns::work);
                case Deed.Claim claim -> staff(hand, claim.citizen(), claim);
                case Deed.Reply reply -> staff(hand, reply.citizen(), reply);
                case Deed.ToTeam transfer -> staff(hand, transfer.citizen(), transfer);
                case Deed.ToStaff transfer -> staff(hand, transfer.citizen(), transfer);
                case Deed.ToAssistant back -> staff(hand, back.citizen(), back);
                case Deed.Close ignored -> throw new IllegalArgumentException("open deeds only");
            }
        }

        private void said(int citizen, String word) {
            int event = number.getAndIncrement();
            Inbound.Said said = new Inbound.Said(
                    "e" + event, House.citizen(citizen), new Content.Text(word + " " + event), null, null, null, null);
            Accepted first = HOUSE.take(said);
            assertThat(HOUSE.take(said)).isEqualTo(new Accepted(first.conversation(), first.seq(), true));
            ids.add(InboxTests.idOf(first));
        }

        private static void staff(int hand, int citizen, Deed deed) {
            Conversations.Standing standing =
                    HOUSE.conversations.standing(House.citizen(citizen)).block();
            if (standing != null) {
                done(standing.conversation(), STAFF.get(hand), deed);
            }
        }

        void holds() {
            HOUSE.settle();
            everythingHolds(List.copyOf(ids), number.get());
        }
    }

    private static Claim done(UUID conversation, StaffName by, Deed deed) {
        Casework casework = HOUSE.casework;
        return now(
                switch (deed) {
                    case Deed.Claim ignored -> casework.claim(conversation, by(by));
                    case Deed.Reply ignored ->
                        casework.reply(conversation, by(by), "We will look.").map(Casework.Said::claim);
                    case Deed.ToTeam ignored -> casework.transferToTeam(conversation, by(by), "housing");
                    case Deed.ToStaff transfer ->
                        casework.transferToStaff(conversation, by(by), STAFF.get(transfer.colleague()));
                    case Deed.ToAssistant ignored -> casework.toAssistant(conversation, by(by));
                    case Deed.Close ignored -> casework.close(conversation, by(by), "solved");
                    default -> throw new IllegalArgumentException("not a deed of staff: " + deed);
                });
    }

    private static void everythingHolds(List<UUID> ids, int said) {
        int decided = 0;
        for (int citizen = 0; citizen < CITIZENS; citizen++) {
            List<Message> messages = now(HOUSE.conversations.since(House.citizen(citizen), 0));
            assertThat(messages)
                    .extracting(Message::seq)
                    .as("the sequence along an address has no gap and nothing twice")
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, messages.size()).boxed().toList());
            List<String> replies = messages.stream()
                    .filter(message -> message.sender() == Sender.ASSISTANT)
                    .map(Message::text)
                    .filter(text -> text.startsWith("You said: "))
                    .toList();
            assertThat(replies).as("answered twice").doesNotHaveDuplicates();
        }
        for (UUID id : ids) {
            Transcript transcript = now(HOUSE.conversations.transcript(id));
            List<Integer> asked = transcript.messages().stream()
                    .filter(message -> message.sender() == Sender.CITIZEN)
                    .map(Message::seq)
                    .toList();
            assertThat(transcript.decided()).as("decided once each").containsExactlyInAnyOrderElementsOf(asked);
            decided += asked.size();
            heldByItsHolderOnly(transcript.summary());
        }
        assertThat(decided).as("nothing that was taken in is missing").isEqualTo(said);
        assertThat(openOnes(ids)).as("open conversations").isLessThanOrEqualTo(CITIZENS);
        assertThat(HOUSE.sql
                        .sql("select count(*) from dead_letters")
                        .query(Integer.class)
                        .single())
                .as("dead letters")
                .isZero();
    }

    private static long openOnes(List<UUID> ids) {
        return ids.stream()
                .filter(id -> now(HOUSE.conversations.summary(id)).floor() != Floor.CLOSED)
                .count();
    }

    private static void heldByItsHolderOnly(Summary summary) {
        List<StaffName> holders = STAFF.stream()
                .filter(staff -> now(HOUSE.queue.heldBy(staff)).stream()
                        .anyMatch(held -> held.id().equals(summary.id())))
                .toList();
        StaffName holder = summary.holder();
        assertThat(holders).isEqualTo(holder == null ? List.of() : List.of(Objects.requireNonNull(holder)));
        assertThat(summary.floor() == Floor.STAFF).isEqualTo(holder != null);
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, citizensDeeds()),
                        Tuple.of(8, openDeedsOfStaff()),
                        Tuple.of(3, Combinators.combine(staff(), citizen()).as((staff, citizen) ->
                                (Deed) new Deed.Close(staff, citizen))))
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Deed>> openDeeds() {
        return Arbitraries.oneOf(citizensDeeds(), openDeedsOfStaff())
                .list()
                .ofMinSize(3)
                .ofMaxSize(10);
    }

    private static Arbitrary<Deed> citizensDeeds() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(citizen(), Arbitraries.of(Word.class))
                                .as((citizen, word) -> (Deed) new Deed.Says(citizen, word))),
                Tuple.of(2, citizen().map(Deed.NotSolved::new)),
                Tuple.of(2, citizen().map(Deed.Solved::new)),
                Tuple.of(1, Arbitraries.integers().between(0, 99).map(Deed.Again::new)),
                Tuple.of(3, Arbitraries.just(new Deed.Work())));
    }

    private static Arbitrary<Deed> openDeedsOfStaff() {
        return Arbitraries.oneOf(
                Combinators.combine(staff(), citizen()).as(Deed.Claim::new),
                Combinators.combine(staff(), citizen()).as(Deed.Reply::new),
                Combinators.combine(staff(), citizen()).as(Deed.ToTeam::new),
                Combinators.combine(staff(), citizen()).as(Deed.ToAssistant::new),
                staff().map(Deed.Comes::new),
                staff().map(Deed.Goes::new),
                Combinators.combine(staff(), staff(), citizen()).as(Deed.ToStaff::new));
    }

    private static Arbitrary<Integer> staff() {
        return Arbitraries.integers().between(0, STAFF.size() - 1);
    }

    private static Arbitrary<Integer> citizen() {
        return Arbitraries.integers().between(0, CITIZENS - 1);
    }

    /** What a citizen's words begin with; it decides what comes of them. */
    private enum Word {
        HELLO,
        HELP,
        FIRE,
        STILL;

        @Override
        public String toString() {
            return Words.of(this);
        }
    }

    /** One thing somebody does. Staff and citizens are numbers; staff always act on the citizen's latest conversation. */
    private sealed interface Deed {
        record Says(int citizen, Word word) implements Deed {}

        record NotSolved(int citizen) implements Deed {}

        record Solved(int citizen) implements Deed {}

        /** Comes to the desk, or leaves it. */
        record Comes(int staff) implements Deed {}

        record Goes(int staff) implements Deed {}

        /** The messenger delivers an earlier event again. */
        record Again(int which) implements Deed {}

        record Work() implements Deed {}

        record Claim(int staff, int citizen) implements Deed {}

        record Reply(int staff, int citizen) implements Deed {}

        record ToTeam(int staff, int citizen) implements Deed {}

        record ToStaff(int staff, int colleague, int citizen) implements Deed {}

        record ToAssistant(int staff, int citizen) implements Deed {}

        record Close(int staff, int citizen) implements Deed {}
    }
}
