package org.guildhall.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What administrators see of accounts and do to them, the same for the console and for the API. Whether somebody is one is asked in
 * the statement itself: for everybody else there is nobody here. There is always an administrator left.
 */
@Component
final class Personnel {

    private static final String PROFILE = "select " + Staff.MEMBER + """
            , s.active,
            exists (select from staff_second_factors f where f.staff = s.id) as second_factor,
            exists (select from staff_identities i where i.staff = s.id) as council_account
            from staff s where exists (select from staff b where %s)""".formatted(Staff.BY_ADMINISTRATOR);

    private static final RowMapper<Profile> MAPPER = (row, number) -> new Profile(
            Staff.member(row),
            row.getBoolean("active"),
            row.getBoolean("second_factor"),
            row.getBoolean("council_account"));

    private final Database database;
    private final SecondFactors factors;
    private final Audit audit;

    Personnel(Database database, SecondFactors factors, Audit audit) {
        this.database = database;
        this.factors = factors;
        this.audit = audit;
    }

    /**
     * An account as administrators see it.
     *
     * @param active whether they may sign in
     * @param secondFactor whether they have set one up
     * @param councilAccount whether they come with the council's own account, which says anew each time what they may do
     */
    record Profile(StaffMember member, boolean active, boolean secondFactor, boolean councilAccount) {}

    /** How a change ended. */
    sealed interface Changed {
        record Done(Profile profile) implements Changed {}

        /** There is no such account, or it is not theirs to change. */
        record Missing() implements Changed {}

        /** Nobody would be left to look after accounts. */
        record LastAdministrator() implements Changed {}

        /** Field by field, a key of the desk's messages. */
        record Faulty(Map<String, String> faults) implements Changed {}
    }

    /** Everybody, those who may sign in first, by username. */
    Mono<List<Profile>> all(StaffMember by) {
        return database.transaction(sql -> sql.sql(PROFILE + " order by s.active desc, s.username")
                .param("by", by.id())
                .query(MAPPER)
                .list());
    }

    /** One of them, also one who may not sign in. */
    Mono<Profile> one(String username, StaffMember by) {
        return database.transaction(sql -> find(sql, username, by).orElse(null));
    }

    private static Optional<Profile> find(JdbcClient sql, String username, StaffMember by) {
        if (!Staff.USERNAME.matcher(username).matches()) {
            return Optional.empty();
        }
        return sql.sql(PROFILE + " and s.username = :username")
                .param("by", by.id())
                .param("username", username)
                .query(MAPPER)
                .optional();
    }

    /** Gives somebody another name, other roles or other teams; they count from the next request on. */
    Mono<Changed> change(String username, NewAccount wanted, StaffMember by) {
        Map<String, String> faults = new LinkedHashMap<>(wanted.faults());
        faults.remove("username");
        if (!faults.isEmpty()) {
            return Mono.just(new Changed.Faulty(faults));
        }
        boolean administers = wanted.wantedRoles().contains(Role.ADMINISTRATOR);
        return changing(username, by, administers, (sql, before) -> {
            UUID id = before.member().id();
            sql.sql("update staff set name = :name, roles = string_to_array(:roles, ',') where id = :id")
                    .param("name", wanted.wantedName())
                    .param(
                            "roles",
                            wanted.wantedRoles().stream().map(Role::word).collect(Collectors.joining(",")))
                    .param("id", id)
                    .update();
            sql.sql("delete from staff_teams where staff = :id").param("id", id).update();
            Staff.join(sql, id, wanted.wantedTeams());
            return Map.of("roles", wanted.wantedRoles(), "teams", wanted.wantedTeams());
        });
    }

    /** Lets somebody sign in no more: their sessions, links and tokens are over. What they did stays what it was. */
    Mono<Changed> switchOff(String username, StaffMember by) {
        return changing(username, by, false, (sql, before) -> {
            UUID id = before.member().id();
            sql.sql("update staff set active = false where id = :id")
                    .param("id", id)
                    .update();
            for (String table : List.of("staff_sessions", "staff_half_sign_ins", "staff_links", "staff_tokens")) {
                sql.sql("delete from " + table + " where staff = :id")
                        .param("id", id)
                        .update();
            }
            return Map.of("active", false);
        });
    }

    /** Lets somebody sign in again, with the password they had. */
    Mono<Changed> switchOn(String username, StaffMember by) {
        return changing(username, by, true, (sql, before) -> {
            sql.sql("update staff set active = true where id = :id")
                    .param("id", before.member().id())
                    .update();
            return Map.of("active", true);
        });
    }

    private Mono<Changed> changing(
            String username,
            StaffMember by,
            boolean staysAdministrator,
            BiFunction<JdbcClient, Profile, Map<String, ?>> change) {
        return database.transaction(sql -> {
            // One after the other, or two administrators could each take the other's role away.
            sql.sql("select pg_advisory_xact_lock(hashtextextended('staff', 0))")
                    .query()
                    .listOfRows();
            Profile before = find(sql, username, by).orElse(null);
            if (before == null) {
                return new Changed.Missing();
            }
            if (!staysAdministrator && before.member().administers() && before.active() && onlyOne(sql)) {
                return new Changed.LastAdministrator();
            }
            audit.record(sql, by.username(), "staff.change", username, change.apply(sql, before));
            // Who has just taken the role away from themselves sees nobody any more.
            return new Changed.Done(find(sql, username, by).orElse(before));
        });
    }

    private static boolean onlyOne(JdbcClient sql) {
        return sql.sql("select count(*) <= 1 from staff where active and 'administrator' = any(roles)")
                .query(Boolean.class)
                .single();
    }

    /** A link with which somebody chooses a new password; empty when they are not there, or may not sign in. */
    Mono<OpaqueToken> link(String username, StaffMember by) {
        return database.transaction(sql -> find(sql, username, by)
                .filter(Profile::active)
                .map(profile -> {
                    audit.record(sql, by.username(), "staff.link", username, Map.of());
                    return PasswordLinks.make(sql, profile.member().id());
                })
                .orElse(null));
    }

    /** Ends all sessions of somebody; false when they are not there. */
    Mono<Boolean> endSessions(String username, StaffMember by) {
        return database.transaction(sql -> find(sql, username, by)
                .map(profile -> {
                    sql.sql("delete from staff_sessions where staff = :id")
                            .param("id", profile.member().id())
                            .update();
                    audit.record(sql, by.username(), "sessions.end", username, Map.of());
                    return true;
                })
                .orElse(false));
    }

    /** Ends one session of somebody; false when they have none with this id. */
    Mono<Boolean> endSession(String username, UUID session, StaffMember by) {
        return database.transaction(sql -> find(sql, username, by)
                .map(profile -> {
                    boolean gone = sql.sql("delete from staff_sessions where id = :id and staff = :staff")
                                    .param("id", session)
                                    .param("staff", profile.member().id())
                                    .update()
                            == 1;
                    if (gone) {
                        audit.record(sql, by.username(), "session.end", username, Map.of());
                    }
                    return gone;
                })
                .orElse(false));
    }

    /** Takes somebody's second factor away, whose app is lost; false when there is none. */
    Mono<Boolean> removeSecondFactor(String username, StaffMember by) {
        return database.transaction(sql -> find(sql, username, by)
                .map(profile -> factors.remove(sql, profile.member(), by.username()))
                .orElse(false));
    }
}
