package org.guildhall.conversation;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Questions of staff to each other. Whoever is asked sees the conversation, whosever it is, until the question is answered or
 * the conversation closed; they answer by a note.
 */
@Component
public final class Asks {

    /** Whom the conversation {@code c} is shown to because they are asked about it; their usernames between commas. */
    static final String ASKED = """
            array_to_string(array(select q.of_username from asks q
                                  where q.conversation = c.id and q.answered_at is null and c.floor <> 'closed'), ',')""";

    /** Whether somebody is asked about the conversation {@code c}. */
    static final String ASKED_ME = """
            (c.floor <> 'closed' and c.id = any(array(select q.conversation from asks q
                                                      where q.of_username = :me and q.answered_at is null)))""";

    private static final String SELECT = """
            select q.id, q.conversation, c.reference, q.by_username, q.by_name, q.of_username, q.of_name, n.text, q.at
            from asks q join conversations c on c.id = q.conversation join notes n on n.id = q.note
            where q.answered_at is null and c.floor <> 'closed' and\s""";

    private static final RowMapper<Ask> MAPPER = (row, number) -> new Ask(
            row.getObject("id", UUID.class),
            row.getObject("conversation", UUID.class),
            row.getString("reference"),
            new StaffName(row.getString("by_username"), row.getString("by_name")),
            new StaffName(row.getString("of_username"), row.getString("of_name")),
            row.getString("text"),
            row.getObject("at", OffsetDateTime.class).toInstant());

    private final Database database;
    private final Signals signals;
    private final Rows rows;
    private final Notes notes;
    private final Audit audit;

    Asks(Database database, Signals signals, Rows rows, Notes notes, Audit audit) {
        this.database = database;
        this.signals = signals;
        this.rows = rows;
        this.notes = notes;
        this.audit = audit;
    }

    /**
     * Adds a note that asks colleagues something. Who has an open question already has this one in its place.
     *
     * @param colleagues whom it asks; at least one
     * @return false when there is no such conversation, or it is closed
     */
    public Mono<Boolean> ask(UUID conversation, Actor by, String text, List<StaffName> colleagues) {
        StaffName me = by.name();
        return database.<Boolean>transaction(sql -> {
                    Row row = rows.lock(sql, conversation, by.sight()).orElse(null);
                    if (row == null || row.floor() == Floor.CLOSED) {
                        return false;
                    }
                    UUID note = notes.add(sql, conversation, me, text);
                    colleagues.forEach(colleague -> ask(sql, conversation, note, me, colleague));
                    String asked = colleagues.stream().map(StaffName::username).collect(Collectors.joining(","));
                    audit.record(
                            sql, me.username(), "conversation.ask", conversation.toString(), Map.of("asked", asked));
                    return true;
                })
                .doOnNext(asked -> signals.raise(Conversations.SIGNAL, conversation.toString()));
    }

    private static void ask(JdbcClient sql, UUID conversation, UUID note, StaffName by, StaffName colleague) {
        sql.sql("""
                        insert into asks (id, conversation, note, by_username, by_name, of_username, of_name)
                        values (:id, :conversation, :note, :by, :byName, :of, :ofName)
                        on conflict (conversation, of_username) where answered_at is null
                        do update set note = excluded.note, by_username = excluded.by_username, by_name = excluded.by_name,
                                      at = now()""")
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("note", note)
                .param("by", by.username())
                .param("byName", by.name())
                .param("of", colleague.username())
                .param("ofName", colleague.name())
                .update();
    }

    /**
     * Ends a question. Whoever was asked may, whoever asked, and whoever holds the conversation.
     *
     * @param text the answer, kept as a note; null when there is nothing to say
     * @return false when there is no such open question, or it is not theirs to end
     */
    public Mono<Boolean> answer(UUID conversation, Actor by, UUID id, @Nullable String text) {
        StaffName me = by.name();
        return database.<Boolean>transaction(sql -> {
                    if (rows.lockToAdd(sql, conversation, by.sight()).isEmpty() || !end(sql, conversation, me, id)) {
                        return false;
                    }
                    Map<String, Object> details = new LinkedHashMap<>();
                    details.put("ask", id.toString());
                    if (text != null) {
                        notes.add(sql, conversation, me, text);
                        details.put("note", true);
                    }
                    audit.record(sql, me.username(), "conversation.answered", conversation.toString(), details);
                    return true;
                })
                .doOnNext(answered -> signals.raise(Conversations.SIGNAL, conversation.toString()));
    }

    private static boolean end(JdbcClient sql, UUID conversation, StaffName by, UUID id) {
        return sql.sql("""
                                update asks q set answered_at = now()
                                from conversations c
                                where q.id = :id and q.conversation = :conversation and q.answered_at is null
                                  and c.id = q.conversation
                                  and :username in (q.of_username, q.by_username, coalesce(c.held_by, ''))""")
                        .param("id", id)
                        .param("conversation", conversation)
                        .param("username", by.username())
                        .update()
                == 1;
    }

    /** What somebody is asked, the oldest first, at most 200. */
    public Mono<List<Ask>> of(StaffName staff) {
        return database.statement(sql -> sql.sql(SELECT + "q.of_username = :username order by q.at, q.id limit 200")
                .param("username", staff.username())
                .query(MAPPER)
                .list());
    }

    /** What is asked about a conversation, the oldest first. */
    static List<Ask> about(JdbcClient sql, UUID conversation) {
        return sql.sql(SELECT + "q.conversation = :conversation order by q.at, q.id")
                .param("conversation", conversation)
                .query(MAPPER)
                .list();
    }
}
