package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The first look at what a citizen says, in one statement, since every message pays for it: whether it came before, whose it
 * is, and, when a conversation is open, its place in it.
 */
@Component
final class Doorstep {

    static final String LOOK = "with known as (" + Addresses.KNOWN + "), before as (" + Events.FIND + """
            ), arrived as (
            """
            + Rows.ARRIVE + """
             and c.address = (select known from known) and not exists (select from before)
             returning c.*)
            select before.event_id is not null as copy, before.conversation, before.seq, known.*, """ + Rows.COLUMNS + """
            from (values (true)) as look (once)
            left join before on true left join known on true left join arrived c on true""";

    private final Rows rows;

    Doorstep(Rows rows) {
        this.rows = rows;
    }

    /**
     * Looks, locks the address, and counts the message in the open conversation as {@link Rows#arriveInOpen} does. A
     * conversation that is opened while it waits for the address is not seen.
     */
    Look look(JdbcClient sql, Inbound.Said said, boolean urgent) {
        return sql.sql(LOOK)
                .params(Events.named(said))
                .param("person", said.from().person())
                .param("urgent", urgent)
                .query((row, number) -> look(row))
                .single();
    }

    private Look look(ResultSet row) throws SQLException {
        Accepted copy = row.getBoolean("copy") ? Events.accepted(row) : null;
        Addresses.Known known = row.getObject("known") == null ? null : Addresses.known(row);
        return new Look(copy, known, row.getObject("id", UUID.class) == null ? null : rows.row(row));
    }

    /**
     * What was seen.
     *
     * @param copy what became of it the first time, if it came before; then nothing was counted
     * @param known the address, null when nobody has written from there yet
     * @param row the open conversation, in which the message is the last one; null when there was none
     */
    record Look(
            @Nullable Accepted copy,
            Addresses.@Nullable Known known,
            @Nullable Row row) {}
}
