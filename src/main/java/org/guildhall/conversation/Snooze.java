package org.guildhall.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Conversations that their holder does not want to see before a time. Nobody has to wake one: whether it sleeps is told by the
 * time, by what the citizen has said since, and by who holds it since when.
 */
@Component
public final class Snooze {

    /** Whether the conversation {@code c} sleeps. */
    static final String ASLEEP = """
            coalesce(c.floor = 'staff' and c.snoozed_until > now() and c.snoozed_at >= c.claimed_at
                     and c.said_seq = c.snoozed_seq, false)""";

    private final Database database;
    private final Signals signals;
    private final Rows rows;
    private final Casework casework;
    private final Summaries summaries;
    private final Audit audit;

    Snooze(Database database, Signals signals, Rows rows, Casework casework, Summaries summaries, Audit audit) {
        this.database = database;
        this.signals = signals;
        this.rows = rows;
        this.casework = casework;
        this.summaries = summaries;
        this.audit = audit;
    }

    /**
     * Puts it off until a time, or until the citizen writes; claims it first if nobody holds it.
     *
     * @param until when it comes back; with a time that is over it does at once
     */
    public Mono<Claim> until(UUID conversation, Actor by, Instant until) {
        return put(conversation, by, until);
    }

    /** Brings it back at once. */
    public Mono<Claim> wake(UUID conversation, Actor by) {
        return put(conversation, by, null);
    }

    private Mono<Claim> put(UUID conversation, Actor by, @Nullable Instant until) {
        StaffName me = by.name();
        return database.<Claim>transaction(sql -> {
                    Row row = rows.lock(sql, conversation, by.sight()).orElse(null);
                    Claim claim = row == null ? new Claim.Missing() : casework.take(sql, row, me);
                    if (claim instanceof Claim.Yours) {
                        sql.sql("""
                                        update conversations
                                        set snoozed_until = cast(:until as timestamptz), snoozed_at = now(), snoozed_seq = said_seq
                                        where id = :id""")
                                .param("until", until == null ? null : until.toString())
                                .param("id", conversation)
                                .update();
                        audit.record(
                                sql,
                                me.username(),
                                until == null ? "conversation.wake" : "conversation.snooze",
                                conversation.toString(),
                                until == null ? Map.of() : Map.of("until", until.toString()));
                    }
                    return claim;
                })
                .doOnNext(claim -> signals.raise(Conversations.SIGNAL, conversation.toString()));
    }

    /** What a member of staff has put off, the next first, at most 200. */
    public Mono<List<Summary>> of(StaffName staff) {
        return database.transaction(sql -> summaries.where(
                sql,
                "where c.held_by = :username and " + ASLEEP + " order by c.snoozed_until, c.id limit 200",
                Map.of("username", staff.username())));
    }
}
