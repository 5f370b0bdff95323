package org.guildhall.desk;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.Calls;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is still to be told to browsers, in the database, so that of several nodes one tells it and none forgets it. Plain
 * blocking calls, each its own transaction.
 */
@Component
final class PushNotices {

    /** Longer than the slowest push service may take. */
    private static final String LEASE = "interval '1 minute'";

    private final Database database;

    PushNotices(Database database) {
        this.database = database;
    }

    /**
     * One to send.
     *
     * @param attempt which try this is, from 1; also the fence under which it is settled
     */
    record Notice(
            UUID id,
            UUID subscription,
            UUID conversation,
            boolean danger,
            int attempt,
            PushSubscriptions.Browser browser) {}

    /**
     * Writes down that these browsers are to be told of a conversation; not twice of the same words, and of a conversation once a
     * minute at most unless danger turns up in it.
     */
    void write(Calls.Call call, List<UUID> subscriptions) {
        database.inTransaction(sql -> {
            if (marked(sql, call)) {
                subscriptions.forEach(subscription -> write(sql, call, subscription));
            }
            return null;
        });
    }

    private static boolean marked(JdbcClient sql, Calls.Call call) {
        return sql.sql("""
                                insert into push_marks as m (conversation, seq, danger)
                                select c.id, :seq, :danger from conversations c where c.id = :conversation
                                on conflict (conversation) do update
                                set seq = excluded.seq, danger = excluded.danger, at = now()
                                where m.seq < excluded.seq
                                  and (m.at < now() - interval '1 minute' or excluded.danger and not m.danger)""")
                        .param("conversation", call.conversation())
                        .param("seq", call.seq())
                        .param("danger", call.danger())
                        .update()
                == 1;
    }

    /** Whoever signed out at this moment is told nothing. */
    private static void write(JdbcClient sql, Calls.Call call, UUID subscription) {
        sql.sql("""
                        insert into push_notices (id, subscription, conversation, danger)
                        select :id, p.id, :conversation, :danger from push_subscriptions p where p.id = :subscription""")
                .param("id", Ids.next())
                .param("subscription", subscription)
                .param("conversation", call.conversation())
                .param("danger", call.danger())
                .update();
    }

    /** Takes what is due, danger first, for a minute. */
    List<Notice> take(int atMost) {
        return database.inTransaction(sql -> {
            sql.sql("delete from push_notices where give_up_at < now()").update();
            return sql.sql("""
                            update push_notices n set attempts = n.attempts + 1, lease_until = now() + """ + " " + LEASE + """

                            from (select d.id, p.endpoint, p.public_key, p.secret
                                  from push_notices d join push_subscriptions p on p.id = d.subscription
                                  where d.due_at <= now() and (d.lease_until is null or d.lease_until < now())
                                  order by d.danger desc, d.due_at limit :most for update of d skip locked) due
                            where n.id = due.id
                            returning n.id, n.subscription, n.conversation, n.danger, n.attempts,
                                      due.endpoint, due.public_key, due.secret""")
                    .param("most", atMost)
                    .query((row, number) -> new Notice(
                            row.getObject("id", UUID.class),
                            row.getObject("subscription", UUID.class),
                            row.getObject("conversation", UUID.class),
                            row.getBoolean("danger"),
                            row.getInt("attempts"),
                            new PushSubscriptions.Browser(
                                    URI.create(row.getString("endpoint")),
                                    row.getBytes("public_key"),
                                    row.getBytes("secret"))))
                    .list();
        });
    }

    /** It is told, or nobody need be told any more. */
    void done(Notice notice) {
        settle("delete from push_notices where id = :id and attempts = :attempt", notice);
    }

    /** There is no such browser any more; what else was for it goes too. */
    void gone(Notice notice) {
        database.inTransaction(sql -> sql.sql("delete from push_subscriptions where id = :id")
                .param("id", notice.subscription())
                .update());
    }

    /**
     * It is tried again, after five seconds and twice as long each time, or when the push service says.
     *
     * @param atLeast how long to wait at least, or null
     */
    void later(Notice notice, @Nullable Duration atLeast) {
        database.inTransaction(sql -> sql.sql("""
                        update push_notices
                        set lease_until = null,
                            due_at = now() + make_interval(secs => greatest(:atLeast, 5 * power(2, least(attempts, 8) - 1)))
                        where id = :id and attempts = :attempt""")
                .param("atLeast", atLeast == null ? 0.0 : (double) atLeast.toSeconds())
                .param("id", notice.id())
                .param("attempt", notice.attempt())
                .update());
    }

    private void settle(String statement, Notice notice) {
        database.inTransaction(sql -> sql.sql(statement)
                .param("id", notice.id())
                .param("attempt", notice.attempt())
                .update());
    }
}
