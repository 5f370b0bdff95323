package org.guildhall.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Where replies of staff lie before they are said: for some seconds, so that they can be taken back, or until a time that
 * somebody chose. They are in the database like everything else; whichever node finds one due says it, once.
 */
@Component
public final class Drawer {

    /** The signal raised when a reply is due. */
    static final String SIGNAL = "drawer";

    private static final int AT_ONCE = 200;
    private static final double NANOS = 1e9;

    private final Database database;
    private final Signals signals;
    private final Rows rows;
    private final Casework casework;
    private final LaterReplies replies;
    private final Saying saying;
    private final Audit audit;

    Drawer(
            Database database,
            Signals signals,
            Rows rows,
            Speech speech,
            Casework casework,
            LaterReplies replies,
            Audit audit) {
        this.database = database;
        this.signals = signals;
        this.rows = rows;
        this.casework = casework;
        this.replies = replies;
        this.saying = new Saying(rows, speech);
        this.audit = audit;
    }

    /** What became of a reply that was to be put in. */
    public sealed interface Put {
        /** It lies there. */
        record In(LaterReply reply) implements Put {}

        /** Its time is over already. */
        record TooLate() implements Put {}

        /** Something came that its writer has not seen; {@code last} is the newest message's place. */
        record Unseen(int last) implements Put {}

        /** The conversation is not theirs to answer. */
        record Refused(Claim claim) implements Put {}
    }

    /**
     * Keeps a reply for a while, in which it can be taken back; claims the conversation first if nobody holds it.
     *
     * @param seen as for {@link Casework#reply(UUID, Actor, Decision.Reply, Integer)}
     * @param pause how long, by the database's clock
     */
    public Mono<Put> keep(UUID conversation, Actor by, Decision.Reply reply, @Nullable Integer seen, Duration pause) {
        return put(conversation, by, reply, seen, null, pause.toNanos() / NANOS);
    }

    /**
     * Keeps a reply until a time. If the citizen writes or the conversation is closed before that, it is held: it stays here
     * until somebody takes it out or sends it all the same.
     *
     * @param seen as above
     */
    public Mono<Put> plan(UUID conversation, Actor by, Decision.Reply reply, @Nullable Integer seen, Instant due) {
        return put(conversation, by, reply, seen, due, 0);
    }

    private Mono<Put> put(
            UUID conversation,
            Actor by,
            Decision.Reply reply,
            @Nullable Integer seen,
            @Nullable Instant planned,
            double seconds) {
        StaffName me = by.name();
        return database.<Put>transaction(sql -> {
                    Row row = rows.lock(sql, conversation, by.sight()).orElse(null);
                    Claim free = row == null ? new Claim.Missing() : Casework.free(row, me);
                    if (row == null || !(free instanceof Claim.Yours)) {
                        return new Put.Refused(free);
                    }
                    if (seen != null && Unseen.ofOthersAfter(sql, conversation, seen, me)) {
                        return new Put.Unseen(row.lastSeq());
                    }
                    casework.take(sql, row, me);
                    LaterReply kept = replies.keep(sql, conversation, me, reply, planned, seconds)
                            .orElse(null);
                    if (kept == null) {
                        return new Put.TooLate();
                    }
                    if (planned != null) {
                        audit.record(
                                sql,
                                me.username(),
                                "conversation.plan",
                                conversation.toString(),
                                Map.of("at", planned.toString()));
                    }
                    return new Put.In(kept);
                })
                .doOnNext(put -> casework.changed(conversation))
                .doOnNext(put -> wakeAfter(seconds));
    }

    /** Only a hint, so that nobody waits for the next sweep: that it is due stands in the database. */
    private void wakeAfter(double seconds) {
        if (seconds > 0) {
            CompletableFuture.delayedExecutor((long) (seconds * NANOS), TimeUnit.NANOSECONDS)
                    .execute(() -> signals.raise(SIGNAL, Signals.EVERYTHING));
        }
    }

    /**
     * Takes a reply out again, before it is said. Its author may, and whoever holds the conversation.
     *
     * @return what was taken out; empty when it is not there any more, or not theirs
     */
    public Mono<LaterReply> takeOut(UUID conversation, Actor by, UUID id) {
        StaffName me = by.name();
        return database.<LaterReply>transaction(sql -> {
                    if (rows.lock(sql, conversation, by.sight()).isEmpty()) {
                        return null;
                    }
                    LaterReply taken = replies.take(sql, conversation, me, id).orElse(null);
                    if (taken != null) {
                        audit.record(sql, me.username(), "conversation.take-back", conversation.toString(), Map.of());
                    }
                    return taken;
                })
                .doOnNext(taken -> casework.changed(conversation));
    }

    /**
     * Says a reply now, whatever it waits for; who sends it is its author then. Claims the conversation first if nobody holds
     * it.
     */
    public Mono<Casework.Said> sendNow(UUID conversation, Actor by, UUID id) {
        StaffName me = by.name();
        return database.<Casework.Said>transaction(sql -> {
                    Row row = rows.lock(sql, conversation, by.sight()).orElse(null);
                    if (row == null || replies.one(sql, conversation, id).isEmpty()) {
                        return new Casework.Said(new Claim.Missing(), null);
                    }
                    Claim claim = casework.take(sql, row, me);
                    LaterReply taken = claim instanceof Claim.Yours
                            ? replies.take(sql, conversation, me, id).orElse(null)
                            : null;
                    if (taken == null) {
                        return new Casework.Said(claim instanceof Claim.Yours ? new Claim.Missing() : claim, null);
                    }
                    int last = replies.sayFirst(sql, row, saying);
                    int seq = saying.say(sql, row, last + 1, Sender.STAFF, me, taken.reply());
                    audit.record(
                            sql,
                            me.username(),
                            "conversation.reply",
                            conversation.toString(),
                            LaterReplies.details(seq, taken.reply()));
                    return new Casework.Said(new Claim.Yours(), seq);
                })
                .doOnNext(said -> casework.changed(conversation));
    }

    /**
     * Replies that came to nothing yet and wait for a decision: those that somebody planned, and those in conversations that
     * they hold. The next first, at most 200.
     */
    public Mono<List<HeldReply>> heldFor(StaffName staff) {
        return database.statement(sql -> sql.sql("""
                        select l.id, l.conversation, c.reference, l.due_at, c.floor = 'closed' as closed
                        from later_replies l join conversations c on c.id = l.conversation
                        where l.planned and (c.floor = 'closed' or c.said_seq > l.heard_seq)
                          and (l.by_username = :username or c.held_by = :username)
                        order by l.due_at, l.id limit 200""")
                .param("username", staff.username())
                .query((row, number) -> new HeldReply(
                        row.getObject("conversation", UUID.class),
                        row.getString("reference"),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("closed") ? LaterReply.Held.CLOSED : LaterReply.Held.CITIZEN_WROTE))
                .list());
    }

    /** A reply that waits for a decision, as a list shows it. */
    public record HeldReply(UUID conversation, @Nullable String reference, Instant dueAt, LaterReply.Held why) {}

    /**
     * Says all that is due, one conversation after the other. One that fails keeps nobody else's from being said, and is tried
     * again with the next sweep.
     */
    void workOff() {
        RuntimeException failure = null;
        for (UUID conversation : database.inOneStatement(sql -> replies.due(sql, AT_ONCE))) {
            try {
                database.inTransaction(
                        sql -> rows.lock(sql, conversation).map(row -> replies.sayDue(sql, row, saying)));
                casework.changed(conversation);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
