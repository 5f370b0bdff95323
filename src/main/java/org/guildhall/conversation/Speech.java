package org.guildhall.conversation;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
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

    /** What CommonMark 0.31.2 (section 2.4) lets a backslash make literal and would otherwise read as markup. */
    private static final Pattern MEANS_SOMETHING =
            Pattern.compile("[\\\\`*_\\[\\]<>#+\\-!~|&]|(?<=^\\d{1,9})[.)]", Pattern.MULTILINE);

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
        Source source = quoted == null
                ? null
                : new Source(quoted.title(), publicUrl.at("/help/" + quoted.article()), quoted.reviewBy());
        Address to = addresses.of(sql, conversation);
        List<Content> parts = Parts.of(sender == Sender.STAFF ? literally(reply.content()) : reply.content());
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

    /** Staff write plain words; what leaves is Markdown, in which a star of theirs must stay a star. */
    private static Content literally(Content content) {
        return content instanceof Content.Text text
                ? new Content.Text(MEANS_SOMETHING.matcher(text.text()).replaceAll("\\\\$0"))
                : content;
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
