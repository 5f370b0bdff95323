package org.guildhall.conversation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Ids;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What could not be read or failed too often: kept with its reason, never dropped, and tried again when staff ask. */
@Component
final class DeadLetters {

    static final int MOST_SHOWN = 200;
    private static final int MOST_COUNTED = 1000;

    /** Outlives reading and storing the largest body; a node that died over one is replaced after it. */
    private static final String LEASE = "interval '30 seconds'";

    /** A letter that ends the process each time must not do so for ever. */
    private static final String GIVES_UP = "attempts - attempts_asked >= 3";

    /** Letters without a conversation belong to no team: only who sees every team sees them. */
    private static final String SELECT = """
            select l.id, l.channel, l.conversation, c.reference, c.floor, l.seq, l.reason, length(l.body) as size, l.at,
                   l.failures, l.replayed_at, l.outcome,
                   case when l.conversation is not null then 'message' when l.body is not null then 'body'
                        else 'event' end as kind,
                   case when l.discarded_at is not null then 'discarded' when l.replayed_at is not null then 'replayed'
                        when l.replay_asked_at is not null then 'replaying' else 'waiting' end as state
            from dead_letters l left join conversations c on c.id = l.conversation
            where (:all or c.team = any(:teams))
            """;

    /**
     * Finds which are shown before it reads them, because sorting all that were ever kept would cost more each day. Of those
     * that were dealt with the latest are found by their ids, which grow with time.
     */
    static final String SHOWN = """
            with waiting as (
                select l.id from dead_letters l left join conversations c on c.id = l.conversation
                where l.replayed_at is null and l.discarded_at is null and (:all or c.team = any(:teams))
                order by l.at desc limit :most),
            done as (
                select l.id from dead_letters l left join conversations c on c.id = l.conversation
                where l.replayed_at is not null and l.discarded_at is null and (:all or c.team = any(:teams))
                order by l.id desc limit :most - (select count(*) from waiting))
            """ + SELECT + """
             and l.id = any(array(select id from waiting union all select id from done))
            order by l.replayed_at is not null, l.at desc, l.id limit :most""";

    private static final RowMapper<DeadLetter> MAPPER = (row, number) -> {
        OffsetDateTime replayed = row.getObject("replayed_at", OffsetDateTime.class);
        String outcome = row.getString("outcome");
        return new DeadLetter(
                row.getObject("id", UUID.class),
                Words.to(DeadLetter.Kind.class, row.getString("kind")),
                Words.to(DeadLetter.State.class, row.getString("state")),
                row.getString("channel"),
                row.getObject("conversation", UUID.class),
                row.getString("reference"),
                row.getObject("seq", Integer.class),
                row.getString("reason"),
                row.getObject("size", Integer.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("failures"),
                replayed == null ? null : replayed.toInstant(),
                outcome == null ? null : Words.to(DeadLetter.Outcome.class, outcome));
    };

    /** Kept once, however often the messenger brings it again. */
    void keepBody(JdbcClient sql, RawCall call, String reason) {
        sql.sql("""
                        insert into dead_letters (id, channel, account, method, path, content_type, body, reason)
                        values (:id, :channel, :account, :method, :path, :contentType, :body, :reason)
                        on conflict do nothing""")
                .param("id", Ids.next())
                .param("channel", call.channel())
                .param("account", call.account())
                .param("method", call.method())
                .param("path", call.path())
                .param("contentType", call.contentType())
                .param("body", call.body())
                .param("reason", reason)
                .update();
    }

    void keepEvent(JdbcClient sql, Inbound.Unreadable event) {
        sql.sql("""
                        insert into dead_letters (id, channel, account, event_id, reason)
                        values (:id, :channel, :account, :eventId, :reason)""")
                .param("id", Ids.next())
                .param("channel", event.from().channel())
                .param("account", event.from().account())
                .param("eventId", event.eventId())
                .param("reason", event.reason())
                .update();
    }

    /** A message that failed too often; its words stay where they are, in the conversation. */
    void keepMessage(JdbcClient sql, UUID conversation, int seq, String reason) {
        sql.sql("""
                        insert into dead_letters (id, channel, account, conversation, seq, reason)
                        select :id, a.channel, a.account, c.id, :seq, :reason
                        from conversations c join addresses a on a.id = c.address where c.id = :conversation""")
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("seq", seq)
                .param("reason", reason)
                .update();
    }

    /** Those that wait for somebody first, then the latest; those put aside are not among them. */
    List<DeadLetter> shown(JdbcClient sql, Set<String> teams) {
        return inSight(sql, SHOWN, teams)
                .param("most", MOST_SHOWN)
                .query(MAPPER)
                .list();
    }

    /** How many wait for somebody to look, at most a thousand. */
    int waiting(JdbcClient sql, Set<String> teams) {
        return inSight(sql, """
                        select count(*) from (
                            select 1 from dead_letters l left join conversations c on c.id = l.conversation
                            where (:all or c.team = any(:teams))
                              and l.replayed_at is null and l.discarded_at is null and l.replay_asked_at is null
                            limit :most) counted""", teams)
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    /** One letter under its row lock, so that two who press at once are two who asked once. */
    Optional<DeadLetter> lock(JdbcClient sql, Set<String> teams, UUID id) {
        return inSight(sql, SELECT + " and l.id = :id for update of l", teams)
                .param("id", id)
                .query(MAPPER)
                .optional();
    }

    boolean closed(JdbcClient sql, UUID conversation) {
        return sql.sql("select floor = 'closed' from conversations where id = :id")
                .param("id", conversation)
                .query(Boolean.class)
                .single();
    }

    void ask(JdbcClient sql, UUID id) {
        sql.sql("""
                        update dead_letters
                        set replay_asked_at = now(), replay_lease_until = null, attempts_asked = attempts
                        where id = :id""").param("id", id).update();
    }

    void discard(JdbcClient sql, UUID id) {
        sql.sql("update dead_letters set discarded_at = now(), replay_asked_at = null where id = :id")
                .param("id", id)
                .update();
    }

    /** Takes a body of one of these accounts that somebody asked for. */
    Optional<Replays.Kept> takeBody(JdbcClient sql, List<Replays.Account> accounts) {
        giveUp(sql);
        return sql.sql("""
                        update dead_letters l
                        set attempts = l.attempts + 1, replay_lease_until = now() + """ + " " + LEASE + """

                        from (select id from dead_letters
                              where replay_asked_at is not null and replayed_at is null and body is not null
                                and (replay_lease_until is null or replay_lease_until < now())
                                and (channel, account) in (select * from unnest(:channels::text[], :accounts::text[]))
                              order by replay_asked_at limit 1 for update skip locked) due
                        where l.id = due.id
                        returning l.id, l.attempts, l.channel, l.account, coalesce(l.method, 'POST') as method,
                                  coalesce(l.path, '') as path, l.content_type, l.body""")
                .param(
                        "channels",
                        accounts.stream().map(Replays.Account::channel).toArray(String[]::new))
                .param(
                        "accounts",
                        accounts.stream().map(Replays.Account::account).toArray(String[]::new))
                .query((row, number) -> new Replays.Kept(
                        row.getObject("id", UUID.class),
                        row.getInt("attempts"),
                        new RawCall(
                                row.getString("channel"),
                                row.getString("account"),
                                row.getString("method"),
                                row.getString("path"),
                                row.getString("content_type"),
                                row.getBytes("body"))))
                .optional();
    }

    /** A message that somebody asked for, in a conversation that nobody works on at the moment. Takes nothing yet. */
    Optional<Place> nextMessage(JdbcClient sql) {
        giveUp(sql);
        return sql.sql("""
                        select l.id, l.conversation, l.seq
                        from dead_letters l join conversations c on c.id = l.conversation
                        where l.replay_asked_at is not null and l.replayed_at is null
                          and (l.replay_lease_until is null or l.replay_lease_until < now())
                          and (c.lease_until is null or c.lease_until < now())
                        order by l.replay_asked_at limit 1""")
                .query((row, number) -> new Place(
                        row.getObject("id", UUID.class), row.getObject("conversation", UUID.class), row.getInt("seq")))
                .optional();
    }

    /** Takes it, under the conversation's row lock; empty when somebody else has. */
    Optional<Integer> takeMessage(JdbcClient sql, UUID id) {
        return sql.sql("""
                        update dead_letters set attempts = attempts + 1, replay_lease_until = now() + """ + " " + LEASE + """

                        where id = :id and replay_asked_at is not null and replayed_at is null
                          and (replay_lease_until is null or replay_lease_until < now())
                        returning attempts""")
                .param("id", id)
                .query(Integer.class)
                .optional();
    }

    /**
     * Writes down that it was dealt with. It is not needed long after that.
     *
     * @param attempt the one whose end this is; another that has begun meanwhile goes on undisturbed
     * @return false when another has begun
     */
    boolean replayed(JdbcClient sql, UUID id, int attempt, DeadLetter.Outcome outcome) {
        return sql.sql("""
                                update dead_letters
                                set replayed_at = now(), outcome = :outcome, replay_lease_until = null,
                                    delete_after = least(delete_after, now() + interval '14 days')
                                where id = :id and attempts = :attempt and replay_asked_at is not null
                                  and replayed_at is null""")
                        .param("outcome", Words.of(outcome))
                        .param("id", id)
                        .param("attempt", attempt)
                        .update()
                == 1;
    }

    /** It failed again, and waits for somebody to look again. */
    void failed(JdbcClient sql, UUID id, int attempt, String reason) {
        sql.sql("""
                        update dead_letters
                        set replay_asked_at = null, replay_lease_until = null, failures = failures + 1, reason = :reason
                        where id = :id and attempts = :attempt and replay_asked_at is not null
                          and replayed_at is null""")
                .param("reason", reason)
                .param("id", id)
                .param("attempt", attempt)
                .update();
    }

    private static void giveUp(JdbcClient sql) {
        sql.sql("""
                        update dead_letters
                        set replay_asked_at = null, replay_lease_until = null, failures = failures + 1,
                            reason = 'each try ended in the middle'
                        where replay_asked_at is not null and replayed_at is null and replay_lease_until < now() and """ + " " + GIVES_UP).update();
    }

    private static JdbcClient.StatementSpec inSight(JdbcClient sql, String query, Set<String> teams) {
        return sql.sql(query).param("all", teams.isEmpty()).param("teams", teams.toArray(String[]::new));
    }

    /** Where a message stands whose letter this is. */
    record Place(UUID letter, UUID conversation, int seq) {}
}
