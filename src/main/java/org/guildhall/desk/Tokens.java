package org.guildhall.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Bearer tokens with which other programs act for a member of staff. */
@Component
final class Tokens {

    private final Database database;
    private final Audit audit;

    Tokens(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A token as administrators see it: never its value. */
    record Issued(
            UUID id,
            String username,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /**
     * Makes one; its value cannot be read again. Empty when nobody active has the username, or whoever asks is no administrator.
     */
    Mono<OpaqueToken> issue(String username, StaffMember by) {
        OpaqueToken token = OpaqueToken.random();
        if (!Staff.USERNAME.matcher(username).matches()) {
            return Mono.empty();
        }
        return database.transaction(sql -> insert(sql, username, token, by) == 1 ? token : null);
    }

    private int insert(JdbcClient sql, String username, OpaqueToken token, StaffMember by) {
        UUID id = Ids.next();
        int made = sql.sql("""
                        insert into staff_tokens (id, staff, hash)
                        select :id, s.id, :hash from staff s where s.username = :username and s.active
                          and exists (select from staff b where %s)""".formatted(Staff.BY_ADMINISTRATOR))
                .param("by", by.id())
                .param("id", id)
                .param("hash", token.hash())
                .param("username", username)
                .update();
        if (made == 1) {
            audit.record(sql, by.username(), "token.issue", username, Map.of("token", id.toString()));
        }
        return made;
    }

    /** Who a token stands for; empty when it is unknown, revoked or past its time. */
    Mono<StaffMember> member(OpaqueToken token) {
        return database.transaction(sql -> {
            StaffMember member = find(sql, token);
            if (member != null) {
                touch(sql, token);
            }
            return member;
        });
    }

    private static @Nullable StaffMember find(JdbcClient sql, OpaqueToken token) {
        return sql.sql("select " + Staff.MEMBER + """
                         from staff_tokens x join staff s on s.id = x.staff
                        where x.hash = :hash and s.active and (x.expires_at is null or x.expires_at > now())""")
                .param("hash", token.hash())
                .query((row, number) -> Staff.member(row))
                .optional()
                .orElse(null);
    }

    private static void touch(JdbcClient sql, OpaqueToken token) {
        sql.sql("""
                        update staff_tokens set last_used_at = now()
                        where hash = :hash and (last_used_at is null or last_used_at < now() - interval '1 minute')""").param("hash", token.hash()).update();
    }

    /** All tokens, latest first; none for whoever is no administrator. */
    Mono<List<Issued>> all(StaffMember by) {
        return database.transaction(sql -> sql.sql("""
                        select x.id, s.username, x.created_at, x.last_used_at
                        from staff_tokens x join staff s on s.id = x.staff
                        where exists (select from staff b where %s)
                        order by x.created_at desc""".formatted(Staff.BY_ADMINISTRATOR))
                .param("by", by.id())
                .query((row, number) -> new Issued(
                        row.getObject("id", UUID.class),
                        row.getString("username"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("last_used_at", OffsetDateTime.class))))
                .list());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Makes one worthless at once; false when there is none. */
    Mono<Boolean> revoke(UUID id, StaffMember by) {
        return database.transaction(sql -> {
            boolean gone = sql.sql("delete from staff_tokens where id = :id and exists (select from staff b where "
                                    + Staff.BY_ADMINISTRATOR + ")")
                            .param("by", by.id())
                            .param("id", id)
                            .update()
                    == 1;
            if (gone) {
                audit.record(sql, by.username(), "token.revoke", id.toString(), Map.of());
            }
            return gone;
        });
    }
}
