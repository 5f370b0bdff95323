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

    /** The line to the citizen of a conversation whose row the caller has locked. */
    Line to(JdbcClient sql, UUID conversation) {
        return new Line(sql, conversation, addresses.of(sql, conversation));
    }

    /** Staff write plain words; what leaves is Markdown, in which a star of theirs must stay a star. */
    private static Content literally(Content content) {
        return content instanceof Content.Text text
                ? new Content.Text(MEANS_SOMETHING.matcher(text.text()).replaceAll("\\\\$0"))
                : content;
    }

    /** Where the messages of one transaction to one citizen go. */
    final class Line {

        private final JdbcClient sql;
        private final UUID conversation;
        private final Address citizen;

        private Line(JdbcClient sql, UUID conversation, Address citizen) {
            this.sql = sql;
            this.conversation = conversation;
            this.citizen = citizen;
        }

        /** The messenger it runs over. */
        String channel() {
            return citizen.channel();
        }

        /**
         * Appends the message and queues its parts.
         *
         * @param seq a place the caller has taken under the conversation's row lock
         * @param urgent whether it goes before what others wait for; with it goes what it waits for itself
         */
        void say(int seq, Sender sender, @Nullable String senderName, Decision.Reply reply, boolean urgent) {
            Quoted quoted = reply.quoted();
            UUID message = messages.append(
                    sql, new Messages.New(conversation, seq, sender, senderName, reply.content(), null, null, quoted));
            Source source = quoted == null
                    ? null
                    : new Source(quoted.title(), publicUrl.at("/help/" + quoted.article()), quoted.reviewBy());
            List<Content> parts = Parts.of(sender == Sender.STAFF ? literally(reply.content()) : reply.content());
            for (int part = 0; part < parts.size(); part++) {
                boolean last = part == parts.size() - 1;
                queue(
                        message,
                        seq,
                        part,
                        new Outbound(Ids.next(), citizen, parts.get(part), last ? source : null),
                        urgent);
            }
            if (urgent) {
                hurryWhatIsBefore();
            }
        }

        /** A part is due no sooner than those before it, so that a look for what is due need not pass over many that wait. */
        private void queue(UUID message, int seq, int part, Outbound outbound, boolean urgent) {
            sql.sql("""
                            insert into outbox (id, conversation, message, seq, part, channel, account, payload, urgent, due_at)
                            values (:id, :conversation, :message, :seq, :part, :channel, :account, :payload::jsonb, :urgent,
                                    greatest(now(), (select max(due_at) from outbox
                                                     where conversation = :conversation and state = 'pending')))""")
                    .param("id", outbound.id())
                    .param("conversation", conversation)
                    .param("message", message)
                    .param("seq", seq)
                    .param("part", part)
                    .param("channel", outbound.to().channel())
                    .param("account", outbound.to().account())
                    .param("payload", json.writeValueAsString(outbound))
                    .param("urgent", urgent)
                    .update();
        }

        private void hurryWhatIsBefore() {
            sql.sql("""
                            update outbox set urgent = true
                            where conversation = :conversation and state in ('pending', 'sending') and not urgent""").param("conversation", conversation).update();
        }
    }
}
