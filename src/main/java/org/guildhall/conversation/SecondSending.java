package org.guildhall.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends once more what failed by a receipt for a reason that passes, when it has waited a while. Nothing waits behind it
 * meanwhile. When something newer has been said by then it has failed for good, as it would arrive out of order; for the
 * same reason only the last message of a part ever goes again.
 */
final class SecondSending {

    /** Nobody says anything in these conversations until the transaction ends; where somebody is about to, they are left. */
    static final String DUE = """
            select o.id from outbox o join conversations c on c.id = o.conversation
            where o.channel = :channel and o.retry_at <= now() and o.state = 'sent'
            order by o.retry_at limit 50 for update of c skip locked""";

    private static final String AGAIN = """
            update outbox o
            set state = 'pending', retried = true, retry_at = null, accepted = false, provider_id = null,
                settled_at = null, due_at = now()
            from conversations c
            where o.id = :part and o.state = 'sent' and o.retry_at <= now()
              and c.id = o.conversation and c.floor <> 'closed'
              and not exists (select from outbox later
                              where later.conversation = o.conversation and (later.seq, later.part) > (o.seq, o.part))
            returning o.went_freely + o.next_message""";

    private static final String NOT_AGAIN = """
            update outbox set state = 'failed', retry_at = null, accepted = false, settled_at = now()
            where id = :part and state = 'sent' and retry_at <= now()""";

    private SecondSending() {}

    /**
     * Decides about what has waited long enough, in the caller's transaction.
     *
     * @return how many parts that were
     */
    static int decide(JdbcClient sql, String channel) {
        List<UUID> due = sql.sql(DUE)
                .param("channel", channel)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        due.forEach(part -> decide(sql, part));
        return due.size();
    }

    /** Looks at a part when its conversation is locked: a moment before, what was just being said could not be seen. */
    private static void decide(JdbcClient sql, UUID part) {
        Optional<Integer> last =
                sql.sql(AGAIN).param("part", part).query(Integer.class).optional();
        if (last.isPresent()) {
            PartMessages.forget(sql, part, last.get());
        } else {
            sql.sql(NOT_AGAIN).param("part", part).update();
        }
    }
}
