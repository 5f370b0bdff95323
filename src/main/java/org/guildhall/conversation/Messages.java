package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The messages of conversations, in their sequence. */
@Component
final class Messages {

    static final String SAID = """
            m.id as message, m.conversation, m.seq, m.sender, m.sender_name, m.content, m.choice,
            m.article, m.article_version, m.article_title, m.article_review_by, m.at,
            m.edited_at is not null as edited,
            """;

    /** A reply of several parts is as far as the part that got least far. */
    private static final String COLUMNS = SAID + """
            (select far from (select %s as far from outbox o where o.message = m.id) part
             order by array_position(
                 array['failed', 'uncertain', 'pending', 'sending', 'sent', 'delivered', 'read'], far)
             limit 1) as delivery
            """.formatted(Deliveries.SHOWN);

    private final JsonMapper json;

    Messages(JsonMapper json) {
        this.json = json;
    }

    /**
     * Appends what a citizen said, at a place that the caller has taken under the conversation's row lock, and keeps the
     * event with it: never one without the other.
     *
     * @return the message's id
     * @throws Events.CameBefore when a copy has been committed meanwhile: the transaction must be undone
     */
    UUID append(JdbcClient sql, Inbound.Said said, Row row, @Nullable String choice) {
        UUID id = Ids.next();
        int appended = sql.sql("with kept as (" + Events.KEEP + """
                         returning conversation, seq, event_id)
                        insert into messages (id, conversation, seq, sender, content, text, choice, event_id, provider_id)
                        select :id, conversation, seq, 'citizen', :content::jsonb, :text, :choice, event_id, :providerId from kept""")
                .params(Events.keeping(said, row.id(), row.lastSeq()))
                .param("id", id)
                .param("content", json.writeValueAsString(said.content()))
                .param("text", said.content().text())
                .param("choice", choice)
                .param("providerId", said.messageId())
                .update();
        if (appended == 0) {
            throw new Events.CameBefore();
        }
        return id;
    }

    /**
     * Puts other words in place of what a citizen said, wherever on the address it stands. Words alone leave a file where it
     * is: they are its new caption, as a messenger may tell of an edit no more than the words.
     *
     * @return the message; empty when we have none that the messenger calls so
     */
    Optional<Changed> change(JdbcClient sql, Address address, String messageId, Content content) {
        return sql.sql("""
                        update messages m
                        set content = case when :words and m.content ->> 'type' = 'media'
                                           then jsonb_set(m.content, '{text}', to_jsonb(cast(:text as text)))
                                           else :content::jsonb end,
                            text = :text, edited_at = now()
                        from conversations c join addresses a on a.id = c.address
                        where m.conversation = c.id and m.sender = 'citizen'
                          and a.channel = :channel and a.account = :account and a.person = :person
                          and coalesce(m.provider_id, m.event_id) = :messageId
                        returning m.id, m.conversation""")
                .param("content", json.writeValueAsString(content))
                .param("words", content instanceof Content.Text)
                .param("text", content.text())
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person())
                .param("messageId", messageId)
                .query((row, number) ->
                        new Changed(row.getObject("id", UUID.class), row.getObject("conversation", UUID.class)))
                .optional();
    }

    /** A message that says something else now. */
    record Changed(UUID id, UUID conversation) {}

    List<Message> all(JdbcClient sql, UUID conversation) {
        return sql.sql("select " + COLUMNS + " from messages m where m.conversation = :conversation order by m.seq")
                .param("conversation", conversation)
                .query(mapper())
                .list();
    }

    /** What the citizen said after a place, oldest first. */
    List<Message> ofCitizenAfter(JdbcClient sql, UUID conversation, int seq, int atMost) {
        return sql.sql("select " + COLUMNS + """
                         from messages m
                        where m.conversation = :conversation and m.seq > :seq and m.sender = 'citizen'
                        order by m.seq limit :atMost""")
                .param("conversation", conversation)
                .param("seq", seq)
                .param("atMost", atMost)
                .query(mapper())
                .list();
    }

    /** What was said on an address after a place, across its conversations, oldest first. */
    List<Message> onAddressAfter(JdbcClient sql, UUID address, int seq, int atMost) {
        return sql.sql("select " + COLUMNS + """
                         from messages m join conversations c on c.id = m.conversation
                        where c.address = :address and m.seq > :seq
                        order by m.seq limit :atMost""")
                .param("address", address)
                .param("seq", seq)
                .param("atMost", atMost)
                .query(mapper())
                .list();
    }

    /**
     * The messenger's id of the last message of ours before a place that offered choices; empty when there is none, or nobody
     * knows its id. Choices stand in the last part.
     */
    Optional<String> offerBefore(JdbcClient sql, UUID conversation, int seq) {
        return sql.sql("""
                        select o.provider_id
                        from (select m.id from messages m
                              where m.conversation = :conversation and m.seq < :seq and m.sender <> 'citizen'
                                and m.content ->> 'type' = 'choices'
                              order by m.seq desc limit 1) offer
                        join outbox o on o.message = offer.id
                        where o.provider_id is not null
                        order by o.part desc limit 1""")
                .param("conversation", conversation)
                .param("seq", seq)
                .query((row, number) -> row.getString(1))
                .optional();
    }

    private RowMapper<Message> mapper() {
        return (row, number) -> message(row);
    }

    /** The message in a row of these columns. */
    Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("message", UUID.class),
                row.getObject("conversation", UUID.class),
                row.getInt("seq"),
                Words.to(Sender.class, row.getString("sender")),
                row.getString("sender_name"),
                json.readValue(row.getString("content"), Content.class),
                row.getString("choice"),
                quoted(row),
                delivery(row.getString("delivery")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("edited"));
    }

    private static @Nullable Quoted quoted(ResultSet row) throws SQLException {
        String article = row.getString("article");
        return article == null
                ? null
                : new Quoted(
                        article,
                        row.getInt("article_version"),
                        row.getString("article_title"),
                        row.getObject("article_review_by", LocalDate.class));
    }

    private static @Nullable DeliveryState delivery(@Nullable String word) {
        return word == null ? null : Words.to(DeliveryState.class, word);
    }
}
