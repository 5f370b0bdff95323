package org.guildhall.desk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Links with which somebody chooses a password of their own, so that nobody else ever knows it. Each works once and for three
 * days; a new one makes the one before worthless. A second factor stays what it was.
 */
@Component
final class PasswordLinks {

    static final Duration LIFE = Duration.ofDays(3);

    private final Database database;
    private final Staff staff;
    private final Audit audit;

    PasswordLinks(Database database, Staff staff, Audit audit) {
        this.database = database;
        this.staff = staff;
        this.audit = audit;
    }

    /** A new one for somebody, whose value cannot be read again. */
    static OpaqueToken make(JdbcClient sql, UUID member) {
        OpaqueToken key = OpaqueToken.random();
        sql.sql("""
                        insert into staff_links (staff, hash, expires_at)
                        values (:staff, :hash, now() + make_interval(secs => :life))
                        on conflict (staff) do update set hash = excluded.hash, expires_at = excluded.expires_at""")
                .param("staff", member)
                .param("hash", key.hash())
                .param("life", (double) LIFE.toSeconds())
                .update();
        return key;
    }

    /** Whose it is; empty when it was used, is too old or never was. */
    Mono<StaffMember> owner(OpaqueToken key) {
        return database.transaction(sql -> owner(sql, key).orElse(null));
    }

    private static Optional<StaffMember> owner(JdbcClient sql, OpaqueToken key) {
        return sql.sql("select " + Staff.MEMBER + """
                         from staff_links x join staff s on s.id = x.staff
                        where x.hash = :hash and s.active and x.expires_at > now()""")
                .param("hash", key.hash())
                .query((row, number) -> Staff.member(row))
                .optional();
    }

    /** Uses it up: the password is now this one, and all sessions are over. Empty as with {@link #owner}. */
    Mono<Staff.Credentials> use(OpaqueToken key, String passwordHash) {
        return database.transaction(sql -> owner(sql, key)
                .filter(member -> gone(sql, key))
                .flatMap(member -> {
                    staff.choosePassword(sql, member, passwordHash);
                    audit.record(sql, member.username(), "staff.password", member.username(), Map.of("link", true));
                    return staff.credentials(sql, member.username());
                })
                .orElse(null));
    }

    /** Of two who use it at the same moment one finds it gone. */
    private static boolean gone(JdbcClient sql, OpaqueToken key) {
        return sql.sql("delete from staff_links where hash = :hash")
                        .param("hash", key.hash())
                        .update()
                == 1;
    }
}
