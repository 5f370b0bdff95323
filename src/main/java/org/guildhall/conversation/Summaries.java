package org.guildhall.conversation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One line about each conversation, for lists and streams. */
@Component
final class Summaries {

    static final String SELECT =
            """
            select c.id, c.reference, c.team, c.priority, c.floor, a.channel, c.held_by, c.held_by_name, c.language,
                   c.opened_at, c.last_seq,
                   case when c.floor = 'queue'
                        then extract(epoch from now() - greatest(c.queued_at, c.reopened_at))::bigint else 0 end as waiting,
                   coalesce((select left(m.text, 200) from messages m
                             where m.conversation = c.id and m.sender = 'citizen' order by m.seq desc limit 1), '') as words,
                   (select case when bool_or(o.state = 'failed') then 'failed' when count(*) > 0 then 'uncertain' end
                    from outbox o
                    where o.conversation = c.id and %s in ('failed', 'uncertain')
                      and o.seq > coalesce(
                          (select max(g.seq) from outbox g join messages m on m.id = g.message
                           where g.conversation = c.id and m.sender = 'staff'
                             and %s and not g.uncertain), 0)) as undelivered,
                   case when %s then c.snoozed_until end as snoozed_until, %s as asked
            from conversations c join addresses a on a.id = c.address
            """.formatted(Deliveries.SHOWN, Deliveries.ARRIVED.formatted("g"), Snooze.ASLEEP, Asks.ASKED);

    private static final RowMapper<Summary> MAPPER = (row, number) -> new Summary(
            row.getObject("id", UUID.class),
            row.getString("reference"),
            row.getString("team"),
            Words.to(Priority.class, row.getString("priority")),
            Words.to(Floor.class, row.getString("floor")),
            row.getString("channel"),
            Math.max(0, row.getLong("waiting")),
            row.getString("words"),
            Rows.holder(row),
            row.getString("language"),
            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
            row.getInt("last_seq"),
            undelivered(row.getString("undelivered")),
            Rows.at(row, "snoozed_until"),
            asked(row.getString("asked")));

    private static Set<String> asked(String usernames) {
        return usernames.isEmpty() ? Set.of() : Set.of(usernames.split(","));
    }

    private static @Nullable DeliveryState undelivered(@Nullable String state) {
        return state == null ? null : Words.to(DeliveryState.class, state);
    }

    /** Those a condition picks; the condition is our own SQL, its values are bound. */
    List<Summary> where(JdbcClient sql, String condition, Map<String, ?> values) {
        return sql.sql(SELECT + condition).params(values).query(MAPPER).list();
    }
}
