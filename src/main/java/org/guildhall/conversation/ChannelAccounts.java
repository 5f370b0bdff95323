package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is known of our side of each messenger, whichever node heard or sent. Nobody's data. */
@Component
public final class ChannelAccounts {

    private final Database database;

    ChannelAccounts(Database database) {
        this.database = database;
    }

    /** What shows that a messenger and we reach each other. */
    public enum Sign {
        /** The messenger proved who it is: a handshake, or a call that was signed. */
        VERIFIED,
        /** It told us something. */
        HEARD,
        /** It took something from us. */
        SENT
    }

    /**
     * How one of them stands.
     *
     * @param verifiedAt when it first proved who it is, or null; likewise when it last told and took something
     * @param charged how many messages it charges us for this month of UTC, by its own word for their kind
     * @param segments of how many segments those were that are texts
     */
    public record Known(
            String channel,
            String account,
            @Nullable Instant verifiedAt,
            @Nullable Instant heardAt,
            @Nullable Instant sentAt,
            Map<String, Long> charged,
            long segments) {}

    /**
     * Writes down that it is there and what was seen of it just now. Blocks, in a transaction of its own.
     *
     * @param window how long after a citizen's last message they may be written to freely; empty when always
     * @param seen may be empty
     */
    public void note(String channel, String account, Optional<Duration> window, Set<Sign> seen) {
        database.inTransaction(sql -> sql.sql("""
                        insert into channel_accounts as a (channel, account, window_seconds, verified_at, heard_at, sent_at)
                        values (:channel, :account, :window, case when :verified then now() end,
                                case when :heard then now() end, case when :sent then now() end)
                        on conflict (channel, account) do update
                        set window_seconds = excluded.window_seconds,
                            verified_at = coalesce(a.verified_at, excluded.verified_at),
                            heard_at = coalesce(excluded.heard_at, a.heard_at),
                            sent_at = coalesce(excluded.sent_at, a.sent_at)""")
                .param("channel", channel)
                .param("account", account)
                .param("window", window.map(Duration::toSeconds).orElse(null), java.sql.Types.INTEGER)
                .param("verified", seen.contains(Sign.VERIFIED))
                .param("heard", seen.contains(Sign.HEARD))
                .param("sent", seen.contains(Sign.SENT))
                .update());
    }

    /** All that have ever been there, in the order of their names. */
    public Mono<List<Known>> all() {
        return database.transaction(sql -> {
            Map<List<String>, Map<String, Long>> charged = new HashMap<>();
            Map<List<String>, Long> segments = new HashMap<>();
            charged(sql, charged, segments);
            return sql.sql("select * from channel_accounts order by channel, account")
                    .query((row, number) -> {
                        String channel = row.getString("channel");
                        String account = row.getString("account");
                        return new Known(
                                channel,
                                account,
                                at(row, "verified_at"),
                                at(row, "heard_at"),
                                at(row, "sent_at"),
                                charged.getOrDefault(List.of(channel, account), Map.of()),
                                segments.getOrDefault(List.of(channel, account), 0L));
                    })
                    .list();
        });
    }

    /** Both by messenger and account. */
    private static void charged(
            JdbcClient sql, Map<List<String>, Map<String, Long>> messages, Map<List<String>, Long> segments) {
        sql.sql("select * from channel_charges where month = " + Charges.THIS_MONTH + " order by category")
                .query(row -> {
                    List<String> account = List.of(row.getString("channel"), row.getString("account"));
                    messages.computeIfAbsent(account, first -> new LinkedHashMap<>())
                            .put(row.getString("category"), row.getLong("messages"));
                    segments.merge(account, row.getLong("segments"), Long::sum);
                });
    }

    /** How long the citizen of a conversation may still be written to freely, not below zero; empty when always. */
    static Optional<Duration> windowLeft(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select greatest(k.window_seconds - extract(epoch from now() - last.at), 0)::bigint
                        from conversations c join addresses a on a.id = c.address
                        join channel_accounts k on (k.channel, k.account) = (a.channel, a.account)
                        cross join lateral (select m.at from messages m
                                            where m.conversation = c.id and m.sender = 'citizen'
                                            order by m.seq desc limit 1) last
                        where c.id = :conversation and k.window_seconds is not null""")
                .param("conversation", conversation)
                .query(Long.class)
                .optional()
                .map(Duration::ofSeconds);
    }

    /**
     * Lets what has just been said to a citizen go the way that is open when they may not be written to freely, where by our
     * clock they may not. A sign that they put on a message counts here like something they wrote, as it may at the messenger:
     * whoever asks it in vain is told so, but what is never asked for is never sent.
     *
     * @param seq the place of what was said
     */
    static void closeWindow(JdbcClient sql, UUID conversation, int seq) {
        sql.sql("""
                        update outbox o set window_closed = true
                        from conversations c join addresses a on a.id = c.address
                        join channel_accounts k on (k.channel, k.account) = (a.channel, a.account)
                        where c.id = :conversation and o.conversation = c.id and o.seq = :seq and o.state = 'pending'
                          and k.window_seconds is not null
                          and not exists (
                              select from messages m join conversations h on h.id = m.conversation
                              join addresses b on b.id = h.address
                              where b.citizen = a.citizen and (b.channel, b.account) = (a.channel, a.account)
                                and greatest(case when m.sender = 'citizen' then m.at end, m.reacted_at)
                                    > now() - make_interval(secs => k.window_seconds))""").param("conversation", conversation).param("seq", seq).update();
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
