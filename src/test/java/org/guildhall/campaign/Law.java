package org.guildhall.campaign;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Waits until all is worked off and then has the conservation law checked. */
final class Law {

    private static final Duration PAGES = Duration.ofSeconds(15);
    private static final int LOOK_AGAIN_MILLIS = 100;

    private final Ledger ledger;
    private final Messenger messenger;
    private final List<ChatCitizen> visitors;
    private final Predicate<String> whose;
    private final UnaryOperator<Evidence> part;

    /**
     * Whom to ask.
     *
     * @param visitors whose pages are compared with their conversations; they must still be open
     */
    Law(Ledger ledger, Messenger messenger, List<ChatCitizen> visitors) {
        this(ledger, messenger, visitors, person -> true, UnaryOperator.identity());
    }

    /** For these people alone, where others left things that nobody can account for. */
    Law(Ledger ledger, Messenger messenger, List<ChatCitizen> visitors, Predicate<String> whose) {
        this(ledger, messenger, visitors, whose, evidence -> evidence.about(whose));
    }

    private Law(
            Ledger ledger,
            Messenger messenger,
            List<ChatCitizen> visitors,
            Predicate<String> whose,
            UnaryOperator<Evidence> part) {
        this.whose = whose;
        this.part = part;
        this.ledger = ledger;
        this.messenger = messenger;
        this.visitors = List.copyOf(visitors);
    }

    /** Connections, as {@link Server#database()} and {@link Postgres#sql()} give them. */
    interface Source {
        JdbcClient open() throws SQLException;
    }

    /**
     * How it ended.
     *
     * @param drained how long it took until nothing was due
     * @param violations empty when the law held
     */
    record Verdict(Checker.Finding finding, Duration drained, List<String> violations) {

        String summary() {
            return "acknowledged %,d = answered %,d + waiting %,d + dead %,d + in flight %,d; shown %,d, twice %,d (all flagged unless named), rows marked uncertain %,d, twice on web chat %,d"
                    .formatted(
                            finding.acknowledged(),
                            finding.answered(),
                            finding.waiting(),
                            finding.deadLettered(),
                            finding.inFlight(),
                            finding.sends(),
                            finding.duplicates(),
                            finding.uncertain(),
                            finding.duplicatesOnWebChat());
        }
    }

    /** Waits as long as patience for turns and outbox to be empty; that they are not is a violation too. */
    Verdict awaitAndCheck(Source database, Duration patience) throws InterruptedException, SQLException, IOException {
        long began = System.nanoTime();
        String left = awaitDrained(database, began + patience.toNanos());
        awaitReceipts(began + patience.toNanos());
        Duration drained = Duration.ofNanos(System.nanoTime() - began);
        awaitPages(database.open());
        Map<String, List<ChatCitizen.Seen>> pages = new HashMap<>();
        visitors.forEach(visitor -> pages.put(visitor.name(), visitor.seen()));
        Map<Messenger.Chat, List<Messenger.Shown>> shown = messenger.shown();
        shown.keySet().removeIf(chat -> !whose.test(chat.person()));
        Checker.Finding finding =
                new Checker(ledger.entries(), shown, pages, part.apply(Evidence.from(database.open()))).check();
        List<String> violations = new ArrayList<>(finding.violations());
        if (!left.isEmpty()) {
            violations.add("not worked off within " + patience.toSeconds() + " s: " + left);
        }
        return new Verdict(finding, drained, violations);
    }

    private void awaitReceipts(long end) throws InterruptedException {
        while (messenger.receiptsLeft() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** Waits until nothing is due; what was left after so long, empty when nothing was. */
    static String awaitDrained(Source database, Duration patience) throws InterruptedException {
        return awaitDrained(database, System.nanoTime() + patience.toNanos());
    }

    private static String awaitDrained(Source database, long end) throws InterruptedException {
        while (true) {
            String left = left(database);
            if (left.isEmpty() || System.nanoTime() > end) {
                return left;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static String left(Source database) {
        try {
            JdbcClient sql = database.open();
            long turns = number(sql, "select count(*) from conversations where turn_due is not null");
            long parts = number(sql, "select count(*) from outbox where state in ('pending', 'sending')");
            return turns + parts == 0 ? "" : turns + " turns, " + parts + " parts to send";
        } catch (SQLException | DataAccessException notNow) {
            return "the database does not answer";
        }
    }

    /** Pages hear of the last message a moment after it was committed; others' pages, which nobody watches, never do. */
    private void awaitPages(JdbcClient sql) throws InterruptedException {
        String[] theirs =
                visitors.stream().map(visitor -> visitor.name() + "-%").toArray(String[]::new);
        long said = sql.sql("""
                        select count(*) from messages m join conversations c on c.id = m.conversation
                        where c.address in (
                            select a.id from messages m join conversations c on c.id = m.conversation
                            join addresses a on a.id = c.address
                            where a.channel = 'webchat' and split_part(m.event_id, ':', 2) like any(:theirs))""").param("theirs", theirs).query(Long.class).single();
        long end = System.nanoTime() + PAGES.toNanos();
        while (visitors.stream().mapToLong(visitor -> visitor.seen().size()).sum() < said && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static long number(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
