package org.guildhall.conversation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is waiting for a person, most urgent first, then longest waiting. */
@Component
public final class Queue {

    static final String WAITING = """
            where c.floor = 'queue' and (:all or c.team = any(:teams))
            order by priority_rank(c.priority), c.queued_at, c.id limit 200""";

    private final Database database;
    private final Summaries summaries;

    Queue(Database database, Summaries summaries) {
        this.database = database;
        this.summaries = summaries;
    }

    /** Everyone waiting, at most 200; for the given teams only, or for all when the set is empty. */
    public Mono<List<Summary>> waiting(Set<String> teams) {
        return database.transaction(sql ->
                summaries.where(sql, WAITING, Map.of("all", teams.isEmpty(), "teams", teams.toArray(String[]::new))));
    }

    /** What a member of staff holds and has not put off, most urgent first, then longest held. */
    public Mono<List<Summary>> heldBy(StaffName staff) {
        return database.transaction(
                sql -> summaries.where(sql, """
                where c.floor = 'staff' and c.held_by = :username and not\s""" + Snooze.ASLEEP + """

                order by priority_rank(c.priority), c.claimed_at, c.id limit 200""", Map.of("username", staff.username())));
    }

    /** Conversations closed lately by staff or assistant after a handover, latest first, at most the limit. */
    public Mono<List<Summary>> closedLately(int limit) {
        return database.transaction(sql -> summaries.where(
                sql,
                "where c.floor = 'closed' and c.reference is not null order by c.closed_at desc limit :limit",
                Map.of("limit", limit)));
    }
}
