package org.guildhall.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guildhall.platform.Council;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What each member of staff takes on: how much, in which languages, and whether anything new just now. */
@Component
final class Duties {

    private static final String COLLEAGUES = "select " + Staff.MEMBER + """
            , coalesce(p.here, false) as here,
              extract(epoch from now() - greatest(p.until, x.used))::bigint as gone,
              case when d.away_until > now() then d.away_until end as away_until,
              d.capacity, array_to_string(coalesce(d.languages, '{}'), ',') as languages
            from staff s left join staff_duties d on d.staff = s.id
            left join lateral (select bool_or(kind <> 'program' and expires_at > now()) as here, max(expires_at) as until
                               from staff_presence where staff = s.id) p on true
            left join lateral (select max(last_used_at) as used from staff_sessions where staff = s.id) x on true
            where s.active and (cast(:username as text) is null or s.username = :username)
            order by d.given_at nulls first, s.username""";

    private final Database database;
    private final Council council;
    private final Audit audit;

    Duties(Database database, Council council, Audit audit) {
        this.database = database;
        this.council = council;
        this.audit = audit;
    }

    /** Everybody active; who was given something longest ago comes first. */
    List<Colleague> colleagues(JdbcClient sql) {
        return colleagues(sql, null);
    }

    /** The same by username, for people to choose from. */
    Mono<List<Colleague>> colleagues() {
        return database.statement(sql -> colleagues(sql).stream()
                .sorted(Comparator.comparing(one -> one.member().username()))
                .toList());
    }

    /** One of them; empty when there is nobody of that name. */
    Mono<Colleague> colleague(String username) {
        return known(username)
                ? database.statement(
                        sql -> colleagues(sql, username).stream().findFirst().orElse(null))
                : Mono.empty();
    }

    private static boolean known(String username) {
        return Staff.USERNAME.matcher(username).matches();
    }

    private static List<Colleague> colleagues(JdbcClient sql, @Nullable String username) {
        return sql.sql(COLLEAGUES)
                .param("username", username)
                .query((row, number) -> colleague(row))
                .list();
    }

    private static Colleague colleague(ResultSet row) throws SQLException {
        OffsetDateTime awayUntil = row.getObject("away_until", OffsetDateTime.class);
        Long gone = row.getObject("gone", Long.class);
        return new Colleague(
                Staff.member(row),
                row.getBoolean("here"),
                gone == null ? null : Duration.ofSeconds(Math.max(0, gone)),
                awayUntil == null ? null : awayUntil.toInstant(),
                row.getObject("capacity", Integer.class),
                words(row.getString("languages")));
    }

    private static Set<String> words(String joined) {
        return joined.isEmpty() ? Set.of() : Arrays.stream(joined.split(",")).collect(Collectors.toSet());
    }

    /** Nothing new comes to them until midnight where the council is, or until they say otherwise. */
    Mono<Presence.Here> away(StaffMember me) {
        return change(me, """
                (date_trunc('day', now() at time zone cast(:zone as text)) + interval '1 day') at time zone cast(:zone as text)""", "desk.away");
    }

    /** New work comes to them again. */
    Mono<Presence.Here> back(StaffMember me) {
        return change(me, "null", "desk.back");
    }

    private Mono<Presence.Here> change(StaffMember me, String until, String action) {
        return database.transaction(sql -> {
            Presence.Here here = sql.sql(
                            "insert into staff_duties (staff, away_until) values (:staff, " + until
                                    + ") on conflict (staff) do update set away_until = excluded.away_until returning away_until")
                    .param("staff", me.id())
                    .param("zone", council.timeZone().getId())
                    .query((row, number) -> Presence.Here.of(row))
                    .single();
            audit.record(sql, me.username(), action, me.username(), Map.of());
            return here;
        });
    }

    /**
     * Says what somebody takes on.
     *
     * @param by a supervisor or administrator; for anybody else there is nothing to change
     * @return false when there is nobody of that name, or it is not for them to change
     */
    Mono<Boolean> change(StaffMember by, String username, WantedDuty wanted) {
        if (!known(username)) {
            return Mono.just(false);
        }
        return database.<Boolean>transaction(sql -> {
            Integer capacity = wanted.capacity();
            Set<String> languages = new TreeSet<>(wanted.codes());
            int changed = sql.sql("""
                            insert into staff_duties (staff, capacity, languages)
                            select id, cast(:capacity as int), string_to_array(:languages, ',') from staff
                            where username = :username and active and :allowed
                            on conflict (staff) do update
                            set capacity = excluded.capacity, languages = excluded.languages""")
                    .param("capacity", capacity)
                    .param("languages", String.join(",", languages))
                    .param("username", username)
                    .param("allowed", by.hasAny(Role.ALL_TEAMS))
                    .update();
            if (changed == 1) {
                audit.record(
                        sql,
                        by.username(),
                        "staff.duty",
                        username,
                        capacity == null
                                ? Map.of("languages", languages)
                                : Map.of("languages", languages, "capacity", capacity));
            }
            return changed == 1;
        });
    }

    /** Whether somebody was given a conversation within the last half minute. */
    Mono<Boolean> givenLately(StaffMember me) {
        return database.statement(
                sql -> sql.sql("""
                        select exists (select from staff_duties
                                       where staff = :staff and given_at > now() - interval '30 seconds')""").param("staff", me.id()).query(Boolean.class).single());
    }

    /** They have been given a conversation: others come first next time. */
    void given(JdbcClient sql, UUID staff) {
        // Not now(): of several that are given in one transaction each counts.
        sql.sql("""
                        insert into staff_duties (staff, given_at) values (:staff, clock_timestamp())
                        on conflict (staff) do update set given_at = excluded.given_at""").param("staff", staff).update();
    }
}
