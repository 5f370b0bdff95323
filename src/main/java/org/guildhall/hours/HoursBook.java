package org.guildhall.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Ids;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hours and closures as somebody has set them while the server runs, in the caller's transactions. Who may set them is the
 * caller's to decide. What is not here is as configured.
 */
@Component
public final class HoursBook {

    private static final String COLUMNS = "id, team, first_day, last_day, from_time, until_time, reason, changed_by";

    private static final RowMapper<Closure> CLOSURE = (row, number) -> new Closure(
            row.getObject("id", UUID.class),
            row.getString("team"),
            new ClosedTime(
                    row.getObject("first_day", LocalDate.class),
                    row.getObject("last_day", LocalDate.class),
                    row.getObject("from_time", LocalTime.class),
                    row.getObject("until_time", LocalTime.class)),
            row.getString("reason"),
            row.getString("changed_by"));

    private final Signals signals;

    HoursBook(Signals signals) {
        this.signals = signals;
    }

    /**
     * Hours that somebody has set.
     *
     * @param team whose they are, null for the council's
     * @param lines as in {@link WrittenWeek}
     * @param changedBy a username
     */
    public record Own(@Nullable String team, List<String> lines, String changedBy, Instant changedAt) {}

    /**
     * A closure that somebody has set.
     *
     * @param team whose it is, null for everybody's
     * @param reason why, for staff
     * @param changedBy a username
     */
    public record Closure(UUID id, @Nullable String team, ClosedTime time, String reason, String changedBy) {}

    /** All of it. */
    record Stored(List<Own> own, List<Closure> closures) {
        static final Stored NOTHING = new Stored(List.of(), List.of());
    }

    /** All hours that were set, the council's first, then by team. */
    public List<Own> own(JdbcClient sql) {
        return sql.sql("select team, hours, changed_by, changed_at from opening_hours order by team nulls first")
                .query((row, number) -> new Own(
                        row.getString("team"),
                        row.getString("hours").lines().toList(),
                        row.getString("changed_by"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** All closures that were set, the earliest first. */
    public List<Closure> closures(JdbcClient sql) {
        return sql.sql("select " + COLUMNS + " from closures order by first_day, from_time nulls first, id")
                .query(CLOSURE)
                .list();
    }

    Stored stored(JdbcClient sql) {
        return new Stored(own(sql), closures(sql));
    }

    /** Sets a team's hours, or the council's for null. There must be no fault in them. */
    public void set(JdbcClient sql, @Nullable String team, WrittenWeek week, String by) {
        sql.sql("""
                        insert into opening_hours (team, hours, changed_by) values (:team, :hours, :by)
                        on conflict ((coalesce(team, ''))) do update
                        set hours = excluded.hours, changed_by = excluded.changed_by, changed_at = now()""")
                .param("team", team)
                .param("hours", String.join("\n", week.lines()))
                .param("by", by)
                .update();
    }

    /** Lets a team have the council's hours again, or the council those of the configuration; false when it does already. */
    public boolean reset(JdbcClient sql, @Nullable String team) {
        return sql.sql("delete from opening_hours where coalesce(team, '') = coalesce(cast(:team as text), '')")
                        .param("team", team)
                        .update()
                == 1;
    }

    /** Adds a closure. */
    public Closure add(JdbcClient sql, @Nullable String team, ClosedTime time, String reason, String by) {
        return sql.sql("""
                        insert into closures (id, team, first_day, last_day, from_time, until_time, reason, changed_by)
                        values (:id, :team, :first, :last, cast(:from as time), cast(:until as time), :reason, :by)
                        returning\s""" + COLUMNS)
                .param("id", Ids.next())
                .param("team", team)
                .param("first", time.first())
                .param("last", time.last())
                .param("from", time.from() == null ? null : time.from().toString())
                .param("until", time.until() == null ? null : time.until().toString())
                .param("reason", reason)
                .param("by", by)
                .query(CLOSURE)
                .single();
    }

    /** Takes a closure away; empty when there is none. */
    public Optional<Closure> remove(JdbcClient sql, UUID id) {
        return sql.sql("delete from closures where id = :id returning " + COLUMNS)
                .param("id", id)
                .query(CLOSURE)
                .optional();
    }

    /** Tells every node to look again; to be called after the commit. */
    public void changed() {
        signals.raise(Calendars.SIGNAL, Signals.EVERYTHING);
    }
}
