package org.guildhall.conversation;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Conversations in which a citizen's words wait for a person who may be looking elsewhere. Plain blocking calls. */
@Component
public final class Calls {

    private final Database database;

    Calls(Database database) {
        this.database = database;
    }

    /**
     * One of them.
     *
     * @param danger whether somebody may be in danger there
     * @param team whose it is, or null
     * @param holder the username of whoever has it, or null while nobody has
     * @param seq the place of what the citizen said last
     */
    public record Call(
            UUID conversation,
            boolean danger,
            @Nullable String team,
            @Nullable String holder,
            int seq) {}

    /**
     * Those where somebody may be in danger, and those in which the citizen spoke last to one of these, at most 500.
     *
     * @param holders usernames
     */
    public List<Call> now(Collection<String> holders) {
        return database.inOneStatement(sql -> sql.sql("""
                        (select c.id, c.priority, c.team, c.held_by, c.said_seq from conversations c
                         where c.floor = 'queue' and c.priority = 'danger')
                        union all
                        (select c.id, c.priority, c.team, c.held_by, c.said_seq from conversations c
                         where c.floor = 'staff'
                           and (c.priority = 'danger' or c.held_by = any(:holders) and c.said_seq = c.last_seq))
                        limit 500""")
                .param("holders", holders.toArray(String[]::new))
                .query((row, number) -> new Call(
                        row.getObject("id", UUID.class),
                        Words.to(Priority.class, row.getString("priority")) == Priority.DANGER,
                        row.getString("team"),
                        row.getString("held_by"),
                        row.getInt("said_seq")))
                .list());
    }
}
