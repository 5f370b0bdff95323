package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.now;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.guildhall.conversation.Leases.Lease;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of the lease on a conversation, whichever of two nodes sleeps, dies, wakes up or backs off. */
class LeasePropertyTests {

    private static final House HOUSE = new House();
    private static final Leases LEASES = new Leases();
    private static final int CONVERSATIONS = 2;
    private static final int NODES = 2;

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void theFenceGrowsAndAStaleOneWritesNothing(@ForAll("steps") List<Step> steps) {
        play(steps);
    }

    @Property(tries = 400)
    @Tag("slow")
    void theFenceGrowsAndAStaleOneWritesNothingInFourHundredStories(@ForAll("steps") List<Step> steps) {
        play(steps);
    }

    private static void play(List<Step> steps) {
        Watch watch = new Watch();
        steps.forEach(watch::happens);
        watch.ends();
    }

    /** Both nodes, and what each of them believes. */
    private static final class Watch {

        private final List<List<Lease>> hands = List.of(new ArrayList<>(), new ArrayList<>());
        /** The highest fence each conversation ever gave out. */
        private final Map<UUID, Long> fences = new HashMap<>();
        /** The leases that hold: given out, not let go and not run out. */
        private final Map<UUID, Lease> holding = new HashMap<>();
        /** Run out, but nobody has taken over yet: the node that has it may still write, if it comes before the other. */
        private final Set<UUID> over = new HashSet<>();

        private int said;

        Watch() {
            HOUSE.forgetEveryone();
            IntStream.range(0, CONVERSATIONS).forEach(this::says);
        }

        void happens(Step step) {
            switch (step) {
                case Step.Says says -> says(says.citizen());
                case Step.Take take -> take(take.node(), take.atMost());
                case Step.Work work -> work(work.node(), work.meanwhile());
                case Step.Release release ->
                    letGo(release.node(), lease -> inTransaction(sql -> LEASES.release(sql, lease)));
                case Step.Pause pause -> letGo(pause.node(), this::pause);
                case Step.BackOff back -> letGo(back.node(), lease -> inTransaction(sql -> LEASES.backOff(sql, lease)));
                case Step.Die die -> hands.get(die.node()).clear();
                case Step.Sleep ignored -> runOut();
                case Step.DueNow ignored -> due();
            }
        }

        private void says(int citizen) {
            HOUSE.says(House.citizen(citizen), "e" + said, "question " + said++);
        }

        private void take(int node, int atMost) {
            List<Lease> taken = HOUSE.turns.due(atMost);
            // Leases run out when a step says so, not when this machine is slow.
            HOUSE.sql
                    .sql("update conversations set lease_until = now() + interval '1 hour' where lease_until > now()")
                    .update();
            for (Lease lease : taken) {
                UUID conversation = lease.conversation();
                assertThat(!holding.containsKey(conversation) || over.contains(conversation))
                        .as("given out while somebody has it")
                        .isTrue();
                assertThat(lease.fence()).as("the fence").isGreaterThan(fences.getOrDefault(conversation, 0L));
                fences.put(conversation, lease.fence());
                holding.put(conversation, lease);
                over.remove(conversation);
                hands.get(node).add(lease);
            }
        }

        /** Works off a turn, during whose decision the node may sleep and the other may take over. */
        private void work(int node, Meanwhile meanwhile) {
            Lease lease = next(node);
            if (lease == null) {
                return;
            }
            boolean stale = stale(lease);
            String before = everything(lease.conversation());
            List<Turn> decided = new ArrayList<>();
            HOUSE.dialogue = turn -> {
                if (decided.isEmpty() && !stale) {
                    decided.add(turn);
                    happensMeanwhile(1 - node, lease, meanwhile);
                }
                return House.echo(turn);
            };
            HOUSE.turns.work(lease);
            HOUSE.dialogue = House::echo;
            if (stale) {
                assertThat(everything(lease.conversation()))
                        .as("written by a node whose lease had gone")
                        .isEqualTo(before);
            } else if (!stale(lease)) {
                isFree(lease.conversation());
            }
        }

        private void happensMeanwhile(int other, Lease lease, Meanwhile meanwhile) {
            if (meanwhile == Meanwhile.NOTHING) {
                return;
            }
            runOut();
            if (meanwhile == Meanwhile.SLEEPS) {
                return;
            }
            take(other, CONVERSATIONS);
            if (meanwhile == Meanwhile.OVERTAKEN_AND_ANSWERED) {
                hands.get(other).stream()
                        .filter(taken -> taken.conversation().equals(lease.conversation()))
                        .reduce((first, second) -> second)
                        .ifPresent(taken -> {
                            hands.get(other).remove(taken);
                            HOUSE.turns.work(taken);
                            isFree(taken.conversation());
                        });
            }
        }

        private void isFree(UUID conversation) {
            holding.remove(conversation);
            over.remove(conversation);
        }

        private void letGo(int node, Consumer<Lease> how) {
            Lease lease = next(node);
            if (lease == null) {
                return;
            }
            boolean stale = stale(lease);
            String before = everything(lease.conversation());
            how.accept(lease);
            if (stale) {
                assertThat(everything(lease.conversation()))
                        .as("let go by a node whose lease had gone")
                        .isEqualTo(before);
            } else {
                isFree(lease.conversation());
            }
        }

        private void pause(Lease lease) {
            boolean stale = stale(lease);
            Instant soon = HOUSE.sql
                    .sql("select now() + interval '1 hour'")
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            inTransaction(sql -> assertThat(LEASES.pause(sql, lease, Integer.MAX_VALUE, soon))
                    .matches(time -> stale
                            ? time.isEmpty()
                            : time.filter(Duration::isPositive).isPresent()));
            if (!stale) {
                // It moves on at a pause as well, so that the lease is over at once.
                fences.merge(lease.conversation(), lease.fence() + 1, Math::max);
            }
        }

        private void runOut() {
            HOUSE.sql
                    .sql("update conversations set lease_until = now() - interval '1 second' where lease_until > now()")
                    .update();
            over.addAll(holding.keySet());
        }

        private void due() {
            HOUSE.sql
                    .sql("update conversations set turn_due = now() where turn_due > now()")
                    .update();
        }

        void ends() {
            hands.forEach(List::clear);
            for (int i = 0; somethingIsDue(); i++) {
                assertThat(i).as("rounds until all is answered").isLessThan(20);
                runOut();
                due();
                take(i % NODES, 10);
                hands.get(i % NODES).forEach(HOUSE.turns::work);
                hands.get(i % NODES).clear();
                holding.clear();
                over.clear();
            }
            int answered = 0;
            for (int citizen = 0; citizen < CONVERSATIONS; citizen++) {
                List<Message> messages = now(HOUSE.conversations.since(House.citizen(citizen), 0));
                assertThat(messages)
                        .extracting(Message::seq)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, messages.size())
                                .boxed()
                                .toList());
                List<String> questions = texts(messages, Sender.CITIZEN);
                assertThat(texts(messages, Sender.ASSISTANT))
                        .as("each answered once, in the order in which they were asked")
                        .containsExactlyElementsOf(questions.stream()
                                .map(text -> "You said: " + text)
                                .toList());
                answered += questions.size();
            }
            assertThat(answered).isEqualTo(said);
        }

        private static boolean somethingIsDue() {
            return HOUSE.sql
                    .sql("select exists (select 1 from conversations where turn_due is not null)")
                    .query(Boolean.class)
                    .single();
        }

        private static List<String> texts(List<Message> messages, Sender sender) {
            return messages.stream()
                    .filter(message -> message.sender() == sender)
                    .map(Message::text)
                    .toList();
        }

        private @Nullable Lease next(int node) {
            return hands.get(node).isEmpty() ? null : hands.get(node).removeFirst();
        }

        private boolean stale(Lease lease) {
            return !lease.equals(holding.get(lease.conversation()));
        }
    }

    /** The conversation's row with all its messages, replies on their way, decisions and dead letters, as one text. */
    private static String everything(UUID conversation) {
        return HOUSE.sql.sql("""
                        select to_jsonb(c)::text
                            || coalesce((select jsonb_agg(m order by m.seq)::text
                                         from messages m where m.conversation = c.id), '')
                            || coalesce((select jsonb_agg(o order by o.id)::text
                                         from outbox o where o.conversation = c.id), '')
                            || coalesce((select jsonb_agg(d order by d.seq)::text
                                         from decisions d where d.conversation = c.id), '')
                            || coalesce((select jsonb_agg(l order by l.id)::text
                                         from dead_letters l where l.conversation = c.id), '')
                        from conversations c where c.id = :id""").param("id", conversation).query(String.class).single();
    }

    private static void inTransaction(Consumer<JdbcClient> work) {
        HOUSE.database.inTransaction(sql -> {
            work.accept(sql);
            return null;
        });
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> node = Arbitraries.integers().between(0, NODES - 1);
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(
                                4,
                                Arbitraries.integers()
                                        .between(0, CONVERSATIONS - 1)
                                        .map(Step.Says::new)),
                        Tuple.of(
                                8,
                                Combinators.combine(node, Arbitraries.integers().between(1, CONVERSATIONS))
                                        .as(Step.Take::new)),
                        Tuple.of(
                                6,
                                Combinators.combine(node, Arbitraries.of(Meanwhile.class))
                                        .as(Step.Work::new)),
                        Tuple.of(2, node.map(Step.Release::new)),
                        Tuple.of(2, node.map(Step.Pause::new)),
                        Tuple.of(2, node.map(Step.BackOff::new)),
                        Tuple.of(1, node.map(Step.Die::new)),
                        Tuple.of(4, Arbitraries.just(new Step.Sleep())),
                        Tuple.of(4, Arbitraries.just(new Step.DueNow())))
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    /** What happens while a node decides. */
    private enum Meanwhile {
        NOTHING,
        SLEEPS,
        OVERTAKEN,
        OVERTAKEN_AND_ANSWERED
    }

    private sealed interface Step {
        record Says(int citizen) implements Step {}

        record Take(int node, int atMost) implements Step {}

        record Work(int node, Meanwhile meanwhile) implements Step {}

        record Release(int node) implements Step {}

        record Pause(int node) implements Step {}

        record BackOff(int node) implements Step {}

        /** Forgets what it had; nobody lets go for it. */
        record Die(int node) implements Step {}

        /** Every lease runs out, as far as the database is concerned. */
        record Sleep() implements Step {}

        record DueNow() implements Step {}
    }
}
