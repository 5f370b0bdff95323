package org.guildhall.conversation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What of our replies did not arrive. */
@Component
public final class Deliveries {

    private static final int MOST_SHOWN = 200;

    /**
     * How far a part got, as people are told. What the messenger only accepted is on its way; without a receipt until it
     * would have been given up, nobody knows.
     */
    static final String SHOWN = """
            case when o.state <> 'sent' then o.state
                 when o.uncertain or o.accepted and o.give_up_at < now() then 'uncertain'
                 when o.accepted then 'sending' else 'sent' end""";

    /** Whether a part arrived for sure, as far as a messenger can be sure. */
    static final String ARRIVED = " %1$s.state in ('sent', 'delivered', 'read') and not %1$s.accepted ";

    private static final String COLUMNS = """
            o.conversation, c.reference, o.seq, o.channel, o.state, o.accepted, o.trouble, o.reason, o.created_at
            from outbox o join conversations c on c.id = o.conversation
            """;

    private static final RowMapper<Undelivered> MAPPER = (row, number) -> new Undelivered(
            row.getObject("conversation", UUID.class),
            row.getString("reference"),
            row.getInt("seq"),
            row.getString("channel"),
            row.getBoolean("accepted")
                    ? Undelivered.Trouble.UNKNOWN
                    : trouble(row.getString("state"), row.getString("trouble")),
            row.getString("reason"),
            row.getObject("created_at", OffsetDateTime.class).toInstant());

    private final Database database;

    Deliveries(Database database) {
        this.database = database;
    }

    /**
     * Failed answers of the last two weeks that nobody would notice: nobody has the conversation or is awaited in it, and
     * nothing has arrived there since. Without those of citizens who blocked us, as nobody could help them.
     *
     * @param teams whose conversations; all when empty
     * @return the latest first, one for each conversation, at most 200
     */
    public Mono<List<Undelivered>> unnoticed(Set<String> teams) {
        return database.transaction(sql -> sql.sql("select * from (select distinct on (o.conversation) " + COLUMNS
                        + """
                        where o.state = 'failed' and o.trouble is distinct from 'blocked'
                          and o.created_at > now() - interval '14 days'
                          and c.floor = 'assistant' and (:all or c.team = any(:teams))
                          and not exists (select 1 from outbox later
                                          where later.conversation = o.conversation and later.seq > o.seq and %s)
                        order by o.conversation, o.seq desc, o.part) last
                        order by created_at desc, conversation limit :most""".formatted(ARRIVED.formatted("later")))
                .param("all", teams.isEmpty())
                .param("teams", teams.toArray(String[]::new))
                .param("most", MOST_SHOWN)
                .query(MAPPER)
                .list());
    }

    /** Of one conversation, in its order; a message of several parts is as its worst part. */
    List<Undelivered> undelivered(JdbcClient sql, UUID conversation) {
        return sql.sql("select distinct on (o.seq) " + COLUMNS + """
                        where o.conversation = :id
                          and %s in ('failed', 'uncertain')
                        order by o.seq, array_position(array['failed', 'uncertain', 'sent'], o.state), o.part""".formatted(SHOWN))
                .param("id", conversation)
                .query(MAPPER)
                .list();
    }

    private static Undelivered.Trouble trouble(String state, @Nullable String trouble) {
        return switch (state) {
            case "sent" -> Undelivered.Trouble.TWICE;
            case "uncertain" -> Undelivered.Trouble.UNKNOWN;
            default -> trouble == null ? Undelivered.Trouble.FAILED : Words.to(Undelivered.Trouble.class, trouble);
        };
    }
}
