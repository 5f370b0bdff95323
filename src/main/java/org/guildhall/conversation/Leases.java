package org.guildhall.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One writer per conversation: a lease by the database's clock, with a fencing number that every write checks (Kleppmann
 * 2016, "How to do distributed locking"). A node that sleeps through its lease finds its fence gone.
 */
@Component
final class Leases {

    /** Long enough for a slow decision, short enough for another node to take over within ten seconds. */
    static final int SECONDS = 5;

    static final String URGENT = "and urgent";

    /**
     * Takes conversations with a turn due, the urgent ones first, then oldest first. With numbers in place of parameters
     * PostgreSQL keeps its plan instead of making one each time.
     *
     * @param atMost how many, from 1 to a few: each number is a statement of its own
     */
    List<Lease> take(JdbcClient sql, int atMost) {
        return take(sql, taking("", atMost));
    }

    /** The same, of those alone that may be danger. */
    List<Lease> takeUrgent(JdbcClient sql, int atMost) {
        return take(sql, taking(URGENT, atMost));
    }

    /** How they are taken, all or {@link #URGENT} ones. */
    static String taking(String which, int atMost) {
        return """
                update conversations c
                set lease_until = now() + interval '%d seconds', fence = c.fence + 1,
                    turn_attempts = c.turn_attempts + 1
                from (select id from conversations
                      where turn_due <= now() and (lease_until is null or lease_until < now()) %s
                      order by urgent desc, turn_due limit %d for update skip locked) due
                where c.id = due.id
                returning c.id, c.fence, c.turn_attempts""".formatted(SECONDS, which, atMost);
    }

    private static List<Lease> take(JdbcClient sql, String taking) {
        return sql.sql(taking)
                .query((row, number) ->
                        new Lease(row.getObject("id", UUID.class), row.getLong("fence"), row.getInt("turn_attempts")))
                .list();
    }

    /** Takes one conversation, whether a turn is due in it or not; empty when somebody is at work there. */
    Optional<Lease> take(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        update conversations
                        set lease_until = now() + make_interval(secs => :seconds), fence = fence + 1
                        where id = :id and (lease_until is null or lease_until < now())
                        returning fence""")
                .param("seconds", SECONDS)
                .param("id", conversation)
                .query((row, number) -> new Lease(conversation, row.getLong("fence"), 1))
                .optional();
    }

    /**
     * Lets go; the next turn is due at once if the citizen has said more meanwhile. Only the row itself may tell: a look
     * into the messages would still see the moment before a message that this update has just waited for.
     */
    void release(JdbcClient sql, Lease lease) {
        sql.sql("""
                        update conversations
                        set lease_until = null, turn_attempts = 0,
                            turn_due = case when said_seq > handled_seq then now() end,
                            urgent = urgent and said_seq > handled_seq
                        where id = :id and fence = :fence""")
                .param("id", lease.conversation())
                .param("fence", lease.fence())
                .update();
    }

    /**
     * Lets go until then, or until the citizen says more. The attempts begin anew, by which a message that comes in
     * meanwhile knows that it may make the turn due ({@link Rows#arriveInOpen}); the fence moves on, so that the lease is over.
     *
     * @param seen the citizen's last message that was looked at
     * @return how long that is; empty when the time has passed, or the lease with it
     */
    Optional<Duration> pause(JdbcClient sql, Lease lease, int seen, Instant until) {
        return sql.sql("""
                        update conversations
                        set lease_until = null, turn_attempts = 0, fence = fence + 1,
                            turn_due = case when said_seq > :seen then now() else :until end
                        where id = :id and fence = :fence and now() < :until
                        returning extract(epoch from turn_due - now()) * 1000""")
                .param("seen", seen)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("id", lease.conversation())
                .param("fence", lease.fence())
                .query(Double.class)
                .optional()
                .map(millis -> Duration.ofMillis((long) Math.ceil(millis)));
    }

    /** Lets go after a failure; the next attempt waits twice as long as the last, from one second to a minute. */
    void backOff(JdbcClient sql, Lease lease) {
        sql.sql("""
                        update conversations
                        set lease_until = null, turn_due = now() + make_interval(secs => :seconds)
                        where id = :id and fence = :fence""")
                .param("seconds", Math.min(60, 1 << Math.min(lease.attempts() - 1, 6)))
                .param("id", lease.conversation())
                .param("fence", lease.fence())
                .update();
    }

    /**
     * The right to write one conversation.
     *
     * @param fence the number every write checks
     * @param attempts how often this turn has been taken up, from 1
     */
    record Lease(UUID conversation, long fence, int attempts) {

        /** The same right for the next message, whose attempts have not begun. */
        Lease anew() {
            return new Lease(conversation, fence, 1);
        }
    }
}
