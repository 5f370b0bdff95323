package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of blocks. */
final class BlockRows {

    /** Nobody reads a longer list. */
    private static final int MOST = 200;

    private static final String DUE =
            "(b.state = 'asked' or b.state = 'active' and b.ends_at > now() and b.review_at <= now())";

    private static final String SELECT = """
            select b.*, c.reference, z.name as citizen_name, a.channel,
                   case when b.state = 'active' and b.ends_at <= now() then 'over' else b.state end as stands,
                   %s as due
            from blocks b join citizens z on z.id = b.citizen
            left join conversations c on c.id = b.conversation left join addresses a on a.id = c.address
            """.formatted(DUE);

    private BlockRows() {}

    static List<Block> latest(JdbcClient sql) {
        return sql.sql(SELECT + """
                        order by due desc, b.state = 'active' and b.ends_at > now() desc,
                                 coalesce(b.decided_at, b.asked_at) desc, b.id limit :most""")
                .param("most", MOST)
                .query((row, number) -> block(row))
                .list();
    }

    static int due(JdbcClient sql) {
        return sql.sql("select count(*) from blocks b where " + DUE)
                .query(Integer.class)
                .single();
    }

    static Optional<Block> one(JdbcClient sql, UUID id) {
        return sql.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query((row, number) -> block(row))
                .optional();
    }

    /** The one asked for or in force against somebody; of two, as one person may turn out to be two, the longer. */
    static Optional<Block> open(JdbcClient sql, UUID citizen) {
        return sql.sql(SELECT + """
                        where b.citizen = :citizen and (b.state = 'asked' or b.state = 'active' and b.ends_at > now())
                        order by b.ends_at desc nulls last limit 1""")
                .param("citizen", citizen)
                .query((row, number) -> block(row))
                .optional();
    }

    static void lock(JdbcClient sql, UUID id) {
        sql.sql("select id from blocks where id = :id for update")
                .param("id", id)
                .query(row -> {});
    }

    static UUID ask(JdbcClient sql, UUID citizen, UUID conversation, StaffName by, Blocks.Wanted wanted) {
        UUID id = Ids.next();
        sql.sql("""
                        insert into blocks (id, citizen, conversation, reason, note, days, asked_by, asked_by_name)
                        values (:id, :citizen, :conversation, :reason, :note, :days, :username, :name)""")
                .param("id", id)
                .param("citizen", citizen)
                .param("conversation", conversation)
                .param("reason", wanted.reason())
                .param("note", wanted.note())
                .param("days", wanted.days())
                .param("username", by.username())
                .param("name", by.name())
                .update();
        return id;
    }

    /** Half of its time later somebody looks again; what is long over is forgotten after a year. */
    static void confirm(JdbcClient sql, UUID id, StaffName by, int days) {
        sql.sql("""
                        update blocks
                        set state = 'active', days = :days, decided_by = :username, decided_by_name = :name,
                            decided_at = now(), review_at = now() + make_interval(days => :days) / 2,
                            ends_at = now() + make_interval(days => :days),
                            delete_after = now() + make_interval(days => :days) + interval '1 year'
                        where id = :id""")
                .param("days", days)
                .param("username", by.username())
                .param("name", by.name())
                .param("id", id)
                .update();
    }

    static void refuse(JdbcClient sql, UUID id, StaffName by) {
        sql.sql("""
                        update blocks
                        set state = 'refused', decided_by = :username, decided_by_name = :name, decided_at = now()
                        where id = :id""")
                .param("username", by.username())
                .param("name", by.name())
                .param("id", id)
                .update();
    }

    /** The next look is due when half of what is left has passed. */
    static void keep(JdbcClient sql, UUID id, StaffName by) {
        sql.sql("""
                        update blocks
                        set reviewed_by_name = :name, reviewed_at = now(), review_at = now() + (ends_at - now()) / 2
                        where id = :id""").param("name", by.name()).param("id", id).update();
    }

    static void lift(JdbcClient sql, UUID id, StaffName by) {
        sql.sql("update blocks set state = 'lifted', ended_by_name = :name, ends_at = now() where id = :id")
                .param("name", by.name())
                .param("id", id)
                .update();
    }

    private static Block block(ResultSet row) throws SQLException {
        return new Block(
                row.getObject("id", UUID.class),
                row.getObject("conversation", UUID.class),
                row.getString("reference"),
                row.getString("citizen_name"),
                row.getString("channel"),
                row.getString("reason"),
                row.getString("note"),
                row.getInt("days"),
                Words.to(Block.State.class, row.getString("stands")),
                new StaffName(row.getString("asked_by"), row.getString("asked_by_name")),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by_name"),
                at(row, "decided_at"),
                at(row, "review_at"),
                row.getString("reviewed_by_name"),
                at(row, "reviewed_at"),
                at(row, "ends_at"),
                row.getString("ended_by_name"),
                row.getBoolean("due"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
