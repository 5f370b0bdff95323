package org.guildhall.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The people who may sign in. */
@Component
final class Staff {

    /** What a username may look like; anything else cannot exist and need not be looked up. */
    static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** What to select to read a {@link StaffMember} with {@link #member}. */
    static final String MEMBER = """
            s.id, s.username, s.name, array_to_string(s.roles, ',') as roles,
            (select coalesce(string_agg(t.team, ','), '') from staff_teams t where t.staff = s.id) as teams""";

    /** A condition on {@code b} that the one with the id {@code by} may look after accounts. */
    static final String BY_ADMINISTRATOR = "b.id = :by and b.active and 'administrator' = any(b.roles)";

    private final Database database;

    Staff(Database database) {
        this.database = database;
    }

    /**
     * Somebody with the hash of their password.
     *
     * @param secondFactor whether a code has to follow it
     */
    record Credentials(StaffMember member, String passwordHash, boolean secondFactor) {}

    /** Who has the username and is active, with what their password is checked against. */
    Mono<Credentials> credentials(String username) {
        if (!USERNAME.matcher(username).matches()) {
            return Mono.empty();
        }
        return database.transaction(sql -> credentials(sql, username).orElse(null));
    }

    Optional<Credentials> credentials(JdbcClient sql, String username) {
        return sql.sql("select " + MEMBER + """
                        , s.password_hash,
                        exists (select from staff_second_factors f where f.staff = s.id) as second_factor
                        from staff s where s.username = :username and s.active""")
                .param("username", username)
                .query((row, number) ->
                        new Credentials(member(row), row.getString("password_hash"), row.getBoolean("second_factor")))
                .optional();
    }

    /** Who has the username and is active. */
    Mono<StaffMember> named(String username) {
        return credentials(username).map(Credentials::member);
    }

    /** Everybody active, by username. */
    Mono<List<StaffMember>> all() {
        return database.transaction(
                sql -> sql.sql("select " + MEMBER + " from staff s where s.active order by s.username")
                        .query((row, number) -> member(row))
                        .list());
    }

    /**
     * Makes an account.
     *
     * @return false when the username is taken, also by an account that is no longer active; then nothing changed
     */
    boolean add(JdbcClient sql, StaffMember member, String passwordHash) {
        int added = sql.sql("""
                        insert into staff (id, username, name, password_hash, roles)
                        values (:id, :username, :name, :hash, string_to_array(:roles, ','))
                        on conflict (username) do nothing""")
                .param("id", member.id())
                .param("username", member.username())
                .param("name", member.fullName())
                .param("hash", passwordHash)
                .param("roles", member.roles().stream().map(Role::word).collect(Collectors.joining(",")))
                .update();
        if (added == 1) {
            join(sql, member.id(), member.teams());
        }
        return added == 1;
    }

    static void join(JdbcClient sql, UUID member, Set<String> teams) {
        sql.sql("insert into staff_teams (staff, team) select :staff, unnest(string_to_array(:teams, ','))")
                .param("staff", member)
                .param("teams", String.join(",", teams))
                .update();
    }

    /** Whether somebody is an administrator at this moment, whatever they were when they asked. */
    static boolean administers(JdbcClient sql, StaffMember by) {
        return sql.sql("select exists (select from staff b where " + BY_ADMINISTRATOR + ")")
                .param("by", by.id())
                .query(Boolean.class)
                .single();
    }

    /** Whether nobody has an account yet. */
    boolean none(JdbcClient sql) {
        return sql.sql("select not exists (select from staff)")
                .query(Boolean.class)
                .single();
    }

    /** Replaces a password and ends every session made with the old one, and every link to another. */
    void changePassword(JdbcClient sql, StaffMember member, String passwordHash) {
        sql.sql("update staff set password_hash = :hash, password_chosen_at = null where id = :id")
                .param("hash", passwordHash)
                .param("id", member.id())
                .update();
        for (String table : List.of("staff_sessions", "staff_half_sign_ins", "staff_links")) {
            sql.sql("delete from " + table + " where staff = :id")
                    .param("id", member.id())
                    .update();
        }
    }

    /** The same for one that its owner chose. */
    void choosePassword(JdbcClient sql, StaffMember member, String passwordHash) {
        changePassword(sql, member, passwordHash);
        sql.sql("update staff set password_chosen_at = now() where id = :id")
                .param("id", member.id())
                .update();
    }

    static StaffMember unsaved(String username, String name, Set<Role> roles, Set<String> teams) {
        return new StaffMember(Ids.next(), username, name, roles, teams);
    }

    /** Reads the columns of {@link #MEMBER}. */
    static StaffMember member(ResultSet row) throws SQLException {
        return new StaffMember(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("name"),
                words(row.getString("roles")).stream()
                        .map(Role::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                words(row.getString("teams")));
    }

    private static Set<String> words(String joined) {
        return joined.isEmpty() ? Set.of() : Arrays.stream(joined.split(",")).collect(Collectors.toSet());
    }
}
