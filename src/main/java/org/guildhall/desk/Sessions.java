package org.guildhall.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.platform.Whence;
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

    /** How somebody signed in. */
    enum Through {
        /** With their password, and a second factor where they have one. */
        PASSWORD,
        /** With the council's own account. */
        OIDC;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A session as its owner sees it.
     *
     * @param id tells nobody how to use it
     * @param device what they sat at, in words; null when unknown
     * @param address from where they signed in; null when unknown
     * @param here whether it is the one that asks
     */
    record Open(
            UUID id,
            @Nullable String device,
            @Nullable String address,
            Instant since,
            Instant lastUsed,
            boolean here) {}

    /**
     * Starts one under a new id, which is all the browser ever learns.
     *
     * @param device what they sit at, in words; empty when unknown
     */
    Mono<OpaqueToken> begin(StaffMember member, String device, Through through) {
        OpaqueToken id = OpaqueToken.random();
        return database.run(sql -> insert(sql, member, id, device, through)).thenReturn(id);
    }

    private void insert(JdbcClient sql, StaffMember member, OpaqueToken id, String device, Through through) {
        sql.sql("""
                        insert into staff_sessions (hash, staff, expires_at, device, address, through)
                        values (:hash, :staff, now() + make_interval(secs => :life), nullif(:device, ''), :address, :through)""")
                .param("hash", id.hash())
                .param("staff", member.id())
                .param("life", (double) properties.sessionLife().toSeconds())
                .param("device", device)
                .param("address", Whence.now())
                .param("through", through.word())
                .update();
    }

    /**
     * Those of somebody that are not over, the one used last first.
     *
     * @param here the id of the one that asks, when it is one of them
     */
    Mono<List<Open>> of(StaffMember member, Optional<OpaqueToken> here) {
        byte[] asking = here.map(OpaqueToken::hash).orElse(new byte[0]);
        return database.transaction(sql -> sql.sql("""
                        select id, device, address, created_at, last_used_at, hash = :here as here
                        from staff_sessions
                        where staff = :staff and expires_at > now()
                          and last_used_at > now() - make_interval(secs => :idle)
                        order by last_used_at desc, id""")
                .param("here", asking)
                .param("staff", member.id())
                .param("idle", (double) properties.sessionIdle().toSeconds())
                .query((row, number) -> new Open(
                        row.getObject("id", UUID.class),
                        row.getString("device"),
                        row.getString("address"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("here")))
                .list());
    }

    /** Ends one of somebody's; false when they have none with this id. */
    Mono<Boolean> revoke(StaffMember owner, UUID id) {
        return database.transaction(sql -> sql.sql("delete from staff_sessions where id = :id and staff = :staff")
                        .param("id", id)
                        .param("staff", owner.id())
                        .update()
                == 1);
    }

    /** Ends all of somebody's but the one that asks. */
    Mono<Void> endOthers(StaffMember owner, OpaqueToken here) {
        return database.run(sql -> sql.sql("delete from staff_sessions where staff = :staff and hash <> :here")
                .param("staff", owner.id())
                .param("here", here.hash())
                .update());
    }

    /** How the one that asks was begun; empty when there is none. */
    Mono<Through> through(OpaqueToken id) {
        return database.transaction(sql -> sql.sql("select through from staff_sessions where hash = :hash")
                .param("hash", id.hash())
                .query(String.class)
                .optional()
                .map(word -> Through.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(null));
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
