package org.guildhall.conversation;

import java.util.Map;
import java.util.TreeMap;
import org.guildhall.platform.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is waiting, for whoever watches over the service. Each question reads a bounded piece of an index, so that it costs
 * the same with a hundred rows and with millions.
 */
@Component
final class Backlog {

    /** Nothing is counted further than this: that many, or more. */
    static final int MOST = 10_000;

    static final String TURNS = """
            select coalesce(max(extract(epoch from now() - m.at)), 0) as oldest,
                   coalesce(max(extract(epoch from now() - due.lease_until)), 0) as overdue
            from ((select id, handled_seq, lease_until from conversations
                   where turn_due is not null and urgent order by turn_due limit 100)
                  union all
                  (select id, handled_seq, lease_until from conversations
                   where turn_due is not null and not urgent order by turn_due limit 100)) due
            left join lateral (select at from messages
                               where conversation = due.id and seq > due.handled_seq and sender = 'citizen'
                               order by seq limit 1) m on true""";

    static final String SENDING = """
            select coalesce(greatest(extract(epoch from now() - min(lease_until)), 0), 0) as overdue,
                   count(*) as total
            from (select lease_until from outbox where state = 'sending' order by lease_until limit :most) sending""";

    static final String PENDING =
            "select count(*) from (select from outbox where state = 'pending' limit :most) pending";

    static final String UNSENT = """
            select state, count(*) as total
            from ((select state from outbox
                   where state = 'failed' and settled_at > now() - interval '1 day'
                   order by settled_at limit :most)
                  union all
                  (select state from outbox
                   where state = 'uncertain' and settled_at > now() - interval '1 day'
                   order by settled_at limit :most)) unsent
            group by state""";

    static final String QUEUES = """
            select coalesce(team, '') as team, count(*) as total,
                   greatest(extract(epoch from now() - min(queued_at)), 0) as longest
            from (select team, greatest(queued_at, reopened_at) as queued_at from conversations c where floor = 'queue'
                  order by c.team, c.queued_at limit :most) queue
            group by 1""";

    static final String DEAD_LETTERS = """
            select count(*) from (select from dead_letters where replayed_at is null and discarded_at is null order by at limit :most) dead""";

    private final Database database;

    Backlog(Database database) {
        this.database = database;
    }

    /**
     * How things stand.
     *
     * @param oldestMessage seconds since the oldest message was said that no turn has dealt with; 0 when there is none
     * @param overdueLease seconds since the end of the oldest lease that nobody has given back or taken over
     * @param deliveries how many parts of replies are in each state; failed and uncertain ones of the last day
     * @param queues who waits for a person, by team
     * @param deadLetters how many nobody has replayed
     */
    record Standing(
            double oldestMessage,
            double overdueLease,
            Map<String, Long> deliveries,
            Map<String, Waiting> queues,
            long deadLetters) {}

    /**
     * One team's queue.
     *
     * @param longest seconds the first in it has waited
     */
    record Waiting(long conversations, double longest) {}

    /** Looks, on the calling thread, which must be allowed to block. */
    Standing look() {
        return database.inTransaction(Backlog::look);
    }

    private static Standing look(JdbcClient sql) {
        double[] turns = sql.sql(TURNS)
                .query((row, number) -> new double[] {row.getDouble("oldest"), row.getDouble("overdue")})
                .single();
        Map<String, Long> deliveries = new TreeMap<>(Map.of("failed", 0L, "uncertain", 0L));
        double overdue = sql.sql(SENDING)
                .param("most", MOST)
                .query((row, number) -> {
                    deliveries.put("sending", row.getLong("total"));
                    return row.getDouble("overdue");
                })
                .single();
        deliveries.put(
                "pending",
                sql.sql(PENDING).param("most", MOST).query(Long.class).single());
        sql.sql(UNSENT).param("most", MOST).query(row -> {
            deliveries.put(row.getString("state"), row.getLong("total"));
        });
        Map<String, Waiting> queues = new TreeMap<>();
        sql.sql(QUEUES).param("most", MOST).query(row -> {
            queues.put(row.getString("team"), new Waiting(row.getLong("total"), row.getDouble("longest")));
        });
        long dead = sql.sql(DEAD_LETTERS).param("most", MOST).query(Long.class).single();
        return new Standing(turns[0], Math.max(Math.max(turns[1], overdue), 0), deliveries, queues, dead);
    }
}
