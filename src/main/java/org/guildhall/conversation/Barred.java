package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * That whoever wrote is not answered for a while.
 *
 * @param until when they are answered again
 * @param told whether they have been told so within a day
 */
record Barred(Instant until, boolean told) {

    /**
     * Stands beside a conversation {@code c}: two empty columns when its citizen is not barred. While a conversation is marked
     * as danger no block counts in it, whatever is written there.
     */
    static final String BESIDE = """
            cross join lateral (
                select max(b.ends_at) as barred_until, coalesce(max(b.told_at) > now() - interval '1 day', false) as barred_told
                from addresses w join blocks b on b.citizen = w.citizen
                where w.id = c.address and b.state = 'active' and b.ends_at > now() and c.priority <> 'danger') barred
            """;

    /** Whether whoever writes from an address is not answered. */
    static boolean is(JdbcClient sql, UUID address) {
        return sql.sql("""
                        select exists (select from addresses w join blocks b on b.citizen = w.citizen
                                       where w.id = :address and b.state = 'active' and b.ends_at > now())""").param("address", address).query(Boolean.class).single();
    }

    /** In a row with these columns; null when nobody is. */
    static @Nullable Barred of(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("barred_until", OffsetDateTime.class);
        return until == null ? null : new Barred(until.toInstant(), row.getBoolean("barred_told"));
    }
}
