package org.guildhall.desk;

import java.time.Duration;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who has given the right password and still owes a second factor. That is no session: it opens nothing but the page that asks
 * for the code, and ends after ten minutes or five wrong ones.
 */
@Component
final class HalfSignIns {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST_TRIES = 5;

    private final Database database;

    HalfSignIns(Database database) {
        this.database = database;
    }

    /**
     * Somebody half way in.
     *
     * @param onward where they want to go
     */
    record Half(StaffMember member, String onward) {}

    /** Begins one under a new id, which is all the browser learns. */
    Mono<OpaqueToken> begin(StaffMember member, String onward) {
        OpaqueToken id = OpaqueToken.random();
        return database.run(sql -> sql.sql("""
                                insert into staff_half_sign_ins (hash, staff, onward, expires_at)
                                values (:hash, :staff, :onward, now() + make_interval(secs => :life))""")
                        .param("hash", id.hash())
                        .param("staff", member.id())
                        .param("onward", onward)
                        .param("life", (double) LIFE.toSeconds())
                        .update())
                .thenReturn(id);
    }

    /** Whose it is; empty when it is over or never was. */
    Mono<Half> find(OpaqueToken id) {
        return database.transaction(sql -> sql.sql("select " + Staff.MEMBER + """
                        , x.onward from staff_half_sign_ins x join staff s on s.id = x.staff
                        where x.hash = :hash and s.active and x.expires_at > now() and x.tries < :most""")
                .param("hash", id.hash())
                .param("most", MOST_TRIES)
                .query((row, number) -> new Half(Staff.member(row), row.getString("onward")))
                .optional()
                .orElse(null));
    }

    /** Counts a wrong code. */
    Mono<Void> missed(OpaqueToken id) {
        return database.run(sql -> sql.sql("update staff_half_sign_ins set tries = tries + 1 where hash = :hash")
                .param("hash", id.hash())
                .update());
    }

    Mono<Void> end(OpaqueToken id) {
        return database.run(sql -> sql.sql("delete from staff_half_sign_ins where hash = :hash")
                .param("hash", id.hash())
                .update());
    }

    /** Sweeps out what is over. */
    void deleteExpired() {
        database.inTransaction(sql -> sql.sql("delete from staff_half_sign_ins where expires_at <= now()")
                .update());
    }
}
