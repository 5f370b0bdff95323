package org.guildhall.conversation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Inbound;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The signs that citizens put on messages. Staff see them where they were put; nothing is said by one, so no conversation
 * begins, no turn is due and nobody's place in the queue changes.
 */
final class Reactions {

    private Reactions() {}

    /**
     * Puts one on the message it is about, theirs or ours, or takes it away, in the caller's transaction.
     *
     * @return the message; empty when we have none that the messenger calls so
     */
    static Optional<Messages.Changed> put(JdbcClient sql, Inbound.Reacted reacted) {
        return sql
                .sql("""
                        update messages m
                        set reaction = nullif(left(cast(:sign as text), 40), ''), reacted_at = now()
                        from conversations c join addresses a on a.id = c.address
                        where m.conversation = c.id
                          and a.channel = :channel and a.account = :account and a.person = :person
                          and (m.sender = 'citizen' and coalesce(m.provider_id, m.event_id) = :messageId
                               or m.id in (select o.message from outbox o
                                           where o.channel = :channel and o.account = :account
                                             and o.provider_id = :messageId)
                               or m.id in (select o.message from outbox o join outbox_messages p on p.part = o.id
                                           where p.channel = :channel and p.account = :account
                                             and p.provider_id = :messageId))
                        returning m.id, m.conversation""")
                .param("sign", reacted.sign())
                .param("channel", reacted.from().channel())
                .param("account", reacted.from().account())
                .param("person", reacted.from().person())
                .param("messageId", reacted.messageId())
                .query((row, number) -> new Messages.Changed(
                        row.getObject("id", UUID.class), row.getObject("conversation", UUID.class)))
                .list()
                .stream()
                .findFirst();
    }

    /** Those of a conversation that are still there, by the place of their message. */
    static Map<Integer, String> all(JdbcClient sql, UUID conversation) {
        Map<Integer, String> signs = new HashMap<>();
        sql.sql("select seq, reaction from messages where conversation = :id and reaction is not null")
                .param("id", conversation)
                .query(row -> {
                    signs.put(row.getInt("seq"), row.getString("reaction"));
                });
        return signs;
    }
}
