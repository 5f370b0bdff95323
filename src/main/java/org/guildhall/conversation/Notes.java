package org.guildhall.conversation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What only staff see beside the messages: notes, how it ended, who the citizen is said to be. */
@Component
final class Notes {

    UUID add(JdbcClient sql, UUID conversation, StaffName by, String text) {
        UUID id = Ids.next();
        sql.sql("""
                        insert into notes (id, conversation, by_username, by_name, text)
                        values (:id, :conversation, :username, :name, :text)""")
                .param("id", id)
                .param("conversation", conversation)
                .param("username", by.username())
                .param("name", by.name())
                .param("text", text)
                .update();
        return id;
    }

    List<Transcript.Note> all(JdbcClient sql, UUID conversation) {
        return sql.sql("select by_username, by_name, text, at from notes where conversation = :id order by at, id")
                .param("id", conversation)
                .query((row, number) -> new Transcript.Note(
                        new StaffName(row.getString("by_username"), row.getString("by_name")),
                        row.getString("text"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Nullable String citizen(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select z.name from citizens z join addresses a on a.citizen = z.id
                        join conversations c on c.address = a.id where c.id = :id and z.name is not null""")
                .param("id", conversation)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    @Nullable String outcome(JdbcClient sql, UUID conversation) {
        return sql.sql("select outcome from conversations where id = :id and outcome is not null")
                .param("id", conversation)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
