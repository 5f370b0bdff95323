package org.guildhall.desk;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.guildhall.conversation.Priority;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The targets of each team: what was set for it, else what was set for all, else what is configured. Supervisors and
 * administrators set them.
 */
@Component
final class Targets {

    private final Database database;
    private final TargetProperties configured;
    private final Audit audit;

    Targets(Database database, TargetProperties configured, Audit audit) {
        this.database = database;
        this.configured = configured;
        this.audit = audit;
    }

    /** Everything that counts now. */
    Mono<TargetsInForce> inForce() {
        return database.statement(this::look);
    }

    private TargetsInForce look(JdbcClient sql) {
        Map<String, Map<Priority, Target>> own = new HashMap<>();
        sql.sql("select coalesce(team, '') as team, priority, reply_minutes, resolution_minutes from targets")
                .query(row -> {
                    Target target = new Target(
                            Duration.ofMinutes(row.getInt("reply_minutes")),
                            Duration.ofMinutes(row.getInt("resolution_minutes")));
                    Priority priority =
                            Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT));
                    own.computeIfAbsent(row.getString("team"), team -> new HashMap<>())
                            .put(priority, target);
                });
        return new TargetsInForce(own, configured);
    }

    /**
     * Sets some of a team's, or of everybody's with null; all of them are sensible.
     *
     * @return false when it is not theirs to do
     */
    Mono<Boolean> set(StaffMember me, @Nullable String team, Map<Priority, Target> wanted) {
        return database.<Boolean>transaction(sql -> {
            boolean done = false;
            for (Map.Entry<Priority, Target> one : wanted.entrySet()) {
                done |= write(sql, me, team, one.getKey(), one.getValue());
            }
            if (done) {
                writeDown(sql, me, "targets.set", team);
            }
            return done;
        });
    }

    private static boolean write(
            JdbcClient sql, StaffMember me, @Nullable String team, Priority priority, Target target) {
        return sql.sql("""
                                insert into targets (team, priority, reply_minutes, resolution_minutes, changed_by)
                                select cast(:team as text), :priority, :reply, :resolution, :by where :prepares
                                on conflict ((coalesce(team, '')), priority) do update
                                set reply_minutes = excluded.reply_minutes, resolution_minutes = excluded.resolution_minutes,
                                    changed_by = excluded.changed_by, changed_at = now()""")
                        .param("team", team)
                        .param("priority", priority.name().toLowerCase(Locale.ROOT))
                        .param("reply", (int) target.reply().toMinutes())
                        .param("resolution", (int) target.resolution().toMinutes())
                        .param("by", me.username())
                        .param("prepares", me.preparesReplies())
                        .update()
                == 1;
    }

    /** Lets a team have everybody's again, or everybody the configured ones; false when there is nothing to undo for them. */
    Mono<Boolean> reset(StaffMember me, @Nullable String team) {
        return database.<Boolean>transaction(sql -> {
            boolean done = sql.sql("""
                                    delete from targets
                                    where coalesce(team, '') = coalesce(cast(:team as text), '') and :prepares""")
                            .param("team", team)
                            .param("prepares", me.preparesReplies())
                            .update()
                    > 0;
            if (done) {
                writeDown(sql, me, "targets.reset", team);
            }
            return done;
        });
    }

    private void writeDown(JdbcClient sql, StaffMember me, String action, @Nullable String team) {
        audit.record(sql, me.username(), action, team == null ? "all" : team, Map.of());
    }
}
