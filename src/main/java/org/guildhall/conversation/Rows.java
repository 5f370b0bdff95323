package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The rows of conversations: finding, locking and opening them, and moving the floor. */
@Component
final class Rows {

    static final String COLUMNS = """
            c.id, c.address, c.floor, c.team, c.priority, c.reference, c.held_by, c.held_by_name,
            c.last_seq, c.handled_seq, c.memory, c.fence
            """;

    /**
     * Counts a citizen's new message in an open conversation and makes a turn due. One that only waits for more is due at
     * once; one that failed keeps its time, so that writing more cannot hurry a message that cannot be dealt with.
     */
    static final String ARRIVE = arrivingWhere("floor <> 'closed'");

    /** The same in a closed one. */
    static final String ARRIVE_AFTER_THE_END = arrivingWhere("floor = 'closed'");

    private static String arrivingWhere(String floor) {
        return """
                update conversations c
                set last_seq = last_seq + 1, said_seq = last_seq + 1, urgent = urgent or :urgent,
                    turn_due = case when turn_attempts = 0 then least(turn_due, now())
                                    else coalesce(turn_due, now()) end
                where\s""" + floor;
    }

    private final JsonMapper json;
    private final ObjectReader memories;

    Rows(JsonMapper json) {
        this.json = json;
        // A memory stored by an older version lacks newer fields.
        this.memories = json.readerFor(Memory.class).without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    Optional<Row> read(JdbcClient sql, UUID conversation) {
        return byId(sql, conversation, "");
    }

    Optional<Row> lock(JdbcClient sql, UUID conversation) {
        return byId(sql, conversation, " for update of c");
    }

    /** The same for somebody who may answer it; empty also when they may not. */
    Optional<Row> lock(JdbcClient sql, UUID conversation, Sight sight) {
        return lock(sql, conversation, Sight.condition("c"), sight);
    }

    /** The same for somebody who is at least asked about it. */
    Optional<Row> lockToAdd(JdbcClient sql, UUID conversation, Sight sight) {
        return lock(sql, conversation, Sight.CONDITION, sight);
    }

    private Optional<Row> lock(JdbcClient sql, UUID conversation, String condition, Sight sight) {
        return sql.sql("select " + COLUMNS + " from conversations c where c.id = :id and " + condition
                        + " for update of c")
                .params(sight.values())
                .param("id", conversation)
                .query(mapper())
                .optional();
    }

    /** The same with where the citizen is reached, for somebody who is going to say something. */
    Optional<Reached> lockToSpeak(JdbcClient sql, UUID conversation) {
        return sql.sql("select " + COLUMNS + """
                        , a.channel, a.account, a.person, a.reply_to
                        from conversations c join addresses a on a.id = c.address
                        where c.id = :id for update of c""")
                .param("id", conversation)
                .query((row, number) -> new Reached(row(row), Addresses.address(row)))
                .optional();
    }

    /** A conversation under its lock, and who it is with. */
    record Reached(Row row, Address citizen) {}

    /**
     * Counts a citizen's new message in the open conversation of an address, makes a turn due and locks the row.
     *
     * @return the row, in which the message is the last one; empty when no conversation is open
     */
    Optional<Row> arriveInOpen(JdbcClient sql, UUID address, boolean urgent) {
        return sql.sql(ARRIVE + " and c.address = :address returning " + COLUMNS)
                .param("address", address)
                .param("urgent", urgent)
                .query(mapper())
                .optional();
    }

    /**
     * Opens a new conversation for a message, whose sequence goes on where the address's last one ended.
     *
     * @return the row, in which the message is the last one
     */
    Row open(JdbcClient sql, UUID address, @Nullable String language, boolean urgent) {
        return sql.sql("""
                        insert into conversations as c
                            (id, address, language, last_seq, said_seq, handled_seq, turn_due, urgent)
                        select :id, :address, :language, l.seq + 1, l.seq + 1, l.seq, now(), :urgent
                        from (select coalesce(max(last_seq), 0) as seq from conversations where address = :address) l
                        returning """ + " " + COLUMNS)
                .param("id", Ids.next())
                .param("address", address)
                .param("language", language)
                .param("urgent", urgent)
                .query(mapper())
                .single();
    }

    /** Counts a message of ours. */
    void said(JdbcClient sql, UUID conversation, int seq) {
        sql.sql("update conversations set last_seq = :seq where id = :id")
                .param("seq", seq)
                .param("id", conversation)
                .update();
    }

    /** What the assistant should remember, here the choices that a message of ours left open. */
    void remember(JdbcClient sql, UUID conversation, Memory memory) {
        sql.sql("update conversations set memory = :memory::jsonb where id = :id")
                .param("memory", json.writeValueAsString(memory))
                .param("id", conversation)
                .update();
    }

    /**
     * Puts it in a team's queue, keeping the time it has waited since and the more urgent priority. One that was closed
     * between a message and its answer is open again.
     *
     * @return its reference, minted the first time
     */
    void enqueue(JdbcClient sql, UUID conversation, String team, Priority priority, String reference) {
        sql.sql("""
                        update conversations
                        set floor = 'queue', team = :team, priority = :priority, reference = :reference,
                            held_by = null, held_by_name = null, claimed_at = null,
                            closed_at = null, outcome = null, delete_after = null,
                            queued_at = coalesce(queued_at, now())
                        where id = :id""")
                .param("team", team)
                .param("priority", Words.of(priority))
                .param("reference", reference)
                .param("id", conversation)
                .update();
    }

    /** Raises the priority of a conversation whoever holds it. */
    void prioritise(JdbcClient sql, UUID conversation, Priority priority) {
        sql.sql("update conversations set priority = :priority where id = :id")
                .param("priority", Words.of(priority))
                .param("id", conversation)
                .update();
    }

    /**
     * Gives it to a member of staff, if nobody has it.
     *
     * @return whether it is theirs now; false when somebody holds it or it is closed
     */
    boolean claim(JdbcClient sql, UUID conversation, StaffName by, String reference, String team) {
        return sql.sql("""
                                update conversations
                                set floor = 'staff', held_by = :username, held_by_name = :name, claimed_at = now(),
                                    reference = :reference, team = :team, queued_at = coalesce(queued_at, now())
                                where id = :id and floor in ('assistant', 'queue')""")
                        .param("username", by.username())
                        .param("name", by.name())
                        .param("reference", reference)
                        .param("team", team)
                        .param("id", conversation)
                        .update()
                == 1;
    }

    void handTo(JdbcClient sql, UUID conversation, StaffName colleague) {
        sql.sql("""
                        update conversations
                        set floor = 'staff', held_by = :username, held_by_name = :name, claimed_at = now()
                        where id = :id and floor <> 'closed'""")
                .param("username", colleague.username())
                .param("name", colleague.name())
                .param("id", conversation)
                .update();
    }

    /** Gives it back to the assistant; whose it was, and what the citizen may quote, stays known. */
    void toAssistant(JdbcClient sql, UUID conversation) {
        sql.sql("""
                        update conversations
                        set floor = 'assistant', held_by = null, held_by_name = null, claimed_at = null,
                            queued_at = null, reopened_at = null, priority = 'normal'
                        where id = :id and floor in ('queue', 'staff')""").param("id", conversation).update();
    }

    /** Ends it under the reference the citizen was told; what was said is deleted two years later, as the sample retention schedule says. */
    void close(JdbcClient sql, UUID conversation, String outcome, String reference, String team) {
        sql.sql("""
                        update conversations
                        set floor = 'closed', closed_at = now(), outcome = :outcome, priority = 'normal',
                            reference = :reference, team = :team,
                            held_by = null, held_by_name = null, claimed_at = null, queued_at = null, reopened_at = null,
                            delete_after = now() + interval '2 years'
                        where id = :id""")
                .param("outcome", outcome)
                .param("reference", reference)
                .param("team", team)
                .param("id", conversation)
                .update();
    }

    /** The place in its team's queue, from 1; empty when it is not waiting. */
    Optional<Integer> place(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select 1 + count(o.id)
                        from conversations c left join conversations o
                          on o.floor = 'queue' and o.team = c.team and o.id <> c.id
                         and (priority_rank(o.priority), o.queued_at, o.id) < (priority_rank(c.priority), c.queued_at, c.id)
                        where c.id = :id and c.floor = 'queue'
                        group by c.id""").param("id", conversation).query(Integer.class).optional();
    }

    private Optional<Row> byId(JdbcClient sql, UUID conversation, String locking) {
        return sql.sql("select " + COLUMNS + " from conversations c where c.id = :id" + locking)
                .param("id", conversation)
                .query(mapper())
                .optional();
    }

    RowMapper<Row> mapper() {
        return (row, number) -> row(row);
    }

    /** The conversation in a row of these columns. */
    Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("address", UUID.class),
                Words.to(Floor.class, row.getString("floor")),
                row.getString("team"),
                Words.to(Priority.class, row.getString("priority")),
                row.getString("reference"),
                holder(row),
                row.getInt("last_seq"),
                row.getInt("handled_seq"),
                memories.readValue(row.getString("memory")),
                row.getLong("fence"));
    }

    /** A time that may be missing. */
    static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable StaffName holder(ResultSet row) throws SQLException {
        String username = row.getString("held_by");
        return username == null ? null : new StaffName(username, row.getString("held_by_name"));
    }
}
