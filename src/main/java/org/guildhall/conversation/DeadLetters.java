package org.guildhall.conversation;

import java.util.UUID;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What could not be read or failed too often: kept with its reason, never dropped. */
@Component
final class DeadLetters {

    /** Kept once, however often the messenger brings it again. */
    void keepBody(JdbcClient sql, String channel, String account, byte[] body, String reason) {
        insert(sql, channel, account, null, body, reason);
    }

    void keepEvent(JdbcClient sql, Inbound.Unreadable event) {
        insert(sql, event.from().channel(), event.from().account(), event.eventId(), null, event.reason());
    }

    /** A message that failed too often; its words stay where they are, in the conversation. */
    void keepMessage(JdbcClient sql, UUID conversation, int seq, String reason) {
        sql.sql("""
                        insert into dead_letters (id, channel, account, conversation, seq, reason)
                        select :id, a.channel, a.account, c.id, :seq, :reason
                        from conversations c join addresses a on a.id = c.address where c.id = :conversation""")
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("seq", seq)
                .param("reason", reason)
                .update();
    }

    private static void insert(
            JdbcClient sql,
            String channel,
            String account,
            @Nullable String eventId,
            byte @Nullable [] body,
            String reason) {
        sql.sql("""
                        insert into dead_letters (id, channel, account, event_id, body, reason)
                        values (:id, :channel, :account, :eventId, :body, :reason)
                        on conflict do nothing""")
                .param("id", Ids.next())
                .param("channel", channel)
                .param("account", account)
                .param("eventId", eventId)
                .param("body", body)
                .param("reason", reason)
                .update();
    }
}
