package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The messages of conversations, in their sequence. */
@Component
final class Messages {

    private static final String SAID = """
            m.id, m.conversation, m.seq, m.sender, m.sender_name, m.content, m.choice,
            m.article, m.article_version, m.article_title, m.article_review_by, m.at,
            """;

    /** A reply of several parts is as far as the part that got least far. */
    private static final String COLUMNS = SAID + """
            (select case when o.uncertain and o.state = 'sent' then 'uncertain' else o.state end
             from outbox o where o.message = m.id
             order by array_position(
                 array['failed', 'uncertain', 'pending', 'sending', 'sent', 'delivered', 'read'],
                 case when o.uncertain and o.state = 'sent' then 'uncertain' else o.state end)
             limit 1) as delivery
            """;

    private final JsonMapper json;

    Messages(JsonMapper json) {
        this.json = json;
    }

    /** Appends at a place that the caller has taken under the conversation's row lock. */
    UUID append(JdbcClient sql, New message) {
        UUID id = Ids.next();
        Quoted quoted = message.quoted();
        sql.sql("""
                        insert into messages (id, conversation, seq, sender, sender_name, content, text, choice, event_id,
                                              article, article_version, article_title, article_review_by)
                        values (:id, :conversation, :seq, :sender, :senderName, :content::jsonb, :text, :choice, :eventId,
                                :article, :version, :title, :reviewBy)""")
                .param("id", id)
                .param("conversation", message.conversation())
                .param("seq", message.seq())
                .param("sender", Words.of(message.sender()))
                .param("senderName", message.senderName())
                .param("content", json.writeValueAsString(message.content()))
                .param("text", message.content().text())
                .param("choice", message.choice())
                .param("eventId", message.eventId())
                .param("article", quoted == null ? null : quoted.article())
                .param("version", quoted == null ? null : quoted.version())
                .param("title", quoted == null ? null : quoted.title())
                .param("reviewBy", quoted == null ? null : quoted.reviewBy(), Types.DATE)
                .update();
        return id;
    }

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

    /**
     * What the citizen has said since the place that was handled, and what came before the first of it, oldest first. How
     * far our replies got is left out.
     */
    List<Message> around(JdbcClient sql, UUID conversation, int handledSeq, int mostUnanswered, int mostBefore) {
        return sql.sql("""
                        with unanswered as (
                            select m.seq from messages m
                            where m.conversation = :conversation and m.seq > :handled and m.sender = 'citizen'
                            order by m.seq limit :mostUnanswered),
                        earlier as (
                            select m.seq from messages m
                            where m.conversation = :conversation and m.seq < (select min(seq) from unanswered)
                            order by m.seq desc limit :mostBefore)
                        select """ + " " + SAID + """
                         null as delivery
                        from messages m
                        where m.conversation = :conversation
                          and m.seq = any(array(select seq from unanswered union all select seq from earlier))
                        order by m.seq""")
                .param("conversation", conversation)
                .param("handled", handledSeq)
                .param("mostUnanswered", mostUnanswered)
                .param("mostBefore", mostBefore)
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

    private RowMapper<Message> mapper() {
        return (row, number) -> new Message(
                row.getObject("id", UUID.class),
                row.getObject("conversation", UUID.class),
                row.getInt("seq"),
                Words.to(Sender.class, row.getString("sender")),
                row.getString("sender_name"),
                json.readValue(row.getString("content"), Content.class),
                row.getString("choice"),
                quoted(row),
                delivery(row.getString("delivery")),
                row.getObject("at", OffsetDateTime.class).toInstant());
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

    /** A message about to be appended. */
    record New(
            UUID conversation,
            int seq,
            Sender sender,
            @Nullable String senderName,
            Content content,
            @Nullable String choice,
            @Nullable String eventId,
            @Nullable Quoted quoted) {}
}
