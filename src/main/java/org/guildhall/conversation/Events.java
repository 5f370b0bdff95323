package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which events of messengers we have had, for longer than any messenger redelivers. */
@Component
final class Events {

    /** Keeps an event with {@link #keeping}; a copy that comes at the same moment waits here and then keeps nothing. */
    static final String KEEP = """
            insert into inbox_events (channel, account, event_id, conversation, seq)
            values (:channel, :account, :eventId, :conversation, :seq) on conflict do nothing""";

    /** Finds what became of an event with {@link #named}. */
    static final String FIND = """
            select event_id, conversation, seq from inbox_events
            where channel = :channel and account = :account and event_id = :eventId""";

    /** What became of it the first time; empty when there was none. */
    Optional<Accepted> find(JdbcClient sql, Inbound event) {
        return sql.sql(FIND)
                .params(named(event))
                .query((row, number) -> accepted(row))
                .optional();
    }

    /**
     * Keeps an event that is no message. A copy that comes at the same moment waits here until the first one has committed.
     *
     * @throws CameBefore when a copy has been committed meanwhile: the transaction must be undone
     */
    void keep(JdbcClient sql, Inbound event) {
        if (sql.sql(KEEP).params(keeping(event, null, null)).update() == 0) {
            throw new CameBefore();
        }
    }

    /**
     * What {@link #KEEP} asks for.
     *
     * @param conversation where the message stands that it is, null when it is none; likewise its place
     */
    static Map<String, @Nullable Object> keeping(Inbound event, @Nullable UUID conversation, @Nullable Integer seq) {
        Map<String, @Nullable Object> values = named(event);
        values.put("conversation", conversation);
        values.put("seq", seq);
        return values;
    }

    /** What {@link #FIND} asks for. */
    static Map<String, @Nullable Object> named(Inbound event) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("channel", event.from().channel());
        values.put("account", event.from().account());
        values.put("eventId", event.eventId());
        return values;
    }

    /** What became of the event in a row of {@link #FIND}. */
    static Accepted accepted(ResultSet row) throws SQLException {
        return new Accepted(row.getObject("conversation", UUID.class), row.getObject("seq", Integer.class), true);
    }

    /** This very event is in the inbox already. */
    static final class CameBefore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CameBefore() {
            super(null, null, false, false);
        }
    }
}
