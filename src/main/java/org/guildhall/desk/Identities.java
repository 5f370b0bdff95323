package org.guildhall.desk;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Accounts of those who come with the council's own: found by issuer and subject and by nothing else, made when they come for the first
 * time, and each time with the name and roles, and where it says so the teams, that the provider says now.
 */
@Component
final class Identities {

    private static final int MOST_ALIKE = 1_000;

    private final Database database;
    private final Staff staff;
    private final Passwords passwords;
    private final Audit audit;

    Identities(Database database, Staff staff, Passwords passwords, Audit audit) {
        this.database = database;
        this.staff = staff;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** How it ended. */
    sealed interface Met {
        record Known(StaffMember member) implements Met {}

        /** They have no role here; whatever they could do is over. */
        record NoRole() implements Met {}

        /** An administrator has switched their account off. */
        record SwitchedOff() implements Met {}
    }

    Mono<Met> meet(OidcClaims claims) {
        // Nobody knows this password: what signs them in is the provider, and what does not have one is told apart by
        // nobody.
        return passwords
                .hash(Passwords.generated())
                .flatMap(hash -> database.<Met>transaction(sql -> {
                    // Somebody who comes twice at once gets one account.
                    sql.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
                            .param("who", "identity " + claims.issuer() + " " + claims.subject())
                            .query()
                            .listOfRows();
                    return found(sql, claims)
                            .map(id -> again(sql, id, claims))
                            .orElseGet(() -> first(sql, claims, hash));
                }));
    }

    private static Optional<UUID> found(JdbcClient sql, OidcClaims claims) {
        return sql.sql("select staff from staff_identities where issuer = :issuer and subject = :subject")
                .param("issuer", claims.issuer())
                .param("subject", claims.subject())
                .query(UUID.class)
                .optional();
    }

    private Met first(JdbcClient sql, OidcClaims claims, String passwordHash) {
        if (claims.roles().isEmpty()) {
            return new Met.NoRole();
        }
        Set<String> said = claims.teams();
        Set<String> teams = said == null ? Set.of() : said;
        StaffMember member = Staff.unsaved(free(sql, claims.username()), claims.name(), claims.roles(), teams);
        staff.add(sql, member, passwordHash);
        sql.sql("insert into staff_identities (issuer, subject, staff) values (:issuer, :subject, :staff)")
                .param("issuer", claims.issuer())
                .param("subject", claims.subject())
                .param("staff", member.id())
                .update();
        audit.record(sql, "system", "staff.add", member.username(), Map.of("roles", member.roles(), "oidc", true));
        return new Met.Known(member);
    }

    /** Somebody else may be called so here already; that they are also called so there makes them nobody's account. */
    private static String free(JdbcClient sql, String wanted) {
        for (int number = 1; number < MOST_ALIKE; number++) {
            String username = number == 1 ? wanted : wanted + "-" + number;
            boolean taken = sql.sql("select exists (select from staff where username = :username)")
                    .param("username", username)
                    .query(Boolean.class)
                    .single();
            if (!taken) {
                return username;
            }
        }
        throw new IllegalStateException("A thousand people have the same username");
    }

    private Met again(JdbcClient sql, UUID id, OidcClaims claims) {
        Account before = sql.sql("select " + Staff.MEMBER + ", s.active from staff s where s.id = :id for update of s")
                .param("id", id)
                .query((row, number) -> new Account(Staff.member(row), row.getBoolean("active")))
                .single();
        if (!before.active()) {
            return new Met.SwitchedOff();
        }
        Set<String> said = claims.teams();
        StaffMember member = new StaffMember(
                id,
                before.member().username(),
                claims.name(),
                claims.roles(),
                said == null ? before.member().teams() : said);
        if (!member.equals(before.member())) {
            update(sql, member);
        }
        if (member.roles().isEmpty()) {
            sql.sql("delete from staff_sessions where staff = :id")
                    .param("id", id)
                    .update();
            return new Met.NoRole();
        }
        return new Met.Known(member);
    }

    private record Account(StaffMember member, boolean active) {}

    private void update(JdbcClient sql, StaffMember member) {
        sql.sql("update staff set name = :name, roles = string_to_array(:roles, ',') where id = :id")
                .param("name", member.fullName())
                .param("roles", member.roles().stream().map(Role::word).collect(Collectors.joining(",")))
                .param("id", member.id())
                .update();
        sql.sql("delete from staff_teams where staff = :id")
                .param("id", member.id())
                .update();
        Staff.join(sql, member.id(), member.teams());
        audit.record(
                sql,
                "system",
                "staff.change",
                member.username(),
                Map.of("roles", member.roles(), "teams", member.teams(), "oidc", true));
    }
}
