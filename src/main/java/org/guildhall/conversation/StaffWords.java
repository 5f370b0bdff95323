package org.guildhall.conversation;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What staff are told at a messenger about what they did there. Written with the deed, said a moment later by whoever knows the
 * messenger; after an hour nobody needs it any more. Plain blocking calls, each its own transaction.
 */
@Component
public final class StaffWords {

    private final Database database;

    StaffWords(Database database) {
        this.database = database;
    }

    /**
     * Something to tell somebody.
     *
     * @param attempt which try this is, from 1; also the fence under which it is settled
     * @param said plain words
     */
    public record Word(UUID id, int attempt, Address to, String said) {}

    /** Writes down what somebody is to be told. */
    static void say(JdbcClient sql, Address to, String words) {
        sql.sql("""
                        insert into staff_words (id, channel, account, person, reply_to, said)
                        values (:id, :channel, :account, :person, :replyTo, :said)""")
                .param("id", Ids.next())
                .param("channel", to.channel())
                .param("account", to.account())
                .param("person", to.person())
                .param("replyTo", to.replyTo())
                .param("said", words)
                .update();
    }

    /** Takes the next for half a minute; then somebody else may take it. */
    public Optional<Word> take(String channel, String account) {
        return database.inTransaction(sql -> {
            sql.sql("delete from staff_words where channel = :channel and account = :account and give_up_at < now()")
                    .param("channel", channel)
                    .param("account", account)
                    .update();
            return sql.sql("""
                            update staff_words w
                            set lease_until = now() + interval '30 seconds', attempts = w.attempts + 1
                            from (select id from staff_words
                                  where channel = :channel and account = :account and due_at <= now()
                                    and (lease_until is null or lease_until < now())
                                  order by id limit 1 for update skip locked) due
                            where w.id = due.id
                            returning w.*""")
                    .param("channel", channel)
                    .param("account", account)
                    .query((row, number) -> new Word(
                            row.getObject("id", UUID.class),
                            row.getInt("attempts"),
                            new Address(
                                    row.getString("channel"),
                                    row.getString("account"),
                                    row.getString("person"),
                                    row.getString("reply_to")),
                            row.getString("said")))
                    .optional();
        });
    }

    /** They have been told, or never will be. */
    public void done(Word word) {
        database.inTransaction(sql -> sql.sql("delete from staff_words where id = :id and attempts = :attempt")
                .param("id", word.id())
                .param("attempt", word.attempt())
                .update());
    }

    /**
     * They could not be told, and are a little later.
     *
     * @param atLeast how long to wait at least, or null
     */
    public void deferred(Word word, @Nullable Duration atLeast) {
        long seconds = Math.max(1L << Math.min(word.attempt() - 1, 6), atLeast == null ? 0 : atLeast.toSeconds());
        database.inTransaction(sql -> sql.sql("""
                        update staff_words set lease_until = null, due_at = now() + make_interval(secs => :seconds)
                        where id = :id and attempts = :attempt""")
                .param("seconds", (double) seconds)
                .param("id", word.id())
                .param("attempt", word.attempt())
                .update());
    }
}
