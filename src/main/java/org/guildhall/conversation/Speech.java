package org.guildhall.conversation;

import java.util.List;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.guildhall.platform.Ids;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says something to a citizen: the message and its outbox rows in the caller's transaction, so that there is never one
 * without the other.
 */
@Component
final class Speech {

    private final Messages messages;
    private final Addresses addresses;
    private final PublicUrl publicUrl;
    private final JsonMapper json;

    Speech(Messages messages, Addresses addresses, PublicUrl publicUrl, JsonMapper json) {
        this.messages = messages;
        this.addresses = addresses;
        this.publicUrl = publicUrl;
        this.json = json;
    }

    /**
     * Appends the message and queues its parts.
     *
     * @param seq a place the caller has taken under the conversation's row lock
     */
    void say(
            JdbcClient sql,
            UUID conversation,
            int seq,
            Sender sender,
            @Nullable String senderName,
            Decision.Reply reply) {
        Quoted quoted = reply.quoted();
        UUID message = messages.append(
                sql, new Messages.New(conversation, seq, sender, senderName, reply.content(), null, null, quoted));
        Source source = quoted == null ? null : new Source(quoted.title(), publicUrl.at("/help/" + quoted.article()));
        Address to = addresses.of(sql, conversation);
        List<Content> parts = Parts.of(reply.content());
        for (int part = 0; part < parts.size(); part++) {
            boolean last = part == parts.size() - 1;
            queue(
                    sql,
                    conversation,
                    message,
                    seq,
                    part,
                    new Outbound(Ids.next(), to, parts.get(part), last ? source : null));
        }
    }

    private void queue(JdbcClient sql, UUID conversation, UUID message, int seq, int part, Outbound outbound) {
        sql.sql("""
                        insert into outbox (id, conversation, message, seq, part, channel, account, payload)
                        values (:id, :conversation, :message, :seq, :part, :channel, :account, :payload::jsonb)""")
                .param("id", outbound.id())
                .param("conversation", conversation)
                .param("message", message)
                .param("seq", seq)
                .param("part", part)
                .param("channel", outbound.to().channel())
                .param("account", outbound.to().account())
                .param("payload", json.writeValueAsString(outbound))
                .update();
    }
}
