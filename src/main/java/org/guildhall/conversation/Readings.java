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

    private static final int REMEMBERED_MESSAGES = 10;
    private static final int MOST_UNANSWERED = 20;

    private static final String UNANSWERED = lately("c.handled_seq", MOST_UNANSWERED);
    private static final String ONE_AFTER = lately(":after", 1);

    private final Rows rows;
    private final Messages messages;

    Readings(Rows rows, Messages messages) {
        this.rows = rows;
        this.messages = messages;
    }

    /**
     * What the citizen has said that has not been dealt with, and what came before the first of it. How far our replies got
     * is left out.
     *
     * @return empty when there is no such conversation
     */
    Optional<Reading> unanswered(JdbcClient sql, UUID conversation) {
        return sql.sql(UNANSWERED).param("conversation", conversation).query(this::reading);
    }

    /** The citizen's first message after a place, dealt with or not, and what came before it. */
    Optional<Reading> oneAfter(JdbcClient sql, UUID conversation, int after) {
        return sql.sql(ONE_AFTER)
                .param("conversation", conversation)
                .param("after", after)
                .query(this::reading);
    }

    /** With numbers in place of parameters PostgreSQL keeps its plan instead of making one each time. */
    private static String lately(String after, int mostSaid) {
        return ("select " + Rows.COLUMNS + """
                , m.*, barred.* from conversations c\s""" + Barred.BESIDE + """
                 left join lateral (
                    (select\s""" + Messages.SAID + """
                     null as delivery from messages m
                     where m.conversation = c.id and m.seq > AFTER and m.sender = 'citizen'
                     order by m.seq limit MOST_SAID)
                    union all
                    (select\s""" + Messages.SAID + """
                     null as delivery from messages m
                     where m.conversation = c.id and m.seq < (
                         select f.seq from messages f
                         where f.conversation = c.id and f.seq > AFTER and f.sender = 'citizen'
                         order by f.seq limit 1)
                     order by m.seq desc limit MOST_BEFORE)) m on true
                where c.id = :conversation
                order by m.seq""")
                .replace("AFTER", after)
                .replace("MOST_SAID", String.valueOf(mostSaid))
                .replace("MOST_BEFORE", String.valueOf(REMEMBERED_MESSAGES));
    }

    private Optional<Reading> reading(ResultSet found) throws SQLException {
        Row row = null;
        Barred barred = null;
        List<Message> said = new ArrayList<>();
        while (found.next()) {
            if (row == null) {
                row = rows.row(found);
                barred = Barred.of(found);
            }
            if (found.getObject("message") != null) {
                said.add(messages.message(found));
            }
        }
        return row == null ? Optional.empty() : Optional.of(new Reading(row, said, barred));
    }

    /**
     * What was found.
     *
     * @param messages oldest first
     * @param barred null when the citizen is not blocked
     */
    record Reading(
            Row row, List<Message> messages, @Nullable Barred barred) {}
}
