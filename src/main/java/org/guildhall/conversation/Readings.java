package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What there is to know for a turn, by one look: the conversation and what was said there lately. */
@Component
final class Readings {

    private static final String LATELY =
            "select " + Rows.COLUMNS + """
            , m.* from conversations c left join lateral (
                (select """ + " " + Messages.SAID + """
                 null as delivery from messages m
                 where m.conversation = c.id and m.seq > coalesce(:after, c.handled_seq) and m.sender = 'citizen'
                 order by m.seq limit :mostSaid)
                union all
                (select """ + " " + Messages.SAID + """
                 null as delivery from messages m
                 where m.conversation = c.id and m.seq < (
                     select f.seq from messages f
                     where f.conversation = c.id and f.seq > coalesce(:after, c.handled_seq) and f.sender = 'citizen'
                     order by f.seq limit 1)
                 order by m.seq desc limit :mostBefore)) m on true
            where c.id = :conversation
            order by m.seq""";

    private final Rows rows;
    private final Messages messages;

    Readings(Rows rows, Messages messages) {
        this.rows = rows;
        this.messages = messages;
    }

    /**
     * What the citizen has said after a place, and what came before the first of it. How far our replies got is left out.
     *
     * @param after the place; null for the newest message that was dealt with
     * @return empty when there is no such conversation
     */
    Optional<Reading> around(JdbcClient sql, UUID conversation, @Nullable Integer after, int mostSaid, int mostBefore) {
        return sql.sql(LATELY)
                .param("after", after, java.sql.Types.INTEGER)
                .param("mostSaid", mostSaid)
                .param("mostBefore", mostBefore)
                .param("conversation", conversation)
                .query(this::reading);
    }

    private Optional<Reading> reading(ResultSet found) throws SQLException {
        Row row = null;
        List<Message> said = new ArrayList<>();
        while (found.next()) {
            if (row == null) {
                row = rows.row(found);
            }
            if (found.getObject("message") != null) {
                said.add(messages.message(found));
            }
        }
        return row == null ? Optional.empty() : Optional.of(new Reading(row, said));
    }

    /**
     * What was found.
     *
     * @param messages oldest first
     */
    record Reading(Row row, List<Message> messages) {}
}
