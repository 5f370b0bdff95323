package org.guildhall.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Raw bodies that staff want read again. Whoever knows the messengers takes one, reads it, hands what is in it to the
 * {@link Inbox} and says how it went. Plain blocking calls, each its own transaction.
 */
@Component
public final class Replays {

    private final Database database;
    private final DeadLetters letters;

    Replays(Database database, DeadLetters letters) {
        this.database = database;
        this.letters = letters;
    }

    /**
     * Takes the next one for half a minute; if it is not settled by then somebody else may take it.
     *
     * @param accounts whose calls the caller can read
     */
    public Optional<Kept> take(List<Account> accounts) {
        return database.inTransaction(sql -> letters.takeBody(sql, accounts));
    }

    /**
     * What of these was never said in any conversation. The inbox knows an event for two weeks; a letter is kept longer,
     * and what it held may have been dealt with since.
     */
    public List<Inbound> unheard(List<Inbound> events) {
        return database.inTransaction(
                sql -> events.stream().filter(event -> !heard(sql, event)).toList());
    }

    /** It was read, and what was in it is committed. */
    public void replayed(Kept kept, DeadLetter.Outcome outcome) {
        database.inTransaction(sql -> letters.replayed(sql, kept.id(), kept.attempt(), outcome));
    }

    /**
     * It could not be read this time either.
     *
     * @param reason in a technical word, without a citizen's words
     */
    public void failed(Kept kept, String reason) {
        database.inTransaction(sql -> {
            letters.failed(sql, kept.id(), kept.attempt(), reason);
            return null;
        });
    }

    private static boolean heard(JdbcClient sql, Inbound event) {
        return sql.sql("""
                        select exists (
                            select 1 from addresses a join conversations c on c.address = a.id
                            join messages m on m.conversation = c.id
                            where a.channel = :channel and a.account = :account and a.person = :person
                              and m.event_id = :eventId)""")
                .param("channel", event.from().channel())
                .param("account", event.from().account())
                .param("person", event.from().person())
                .param("eventId", event.eventId())
                .query(Boolean.class)
                .single();
    }

    /** Our side of a messenger. */
    public record Account(String channel, String account) {}

    /**
     * A call to read again.
     *
     * @param attempt which try this is; also the fence under which it is settled
     */
    public record Kept(UUID id, int attempt, RawCall call) {}
}
