package org.guildhall.conversation;

import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which events of messengers we have had, for longer than any messenger redelivers. */
@Component
final class Events {

    /** What became of it the first time; empty when there was none. */
    Optional<Accepted> find(JdbcClient sql, Inbound event) {
        return sql.sql("""
                        select conversation, seq from inbox_events
                        where channel = :channel and account = :account and event_id = :eventId""")
                .param("channel", event.from().channel())
                .param("account", event.from().account())
                .param("eventId", event.eventId())
                .query((row, number) -> new Accepted(
                        row.getObject("conversation", UUID.class), row.getObject("seq", Integer.class), true))
                .optional();
    }

    /**
     * Keeps an event. A copy that comes at the same moment waits here until the first one has committed.
     *
     * @param conversation where the message stands that it is, null when it is none; likewise its place
     * @throws CameBefore when a copy has been committed meanwhile: the transaction must be undone
     */
    void keep(JdbcClient sql, Inbound event, @Nullable UUID conversation, @Nullable Integer seq) {
        int kept = sql.sql("""
                        insert into inbox_events (channel, account, event_id, conversation, seq)
                        values (:channel, :account, :eventId, :conversation, :seq) on conflict do nothing""")
                .param("channel", event.from().channel())
                .param("account", event.from().account())
                .param("eventId", event.eventId())
                .param("conversation", conversation)
                .param("seq", seq)
                .update();
        if (kept == 0) {
            throw new CameBefore();
        }
    }

    /** This very event is in the inbox already. */
    static final class CameBefore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private CameBefore() {
            super(null, null, false, false);
        }
    }
}
