package org.guildhall.channel.notify;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.privacy.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the phone networks let through to one number within an hour; they drop what is more, and nobody hears of it
 * (https://docs.notifications.service.gov.uk/rest-api.html#phone-network-limits). All nodes count together, by the
 * database's clock. Here also without an API key, because somebody has to answer for what was counted.
 */
@Component
final class PhoneNetworkLimits implements PersonalData {

    static final int SAME_WORDS = 20;
    static final int ANY_WORDS = 100;

    /** What goes first counts first: whoever writes a number's row keeps others from it until it is written. */
    private static final String COUNT = """
            insert into notify_texts as t (account, number, sent_at, words, delete_after)
            values (:account, :number, array[now()], array[:words::int], now() + interval '1 hour')
            on conflict (account, number) do update
            set (sent_at, words) = (
                    select array_agg(gone.at order by gone.place), array_agg(gone.words order by gone.place)
                    from unnest(t.sent_at || now(), t.words || :words::int) with ordinality as gone (at, words, place)
                    where gone.at > now() - interval '1 hour'),
                delete_after = excluded.delete_after
            where (select count(*) < :most and count(*) filter (where gone.words = :words) < :same
                   from unnest(t.sent_at, t.words) as gone (at, words)
                   where gone.at > now() - interval '1 hour')
            returning now()""";

    /** Until enough of them are an hour old. */
    private static final String WAIT = """
            select extract(epoch from greatest(
                       case when count(*) >= :most then min(gone.at) end,
                       case when count(*) filter (where gone.words = :words) >= :same
                            then min(gone.at) filter (where gone.words = :words) end)
                   + interval '1 hour' - now())
            from notify_texts t cross join unnest(t.sent_at, t.words) as gone (at, words)
            where t.account = :account and t.number = :number and gone.at > now() - interval '1 hour'""";

    private static final String GIVE_BACK = """
            update notify_texts t
            set (sent_at, words) = (
                    select coalesce(array_agg(gone.at order by gone.place), '{}'),
                           coalesce(array_agg(gone.words order by gone.place), '{}')
                    from unnest(t.sent_at, t.words) with ordinality as gone (at, words, place)
                    where gone.at <> :at)
            where t.account = :account and t.number = :number""";

    /** With the call that follows it stays below the courier's patience, and it is known that nothing went out. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Database database;

    PhoneNetworkLimits(Database database) {
        this.database = database;
    }

    /** Whether a text may go out. */
    sealed interface Claim {

        /**
         * It may, and counts from now on.
         *
         * @param at when it was counted
         */
        record Counted(OffsetDateTime at) implements Claim {}

        /**
         * It has to wait.
         *
         * @param pause for so long
         * @param why a word of {@link NotifyErrors#reason}
         */
        record Later(Duration pause, String why) implements Claim {}
    }

    /**
     * Counts a text that is about to go out, if it may.
     *
     * @return never an error signal: what could not be counted waits a moment
     */
    Mono<Claim> claim(Address to, String text) {
        return database.statement(sql -> claim(sql, to, text.hashCode()))
                .timeout(PATIENCE)
                .onErrorResume(trouble -> Mono.just(new Claim.Later(A_MOMENT, "not-counted")));
    }

    /** A hash tells words from others well enough, and is not the words themselves. */
    private static Claim claim(JdbcClient sql, Address to, int words) {
        Optional<OffsetDateTime> counted = bound(sql, COUNT, to, words)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .optional();
        if (counted.isPresent()) {
            return new Claim.Counted(counted.get());
        }
        double seconds = bound(sql, WAIT, to, words)
                .query((row, number) -> row.getDouble(1))
                .single();
        Duration pause = Duration.ofMillis(Math.round(seconds * 1000));
        return new Claim.Later(pause.compareTo(A_MOMENT) < 0 ? A_MOMENT : pause, "phone-network");
    }

    private static JdbcClient.StatementSpec bound(JdbcClient sql, String statement, Address to, int words) {
        return sql.sql(statement)
                .param("account", to.account())
                .param("number", to.replyTo())
                .param("words", words)
                .param("most", ANY_WORDS)
                .param("same", SAME_WORDS);
    }

    /** The text did not go out after all. If that cannot be written down, it counts for an hour. */
    Mono<Void> giveBack(Address to, Claim.Counted text) {
        return database.statement(sql -> sql.sql(GIVE_BACK)
                        .param("at", text.at())
                        .param("account", to.account())
                        .param("number", to.replyTo())
                        .update())
                .timeout(PATIENCE)
                .onErrorComplete()
                .then();
    }

    @Override
    public String name() {
        return "When we last sent you text messages, for an hour";
    }

    @Override
    public Set<String> tables() {
        return Set.of("notify_texts");
    }

    @Override
    public Map<String, @Nullable Object> export(Citizen citizen) {
        return Map.of(
                "texts",
                database.inTransaction(sql ->
                        sql.sql("""
                        select t.number, gone.at from notify_texts t cross join unnest(t.sent_at) as gone (at)
                        where t.number = any(:numbers) order by gone.at""").param("numbers", numbers(citizen)).query().listOfRows()));
    }

    @Override
    public void erase(Citizen citizen) {
        database.inTransaction(sql -> sql.sql("delete from notify_texts where number = any(:numbers)")
                .param("numbers", numbers(citizen))
                .update());
    }

    private static String[] numbers(Citizen citizen) {
        return citizen.addresses().stream()
                .filter(address -> address.channel().equals(NotifyChannel.NAME))
                .map(Address::replyTo)
                .toArray(String[]::new);
    }

    /** Deletes those to whom nothing has gone for an hour, ten thousand at a time. */
    @Override
    public int expire() {
        return database.inTransaction(sql -> sql.sql("""
                        delete from notify_texts
                        where delete_after < now() and ctid = any(array(
                            select ctid from notify_texts where delete_after < now() limit 10000))""").update());
    }
}
