package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.platform.Ids;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replies that are not said yet, in their order. They have no place in the conversation's sequence before they are said, so
 * that none is missing there when one is taken back. Whoever says, holds or takes one back has locked its conversation.
 */
@Component
final class LaterReplies {

    private static final String SELECT = """
            select l.id, l.conversation, l.by_username, l.by_name, l.content, l.quoted, l.planned, l.heard_seq, l.due_at,
                   l.held_why, c.floor, c.said_seq,
                   (select f.id from staff_files f where l.content -> 'handle' ->> 'channel' = 'link'
                    and f.link = split_part(l.content -> 'handle' ->> 'id', '/', -2)) as file
            from later_replies l join conversations c on c.id = l.conversation
            """;

    private final JsonMapper json;
    private final Audit audit;

    LaterReplies(JsonMapper json, Audit audit) {
        this.json = json;
        this.audit = audit;
    }

    /**
     * Keeps one until a time of the database's clock.
     *
     * @param planned when somebody chose it to be said, or null to wait for so many seconds
     * @return empty when the chosen time is over
     */
    Optional<LaterReply> keep(
            JdbcClient sql,
            UUID conversation,
            StaffName by,
            Decision.Reply reply,
            @Nullable Instant planned,
            double seconds) {
        UUID id = Ids.next();
        Quoted quoted = reply.quoted();
        int kept = sql.sql("""
                        insert into later_replies (id, conversation, by_username, by_name, content, quoted, planned, heard_seq, due_at)
                        select :id, c.id, :username, :name, :content::jsonb, :quoted::jsonb, :planned, c.said_seq,
                               coalesce(cast(:due as timestamptz), now() + make_interval(secs => :seconds))
                        from conversations c
                        where c.id = :conversation
                          and (cast(:due as timestamptz) is null or cast(:due as timestamptz) > now())""")
                .param("id", id)
                .param("conversation", conversation)
                .param("username", by.username())
                .param("name", by.name())
                .param("content", json.writeValueAsString(reply.content()))
                .param("quoted", quoted == null ? null : json.writeValueAsString(quoted))
                .param("planned", planned != null)
                .param("due", planned == null ? null : planned.toString())
                .param("seconds", seconds)
                .update();
        return kept == 0 ? Optional.empty() : one(sql, conversation, id);
    }

    /** Those of a conversation, the next first. */
    List<LaterReply> all(JdbcClient sql, UUID conversation) {
        return sql.sql(SELECT + "where l.conversation = :conversation order by l.due_at, l.id")
                .param("conversation", conversation)
                .query(mapper())
                .list();
    }

    /** One of a conversation. */
    Optional<LaterReply> one(JdbcClient sql, UUID conversation, UUID id) {
        return sql.sql(SELECT + "where l.conversation = :conversation and l.id = :id")
                .param("conversation", conversation)
                .param("id", id)
                .query(mapper())
                .optional();
    }

    /** What its author or whoever holds the conversation takes out; empty when it is not there any more, or not theirs. */
    Optional<LaterReply> take(JdbcClient sql, UUID conversation, StaffName by, UUID id) {
        Optional<LaterReply> found = one(sql, conversation, id);
        int gone = sql.sql("""
                        delete from later_replies l using conversations c
                        where l.id = :id and l.conversation = :conversation and c.id = l.conversation
                          and (l.by_username = :username or coalesce(c.held_by, :username) = :username)""")
                .param("id", id)
                .param("conversation", conversation)
                .param("username", by.username())
                .update();
        return gone == 1 ? found : Optional.empty();
    }

    /** In which conversations some are due. */
    List<UUID> due(JdbcClient sql, int atMost) {
        return sql.sql("""
                        select distinct conversation from (
                            select conversation from later_replies where due_at <= now() and held_at is null
                            order by due_at limit :most) due""")
                .param("most", atMost)
                .query((row, number) -> row.getObject("conversation", UUID.class))
                .list();
    }

    /**
     * Says those that are due, and holds those that may not be said any more.
     *
     * @return the place of the newest message then
     */
    int sayDue(JdbcClient sql, Row row, Saying saying) {
        return say(sql, row, saying, "l.due_at <= now()");
    }

    /**
     * Says those that only waited to be taken back, before something else is said: replies stay in the order in which they
     * were written.
     *
     * @return the place of the newest message then
     */
    int sayFirst(JdbcClient sql, Row row, Saying saying) {
        return say(sql, row, saying, "not l.planned");
    }

    private int say(JdbcClient sql, Row row, Saying saying, String which) {
        int seq = row.lastSeq();
        for (LaterReply reply : open(sql, row.id(), which)) {
            LaterReply.Held held = reply.held();
            if (held == null) {
                seq = saying.say(sql, row, seq + 1, Sender.STAFF, reply.by(), reply.reply());
                remove(sql, reply.id());
                audit.record(
                        sql,
                        reply.by().username(),
                        "conversation.reply",
                        row.id().toString(),
                        details(seq, reply.reply()));
            } else {
                hold(sql, reply.id(), held);
            }
        }
        return seq;
    }

    /** What the audit keeps of a reply: its place, and which article it quotes. */
    static Map<String, ?> details(int seq, Decision.Reply reply) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("seq", seq);
        Quoted quoted = reply.quoted();
        if (quoted != null) {
            details.put("article", quoted.article());
            details.put("version", quoted.version());
        }
        return details;
    }

    private List<LaterReply> open(JdbcClient sql, UUID conversation, String which) {
        return sql.sql(SELECT + "where l.conversation = :conversation and l.held_at is null and " + which
                        + " order by l.due_at, l.id")
                .param("conversation", conversation)
                .query(mapper())
                .list();
    }

    private static void remove(JdbcClient sql, UUID id) {
        sql.sql("delete from later_replies where id = :id").param("id", id).update();
    }

    private static void hold(JdbcClient sql, UUID id, LaterReply.Held why) {
        sql.sql("update later_replies set held_at = now(), held_why = :why where id = :id")
                .param("why", Words.of(why))
                .param("id", id)
                .update();
    }

    private RowMapper<LaterReply> mapper() {
        return (row, number) -> reply(row);
    }

    /** Whether one is held is told by how things stand, so that whoever looks knows it before its time has come. */
    private LaterReply reply(ResultSet row) throws SQLException {
        String quoted = row.getString("quoted");
        boolean planned = row.getBoolean("planned");
        LaterReply.Held against = LaterReply.against(
                planned,
                Words.to(Floor.class, row.getString("floor")),
                row.getInt("heard_seq"),
                row.getInt("said_seq"));
        String held = row.getString("held_why");
        return new LaterReply(
                row.getObject("id", UUID.class),
                row.getObject("conversation", UUID.class),
                new StaffName(row.getString("by_username"), row.getString("by_name")),
                json.readValue(row.getString("content"), Content.class),
                quoted == null ? null : json.readValue(quoted, Quoted.class),
                planned,
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                against == null && held != null ? Words.to(LaterReply.Held.class, held) : against,
                row.getObject("file", UUID.class));
    }
}
