package org.guildhall.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What comes after the end: how staff closed a conversation, what the citizen said to "Did we solve this?", and opening it
 * again. Each closing is kept, also when the conversation goes on.
 */
@Component
public final class Closings {

    private final Database database;
    private final Rows rows;

    Closings(Database database, Rows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * The last time staff closed a conversation.
     *
     * @param by who did
     * @param asked whether the citizen was asked if it is solved
     * @param solved what they said to that, also unasked; null when they have said nothing
     */
    public record Closing(
            Instant at,
            StaffName by,
            String outcome,
            boolean asked,
            @Nullable Boolean solved) {}

    /** The last time staff closed it; empty when they never have. */
    public Mono<Closing> last(UUID conversation) {
        return database.statement(sql -> last(sql, conversation).orElse(null));
    }

    Optional<Closing> last(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select at, by_username, by_name, outcome, asked, solved from closings
                        where conversation = :id order by at desc limit 1""")
                .param("id", conversation)
                .query((row, number) -> new Closing(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        new StaffName(row.getString("by_username"), row.getString("by_name")),
                        row.getString("outcome"),
                        row.getBoolean("asked"),
                        row.getObject("solved", Boolean.class)))
                .optional();
    }

    /**
     * Writes down that it is closed at this moment, in the transaction that closes it.
     *
     * @param mayReturn whether what the citizen writes next may open it again
     */
    void write(JdbcClient sql, UUID conversation, StaffName by, String outcome, boolean asked, boolean mayReturn) {
        sql.sql("""
                        insert into closings (conversation, at, by_username, by_name, outcome, asked, may_return)
                        values (:id, now(), :username, :name, :outcome, :asked, :mayReturn)""")
                .param("id", conversation)
                .param("username", by.username())
                .param("name", by.name())
                .param("outcome", outcome)
                .param("asked", asked)
                .param("mayReturn", mayReturn)
                .update();
    }

    /**
     * What ended last at an address, under its lock.
     *
     * @param mayReturn whether what the citizen writes next may open it again: staff closed it in the last three days, and not
     *     for good
     */
    record Closed(Row row, boolean mayReturn) {}

    /** The conversation that ended last at the address, if the next message may belong to it; under its lock. */
    Optional<Closed> lockLastClosed(JdbcClient sql, UUID address) {
        return sql.sql("select " + Rows.COLUMNS + """
                        , k.may_return
                         from conversations c
                        cross join lateral (
                            select c.reference is not null and c.closed_at > now() - interval '3 days'
                                   and not exists (select from closings f
                                                   where f.conversation = c.id and f.at = c.closed_at
                                                     and not f.may_return) as may_return) k
                        where c.id = (select l.id from conversations l where l.address = :address and l.floor = 'closed'
                                      order by l.closed_at desc limit 1)
                          and (k.may_return or c.said_seq > c.handled_seq)
                        for update of c""")
                .param("address", address)
                .query((row, number) -> new Closed(rows.row(row), row.getBoolean("may_return")))
                .optional();
    }

    /** Who closed it as it is closed now; the version before does not say. */
    Optional<StaffName> closedBy(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select k.by_username, k.by_name from closings k join conversations c on c.id = k.conversation
                        where c.id = :id and k.at = c.closed_at""")
                .param("id", conversation)
                .query((row, number) -> new StaffName(row.getString("by_username"), row.getString("by_name")))
                .optional();
    }

    /** Keeps what the citizen says to the closing that is in force. */
    void answer(JdbcClient sql, UUID conversation, boolean solved) {
        sql.sql("""
                        update closings k set solved = :solved, answered_at = now()
                        from conversations c
                        where c.id = :id and k.conversation = c.id and k.at = c.closed_at""").param("id", conversation).param("solved", solved).update();
    }

    /** Whether the citizen said something before the end, or after it, that nobody has dealt with yet; a yes does not count. */
    boolean hasUnheard(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select exists (select from messages m join conversations c on c.id = m.conversation
                                       where c.id = :id and m.sender = 'citizen' and m.seq > c.handled_seq
                                         and m.choice is distinct from :solved)""")
                .param("id", conversation)
                .param("solved", Inbox.SOLVED)
                .query(Boolean.class)
                .single();
    }

    /**
     * Leaves a yes without thanks, under the conversation's lock: the next conversation's sequence begins where this one ends
     * (decision 4), so nothing may be said here any more. A turn at work on it finds it dealt with.
     */
    void passOver(JdbcClient sql, UUID conversation) {
        sql.sql("""
                        with passed as (
                            insert into decisions (conversation, seq, outcome, micros)
                            select m.conversation, m.seq, :outcome, 0
                            from messages m join conversations c on c.id = m.conversation
                            where c.id = :id and m.sender = 'citizen' and m.seq > c.handled_seq)
                        update conversations
                        set handled_seq = said_seq, turn_due = null, turn_attempts = 0, urgent = false
                        where id = :id and said_seq > handled_seq""").param("id", conversation).param("outcome", Decision.FOLDED).update();
    }

    /** Counts a citizen's message in a closed conversation, which stays closed, and makes a turn due. */
    Row arrive(JdbcClient sql, UUID conversation, boolean urgent) {
        return sql.sql(Rows.ARRIVE_AFTER_THE_END + " and c.id = :id returning " + Rows.COLUMNS)
                .param("id", conversation)
                .param("urgent", urgent)
                .query(rows.mapper())
                .single();
    }

    /**
     * Opens a closed conversation again, under its lock. Its place in the queue goes by its age.
     *
     * @param to who has it from now on; null for its team's queue
     */
    void reopen(JdbcClient sql, UUID conversation, @Nullable StaffName to) {
        sql.sql("""
                        update conversations
                        set floor = :floor, held_by = :username, held_by_name = :name,
                            claimed_at = case when :held then now() end,
                            closed_at = null, outcome = null, delete_after = null,
                            queued_at = opened_at, reopened_at = now()
                        where id = :id and floor = 'closed'""")
                .param("id", conversation)
                .param("floor", Words.of(to == null ? Floor.QUEUE : Floor.STAFF))
                .param("username", to == null ? null : to.username())
                .param("name", to == null ? null : to.name())
                .param("held", to != null)
                .update();
    }
}
