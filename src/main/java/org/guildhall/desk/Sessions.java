package org.guildhall.desk;

import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who is signed in to the console, in our database, so that every node knows and a restart signs nobody out. A session
 * holds nothing but who it is: name, roles and teams are read afresh each time, so that a change counts at once. The
 * cookie's value is stored only as a hash.
 */
@Component
final class Sessions {

    private final Database database;
    private final DeskProperties properties;

    Sessions(Database database, DeskProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Starts one under a new id, which is all the browser ever learns. */
    Mono<OpaqueToken> begin(StaffMember member) {
        OpaqueToken id = OpaqueToken.random();
        return database.run(sql -> insert(sql, member, id)).thenReturn(id);
    }

    private void insert(JdbcClient sql, StaffMember member, OpaqueToken id) {
        sql.sql("""
                        insert into staff_sessions (hash, staff, expires_at)
                        values (:hash, :staff, now() + make_interval(secs => :life))""")
                .param("hash", id.hash())
                .param("staff", member.id())
                .param("life", (double) properties.sessionLife().toSeconds())
                .update();
    }

    /** Whose session it is, and counts as use; empty when it is over or never was. */
    Mono<StaffMember> use(OpaqueToken id) {
        return database.transaction(sql -> {
            StaffMember member = find(sql, id);
            if (member != null) {
                touch(sql, id);
            }
            return member;
        });
    }

    /** The same without counting as use: pages refresh themselves while nobody is there. */
    Mono<StaffMember> peek(OpaqueToken id) {
        return database.transaction(sql -> find(sql, id));
    }

    private @Nullable StaffMember find(JdbcClient sql, OpaqueToken id) {
        return sql.sql("select " + Staff.MEMBER + """
                         from staff_sessions x join staff s on s.id = x.staff
                        where x.hash = :hash and s.active and x.expires_at > now()
                          and x.last_used_at > now() - make_interval(secs => :idle)""")
                .param("hash", id.hash())
                .param("idle", (double) properties.sessionIdle().toSeconds())
                .query((row, number) -> Staff.member(row))
                .optional()
                .orElse(null);
    }

    private static void touch(JdbcClient sql, OpaqueToken id) {
        // Once a minute is exact enough and spares a write for most requests.
        sql.sql("""
                        update staff_sessions set last_used_at = now()
                        where hash = :hash and last_used_at < now() - interval '1 minute'""").param("hash", id.hash()).update();
    }

    /** Ends one; nothing happens when there is none. */
    Mono<Void> end(OpaqueToken id) {
        return database.run(sql -> sql.sql("delete from staff_sessions where hash = :hash")
                .param("hash", id.hash())
                .update());
    }

    /** Sweeps out what is over. */
    void deleteExpired() {
        database.inTransaction(sql -> sql.sql("""
                        delete from staff_sessions
                        where expires_at <= now() or last_used_at <= now() - make_interval(secs => :idle)""")
                .param("idle", (double) properties.sessionIdle().toSeconds())
                .update());
    }
}
