package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.now;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.guildhall.conversation.Outbox.Dispatch;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;

/** What holds of the outbox, however two couriers take, settle, crash and sleep, and whatever messengers answer. */
class OutboxPropertyTests {

    private static final House HOUSE = new House();
    private static final int CONVERSATIONS = 2;
    /** As long as a messenger lets the same citizen wait for the next one. */
    private static final Duration PACED = Duration.ofSeconds(30);

    private static final int COURIERS = 2;

    /** Seconds: the longest wait of our own, and what a citizen may have to wait at most. */
    private static final double LONGEST_BACKOFF = 120;

    private static final double GIVEN_UP_AFTER = 4 * 3600;

    /** What a citizen ends with whose answer does not fit into one part. */
    private static final String AT_LENGTH = ", at length";
    /** Characters of such an answer, and the parts they make. */
    private static final int LONG = 8_000;

    private static final int PARTS_OF_LONG = 3;

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void inOrderOnceOrMarkedAndNeverByAStaleAttempt(@ForAll("steps") List<Step> steps) {
        play(steps);
    }

    @Property(tries = 400)
    @Tag("slow")
    void inOrderOnceOrMarkedAndNeverByAStaleAttemptInFourHundredStories(@ForAll("steps") List<Step> steps) {
        play(steps);
    }

    private static void play(List<Step> steps) {
        Round round = new Round();
        steps.forEach(round::happens);
        round.drains();
    }

    /** The outbox beside a record of all that must be true of it. */
    private static final class Round {

        private final Map<UUID, Part> parts = new LinkedHashMap<>();
        private final List<List<Dispatch>> hands = List.of(new ArrayList<>(), new ArrayList<>());
        private int events;

        Round() {
            HOUSE.forgetEveryone();
            HOUSE.dialogue = Round::answer;
            for (int i = 0; i < CONVERSATIONS; i++) {
                says(i, false);
                says(i, i == 0);
            }
        }

        void happens(Step step) {
            switch (step) {
                case Step.Says says -> says(says.citizen(), says.atLength());
                case Step.Take take -> take(take.courier(), take.limit());
                case Step.Settle settle -> settle(settle.courier(), settle.which(), settle.answer());
                case Step.Crash crash -> hands.get(crash.courier()).clear();
                case Step.LeasesRunOut ignored -> leasesRunOut();
                case Step.WaitingIsOver ignored -> waitingIsOver();
                case Step.FourHoursPass ignored -> fourHoursPass();
                case Step.Receipt receipt -> receipt(receipt);
            }
            check();
        }

        private static Decision answer(Turn turn) {
            String question = turn.message().text();
            return question.endsWith(AT_LENGTH)
                    ? House.answer(turn, new Content.Text("This is a sentence about it. ".repeat(LONG / 29)))
                    : House.echo(turn);
        }

        private void says(int citizen, boolean atLength) {
            int before = parts.size();
            HOUSE.says(House.citizen(citizen), "e" + events, "question " + events++ + (atLength ? AT_LENGTH : ""));
            HOUSE.settle();
            HOUSE.sql
                    .sql("select id, conversation, seq, part from outbox order by seq, part")
                    .query((row, number) -> parts.putIfAbsent(
                            row.getObject("id", UUID.class),
                            new Part(
                                    row.getObject("id", UUID.class),
                                    row.getObject("conversation", UUID.class),
                                    row.getInt("seq"),
                                    row.getInt("part"))))
                    .list();
            assertThat(parts.size() - before).as("parts of the reply").isEqualTo(atLength ? PARTS_OF_LONG : 1);
        }

        private void take(int courier, int limit) {
            // What was left in the middle waits again, or is given up the second time, before anything is given out.
            parts.values().forEach(Part::takenBack);
            parts.values().stream()
                    .filter(part -> part.waiting && part.waitedEnough)
                    .forEach(part -> part.goesAgain(somethingIsAfter(part)));
            now(HOUSE.outbox.takeBack("telegram"));
            List<Dispatch> taken = now(HOUSE.outbox.take(Outbox.Round.all("telegram"), limit, Duration.ZERO));
            onlyStepsPassTime();
            assertThat(taken).hasSizeLessThanOrEqualTo(limit);
            for (Dispatch dispatch : taken) {
                Part part = part(dispatch);
                assertThat(before(part)).as("what comes before it is settled").allMatch(Part::settled);
                part.givenOut(dispatch);
                hands.get(courier).add(dispatch);
            }
            assertThat(taken.size() == limit || parts.values().stream().noneMatch(this::couldGo))
                    .as("heads that are due stay behind only when the limit was reached")
                    .isTrue();
        }

        /** Leases and waits run out when a step says so, not when this machine is slow. */
        private static void onlyStepsPassTime() {
            HOUSE.sql.sql("""
                            update outbox
                            set lease_until = case when lease_until > now() then now() + interval '1 hour' else lease_until end,
                                due_at = case when due_at > now() then now() + interval '3 hours' else due_at end
                            where state in ('pending', 'sending')""").update();
            HOUSE.sql
                    .sql("update outbox set retry_at = now() + interval '3 hours' where retry_at > now()")
                    .update();
        }

        private void settle(int courier, int which, Answer answer) {
            List<Dispatch> hand = hands.get(courier);
            if (hand.isEmpty()) {
                return;
            }
            Dispatch dispatch = hand.remove(which % hand.size());
            Part part = part(dispatch);
            Duration pause = answer.goesThrough() && which % 2 == 1 ? PACED : Duration.ZERO;
            List<@Nullable String> waits = waits();
            double from = clock();
            boolean written = now(HOUSE.outbox.settle(dispatch, answer.delivery(dispatch), pause));
            double to = clock();
            assertThat(written)
                    .as("only the latest attempt may settle, and only what is still being sent")
                    .isEqualTo(part.state == DeliveryState.SENDING && part.attempt == dispatch.attempt());
            if (!written) {
                assertThat(waits())
                        .as("whoever was overtaken keeps nobody waiting")
                        .isEqualTo(waits);
                return;
            }
            switch (answer) {
                case PARTLY -> part.goesOn(dispatch, false);
                case PARTLY_ACCEPTED -> part.goesOn(dispatch, true);
                case PARTLY_TOO_LATE -> {
                    part.findsTheWindowClosed();
                    part.goesOn(dispatch, true);
                }
                case SENT -> part.isSent(dispatch, false);
                case ACCEPTED -> part.isSent(dispatch, true);
                case REFUSED, BLOCKED -> part.ends(DeliveryState.FAILED);
                case LOST -> {
                    part.doubts++;
                    part.endsOrWaits(part.doubts > 1 ? DeliveryState.UNCERTAIN : null, answer, from, to);
                }
                case BUSY, BUSY_30_SECONDS, BUSY_TWO_HOURS, BUSY_FIVE_HOURS -> part.endsOrWaits(null, answer, from, to);
            }
            onlyStepsPassTime();
        }

        /** When each part that waits may go. */
        private static List<@Nullable String> waits() {
            return HOUSE.sql
                    .sql("select id::text || ' ' || due_at from outbox where state = 'pending' order by id")
                    .query(String.class)
                    .list();
        }

        private void leasesRunOut() {
            HOUSE.sql
                    .sql("update outbox set lease_until = now() - interval '1 second' where state = 'sending'")
                    .update();
            parts.values().stream()
                    .filter(part -> part.state == DeliveryState.SENDING)
                    .forEach(part -> part.leaseOver = true);
        }

        private void waitingIsOver() {
            HOUSE.sql
                    .sql("update outbox set due_at = now() where state = 'pending'")
                    .update();
            HOUSE.sql
                    .sql("update outbox set retry_at = now() where retry_at is not null")
                    .update();
            parts.values().stream().filter(part -> part.waiting).forEach(part -> part.waitedEnough = true);
        }

        private void fourHoursPass() {
            HOUSE.sql
                    .sql("update outbox set give_up_at = now() where state in ('pending', 'sending')")
                    .update();
            parts.values().stream().filter(part -> !part.settled()).forEach(part -> part.late = true);
        }

        /** About any message of a part, also about one that the messenger has while nobody has written that down. */
        private void receipt(Step.Receipt receipt) {
            List<Part> tried =
                    parts.values().stream().filter(part -> part.attempt > 0).toList();
            if (!tried.isEmpty()) {
                Part part = tried.get(receipt.which() % tried.size());
                String id = messageId(part.id, Math.max(1, part.attempt - receipt.back()));
                Told told = new Told(receipt.stage(), receipt.why());
                HOUSE.take(new Inbound.Receipt(
                        "r" + events++,
                        House.citizen(0),
                        id,
                        told.stage(),
                        null,
                        told.windowClosed(),
                        false,
                        told.passing()));
                part.hears(id, told);
                onlyStepsPassTime();
            }
        }

        /** From here on messengers answer: then everything goes, in order, and nothing is stuck. */
        void drains() {
            hands.forEach(List::clear);
            for (int i = 0; parts.values().stream().anyMatch(part -> !part.settled()); i++) {
                assertThat(i).as("rounds until the outbox is empty").isLessThan(100);
                happens(new Step.LeasesRunOut());
                happens(new Step.WaitingIsOver());
                happens(new Step.Take(i % COURIERS, 10));
                while (!hands.get(i % COURIERS).isEmpty()) {
                    settle(i % COURIERS, 0, i % 2 == 0 ? Answer.SENT : Answer.ACCEPTED);
                }
            }
            check();
        }

        private void check() {
            Map<UUID, String> stored = new LinkedHashMap<>();
            HOUSE.sql
                    .sql("""
                            select id, state, accepted, window_closed, provider_id, retry_at is not null as waiting, retried,
                                   (select coalesce(string_agg(m.place || ' ' || m.provider_id || ' ' || upper(m.state)
                                                               || ' ' || m.accepted, ', ' order by m.place), '')
                                    from outbox_messages m where m.part = outbox.id) as messages
                            from outbox""")
                    .query((row, number) -> stored.put(
                            row.getObject("id", UUID.class),
                            Part.told(
                                    Words.to(DeliveryState.class, row.getString("state")),
                                    row.getBoolean("accepted"),
                                    row.getBoolean("window_closed"),
                                    row.getString("provider_id"),
                                    row.getBoolean("waiting"),
                                    row.getBoolean("retried"),
                                    row.getString("messages"))))
                    .list();
            Map<UUID, String> expected = new LinkedHashMap<>();
            parts.values().forEach(part -> expected.put(part.id, part.told()));
            assertThat(stored).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(parts.values()).as("sent again after a doubt").allMatch(part -> part.doubts <= 2);
        }

        private boolean couldGo(Part part) {
            return part.ready() && before(part).stream().allMatch(Part::settled);
        }

        private Part part(Dispatch dispatch) {
            Part part = parts.get(dispatch.id());
            assertThat(part).isNotNull();
            return java.util.Objects.requireNonNull(part);
        }

        private List<Part> before(Part part) {
            return parts.values().stream()
                    .filter(other -> other.comesBefore(part))
                    .toList();
        }

        private boolean somethingIsAfter(Part part) {
            return parts.values().stream().anyMatch(part::comesBefore);
        }
    }

    /** One of the several messages of a part. */
    private static final class Piece {

        final int place;
        final String id;
        DeliveryState state = DeliveryState.SENT;
        boolean accepted;
        boolean tooLate;

        Piece(int place, String id, boolean accepted) {
            this.place = place;
            this.id = id;
            this.accepted = accepted;
        }

        boolean hears(Told told) {
            boolean news = isFurther(told.state(), state) || accepted && told.state() == state;
            if (news) {
                state = told.state();
                accepted = false;
                tooLate = told.windowClosed();
            }
            return news;
        }

        boolean arrived() {
            return state == DeliveryState.DELIVERED || state == DeliveryState.READ;
        }

        @Override
        public String toString() {
            return place + " " + id + " " + state + " " + accepted;
        }
    }

    /** One part as it should stand. */
    private static final class Part {

        final UUID id;
        final UUID conversation;
        final int seq;
        final int part;
        DeliveryState state = DeliveryState.PENDING;
        int attempt;
        /** How many of its messages went out before what is left went another way. */
        int freely;
        /** How many of its messages went out already, after those. */
        int next;
        /** How often it ended without anybody knowing whether the messenger took it. */
        int doubts;

        boolean leaseOver;
        boolean late;

        @Nullable String providerId;

        boolean accepted;
        boolean windowClosed;
        /** Its messages, where it takes several. */
        final List<Piece> pieces = new ArrayList<>();
        /** It failed for a reason that passes, and whether it has waited since. */
        boolean waiting;

        boolean waitedEnough;
        /** Whether it went out once more after that. */
        boolean retried;
        /** When it was made to go again because it came too late, in seconds; 0 when it was not. */
        double again;
        /** What was told under an id before that id was written down. */
        final Map<String, List<Told>> early = new HashMap<>();

        Part(UUID id, UUID conversation, int seq, int part) {
            this.id = id;
            this.conversation = conversation;
            this.seq = seq;
            this.part = part;
        }

        boolean comesBefore(Part other) {
            return conversation.equals(other.conversation)
                    && (seq < other.seq || seq == other.seq && part < other.part);
        }

        boolean settled() {
            return state != DeliveryState.PENDING && state != DeliveryState.SENDING;
        }

        boolean ready() {
            return state == DeliveryState.PENDING && isDue();
        }

        private boolean isDue() {
            return HOUSE.sql
                    .sql("select due_at <= now() from outbox where id = :id")
                    .param("id", id)
                    .query(Boolean.class)
                    .single();
        }

        void takenBack() {
            if (state == DeliveryState.SENDING && leaseOver) {
                doubts++;
                leaseOver = false;
                ends(doubts > 1 ? DeliveryState.UNCERTAIN : DeliveryState.PENDING);
            }
        }

        void givenOut(Dispatch dispatch) {
            assertThat(settled()).as("given out after it was settled").isFalse();
            assertThat(state).as("given out twice").isEqualTo(DeliveryState.PENDING);
            assertThat(dispatch.uncertain())
                    .as("marked when it may be there already")
                    .isEqualTo(doubts > 0);
            assertThat(dispatch.windowClosed()).as("which way it goes").isEqualTo(windowClosed);
            assertThat(dispatch.freely()).as("what went out freely stays sent").isEqualTo(freely);
            assertThat(dispatch.next()).as("no message of it comes again").isEqualTo(next);
            assertThat(dispatch.attempt()).as("a new fence").isEqualTo(attempt + 1);
            attempt = dispatch.attempt();
            state = DeliveryState.SENDING;
            leaseOver = false;
        }

        void goesOn(Dispatch dispatch, boolean onlyAccepted) {
            String messageId = messageId(dispatch.id(), dispatch.attempt());
            keeps(messageId, onlyAccepted);
            next++;
            ends(DeliveryState.PENDING);
            catchesUp(messageId);
        }

        /** The messenger did not take its next message freely, but another way. */
        void findsTheWindowClosed() {
            if (!windowClosed) {
                windowClosed = true;
                freely = next;
                next = 0;
            }
        }

        private int place() {
            return freely + next;
        }

        private void keeps(String messageId, boolean onlyAccepted) {
            pieces.removeIf(piece -> piece.place >= place());
            pieces.add(new Piece(place(), messageId, onlyAccepted));
        }

        /** Once, and only if it would still be the last thing that was said; of several messages the last one. */
        void goesAgain(boolean somethingIsAfter) {
            waiting = false;
            waitedEnough = false;
            accepted = false;
            if (somethingIsAfter) {
                state = DeliveryState.FAILED;
            } else {
                retried = true;
                pieces.removeIf(piece -> piece.place >= place());
                ends(DeliveryState.PENDING);
            }
        }

        void ends(DeliveryState how) {
            state = how;
            providerId = null;
        }

        void isSent(Dispatch dispatch, boolean onlyAccepted) {
            String messageId = messageId(dispatch.id(), dispatch.attempt());
            state = DeliveryState.SENT;
            accepted = onlyAccepted;
            providerId = messageId;
            if (place() > 0) {
                keeps(messageId, onlyAccepted);
            }
            catchesUp(messageId);
            if (place() > 0) {
                isWeighed();
            }
        }

        private void catchesUp(String messageId) {
            List<Told> before = new ArrayList<>(early.getOrDefault(messageId, List.of()));
            before.sort(Comparator.comparing(told -> RANKS.indexOf(told.state())));
            before.stream().filter(told -> knows(messageId)).forEach(told -> hears(messageId, told));
        }

        private boolean knows(String messageId) {
            return messageId.equals(providerId) || piece(messageId) != null;
        }

        private @Nullable Piece piece(String messageId) {
            return pieces.stream()
                    .filter(piece -> piece.id.equals(messageId))
                    .findFirst()
                    .orElse(null);
        }

        /** What comes after it was made to go again is about an id that nobody has any more. */
        void hears(String messageId, Told told) {
            Piece piece = piece(messageId);
            if (!knows(messageId)) {
                List<Told> before = early.computeIfAbsent(messageId, unknown -> new ArrayList<>());
                // Of each stage the first is kept.
                if (before.stream().noneMatch(other -> other.stage() == told.stage())) {
                    before.add(told);
                }
            } else if (told.passing() && messageId.equals(providerId) && mayGoAgain()) {
                waiting = true;
                accepted = true;
            } else if (piece != null) {
                if (piece.hears(told)) {
                    isWeighed();
                }
            } else if (told.windowClosed() && state == DeliveryState.SENT && !windowClosed) {
                goesAnotherWay(0);
            } else if (isFurther(told.state(), state) || accepted && !waiting && told.state() == state) {
                is(told.state());
            }
        }

        private boolean mayGoAgain() {
            return state == DeliveryState.SENT && doubts == 0 && !retried && (waiting || !late);
        }

        /** From this message on; those before it stay sent. */
        private void goesAnotherWay(int from) {
            ends(DeliveryState.PENDING);
            windowClosed = true;
            freely = from;
            next = 0;
            accepted = false;
            waiting = false;
            waitedEnough = false;
            late = false;
            pieces.removeIf(piece -> piece.place >= from);
            again = clock();
        }

        private void is(DeliveryState told) {
            state = told;
            accepted = false;
            waiting = false;
            waitedEnough = false;
        }

        /** What its messages make of it, once all of them are out, or one of them came too late to go freely. */
        private void isWeighed() {
            Piece tooLate =
                    pieces.stream().filter(piece -> piece.tooLate).findFirst().orElse(null);
            boolean open = pieces.stream().anyMatch(piece -> piece.accepted);
            DeliveryState whole = whole();
            boolean onItsWay = state == DeliveryState.SENT || state == DeliveryState.PENDING;
            if (tooLate != null && onItsWay && (!windowClosed || tooLate.place < freely)) {
                doubts = Math.max(doubts, comesTwice(tooLate) ? 1 : 0);
                goesAnotherWay(tooLate.place);
                return;
            }
            if (!settled()) {
                return;
            }
            if (state == DeliveryState.UNCERTAIN ? whole == DeliveryState.FAILED : isFurther(whole, state)) {
                is(whole);
            } else if (state == DeliveryState.SENT && whole == DeliveryState.SENT && !waiting) {
                accepted = open;
            }
        }

        private boolean comesTwice(Piece tooLate) {
            return pieces.stream()
                    .filter(piece -> piece.place > tooLate.place)
                    .anyMatch(piece -> piece.arrived() || windowClosed && piece.place >= freely);
        }

        private DeliveryState whole() {
            if (pieces.stream().anyMatch(piece -> piece.state == DeliveryState.FAILED)) {
                return DeliveryState.FAILED;
            }
            Piece last = pieces.stream()
                    .filter(piece -> piece.place == place())
                    .findFirst()
                    .orElse(null);
            if (last == null || !last.arrived()) {
                return DeliveryState.SENT;
            }
            if (last.state == DeliveryState.READ) {
                return DeliveryState.READ;
            }
            return pieces.stream().allMatch(Piece::arrived) ? DeliveryState.DELIVERED : DeliveryState.SENT;
        }

        String told() {
            String messages = pieces.stream().map(Piece::toString).collect(Collectors.joining(", "));
            return told(state, accepted, windowClosed, providerId, waiting, retried, messages);
        }

        static String told(
                DeliveryState state,
                boolean accepted,
                boolean windowClosed,
                @Nullable String providerId,
                boolean waiting,
                boolean retried,
                String messages) {
            return state + (accepted ? ", only accepted" : "") + (windowClosed ? ", too late" : "")
                    + (waiting ? ", to go again" : "") + (retried ? ", went again" : "") + " as " + providerId
                    + " with [" + messages + "]";
        }

        void endsOrWaits(@Nullable DeliveryState end, Answer answer, double from, double to) {
            double due = seconds("due_at");
            double longest = Math.min(LONGEST_BACKOFF, Math.pow(2, attempt - 1));
            Duration told = answer.retryAfter;
            boolean tooLong = told != null && told.toSeconds() > GIVEN_UP_AFTER;
            if (end == null && (late || tooLong)) {
                ends(DeliveryState.FAILED);
            } else if (end != null) {
                ends(end);
            } else {
                state = DeliveryState.PENDING;
                assertThat(due)
                        .as("waits as told, else half to all of twice the last wait")
                        .isBetween(
                                from + (told == null ? longest / 2 : told.toMillis() / 1000.0) - 0.001,
                                to + (told == null ? longest : told.toMillis() / 1000.0) + 0.001);
                assertThat(due).as("four hours at most").isLessThanOrEqualTo(seconds("give_up_at"));
                assertThat(seconds("give_up_at") - Math.max(again, seconds("created_at")))
                        .isLessThanOrEqualTo(GIVEN_UP_AFTER + 0.001);
            }
        }

        private double seconds(String column) {
            return HOUSE.sql
                    .sql("select extract(epoch from " + column + ")::float8 from outbox where id = :id")
                    .param("id", id)
                    .query(Double.class)
                    .single();
        }
    }

    private static final List<DeliveryState> RANKS = List.of(
            DeliveryState.PENDING,
            DeliveryState.SENDING,
            DeliveryState.UNCERTAIN,
            DeliveryState.SENT,
            DeliveryState.DELIVERED,
            DeliveryState.READ,
            DeliveryState.FAILED);

    private static boolean isFurther(DeliveryState one, DeliveryState other) {
        return RANKS.indexOf(one) > RANKS.indexOf(other);
    }

    /** A messenger gives every attempt an id of its own. */
    private static String messageId(UUID part, int attempt) {
        return "m-" + part + "-" + attempt;
    }

    private static double clock() {
        return HOUSE.sql
                .sql("select extract(epoch from clock_timestamp())::float8")
                .query(Double.class)
                .single();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> courier = Arbitraries.integers().between(0, COURIERS - 1);
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 9);
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(
                                2,
                                Combinators.combine(
                                                Arbitraries.integers().between(0, CONVERSATIONS - 1),
                                                Arbitraries.of(true, false))
                                        .as(Step.Says::new)),
                        Tuple.of(
                                8,
                                Combinators.combine(
                                                courier, Arbitraries.integers().between(1, 3))
                                        .as(Step.Take::new)),
                        Tuple.of(
                                8,
                                Combinators.combine(courier, which, Arbitraries.of(Answer.class))
                                        .as(Step.Settle::new)),
                        Tuple.of(1, courier.map(Step.Crash::new)),
                        Tuple.of(3, Arbitraries.just(new Step.LeasesRunOut())),
                        Tuple.of(3, Arbitraries.just(new Step.WaitingIsOver())),
                        Tuple.of(1, Arbitraries.just(new Step.FourHoursPass())),
                        Tuple.of(
                                4,
                                Combinators.combine(
                                                which,
                                                Arbitraries.integers().between(0, 3),
                                                Arbitraries.of(Stage.class),
                                                Arbitraries.of(Why.class))
                                        .as(Step.Receipt::new)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    /** What a messenger makes of an attempt. */
    private enum Answer {
        SENT(null),
        /** One of its messages went out, and it takes more. */
        PARTLY(null),
        /** The same, and a receipt tells whether that one was sent. */
        PARTLY_ACCEPTED(null),
        /** The same, but another way, as the citizen may not be written to freely any more. */
        PARTLY_TOO_LATE(null),
        /** Its API took it, and a receipt tells whether it was sent. */
        ACCEPTED(null),
        /** It may have taken it, but its answer never came. */
        LOST(null),
        BUSY(null),
        BUSY_30_SECONDS(Duration.ofSeconds(30)),
        BUSY_TWO_HOURS(Duration.ofHours(2)),
        BUSY_FIVE_HOURS(Duration.ofHours(5)),
        REFUSED(null),
        BLOCKED(null);

        private final @Nullable Duration retryAfter;

        Answer(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
        }

        boolean goesThrough() {
            return this == SENT
                    || this == PARTLY
                    || this == PARTLY_ACCEPTED
                    || this == PARTLY_TOO_LATE
                    || this == ACCEPTED;
        }

        Delivery delivery(Dispatch dispatch) {
            return switch (this) {
                case PARTLY -> new Delivery.Partly(sent(dispatch), dispatch.next() + 1, false);
                case PARTLY_ACCEPTED -> new Delivery.Partly(accepted(dispatch), dispatch.next() + 1, false);
                case PARTLY_TOO_LATE ->
                    new Delivery.Partly(accepted(dispatch), dispatch.windowClosed() ? dispatch.next() + 1 : 1, true);
                case SENT -> sent(dispatch);
                case ACCEPTED -> accepted(dispatch);
                case LOST -> new Delivery.Deferred(null, "no answer", true);
                case BUSY, BUSY_30_SECONDS, BUSY_TWO_HOURS, BUSY_FIVE_HOURS ->
                    new Delivery.Deferred(retryAfter, "429", false);
                case REFUSED -> new Delivery.Refused("bad request", false);
                case BLOCKED -> new Delivery.Refused("blocked", true);
            };
        }

        private static Delivery.WentOut sent(Dispatch dispatch) {
            return new Delivery.Sent(messageId(dispatch.id(), dispatch.attempt()));
        }

        private static Delivery.WentOut accepted(Dispatch dispatch) {
            return new Delivery.Accepted(messageId(dispatch.id(), dispatch.attempt()));
        }
    }

    /** Why something failed. */
    private enum Why {
        FOR_GOOD,
        TOO_LATE,
        PASSING
    }

    /** One thing that happens. Couriers and what they hold are numbers. */
    private sealed interface Step {
        record Says(int citizen, boolean atLength) implements Step {}

        record Take(int courier, int limit) implements Step {}

        record Settle(int courier, int which, Answer answer) implements Step {}

        record Crash(int courier) implements Step {}

        record LeasesRunOut() implements Step {}

        record WaitingIsOver() implements Step {}

        record FourHoursPass() implements Step {}

        /** About the latest attempt, or one so many before it. */
        record Receipt(int which, int back, Stage stage, Why why) implements Step {}
    }

    /** What a receipt says. */
    private record Told(Stage stage, Why why) {
        DeliveryState state() {
            return DeliveryState.valueOf(stage.name());
        }

        boolean windowClosed() {
            return stage == Stage.FAILED && why == Why.TOO_LATE;
        }

        boolean passing() {
            return stage == Stage.FAILED && why == Why.PASSING;
        }
    }
}
