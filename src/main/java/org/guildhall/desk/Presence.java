package org.guildhall.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.guildhall.conversation.StaffName;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who is at the desk, on whichever node, and what each looks at. A page that is open keeps a row alive by answering the beats
 * of its stream; a page without a script is taken to be read for some minutes; a program's calls show that somebody works in
 * that name, though nobody need sit at a desk. All by the database's clock, so that whatever ends without a word runs out.
 */
@Component
final class Presence {

    /** Raised with a conversation's id when others may look at it, or write there. */
    static final String LOOKING = "desk-looking";

    /** Two beats and a half, so that one answer may be lost. */
    private static final Duration STREAM = Duration.ofSeconds(25);

    /** As long as it takes from one page to the next. */
    private static final Duration BETWEEN_PAGES = Duration.ofSeconds(5);

    private static final Duration VIEW = Duration.ofMinutes(5);
    private static final Duration PROGRAM = Duration.ofMinutes(10);

    /** Somebody who types says so every three seconds. */
    private static final Duration WRITING = Duration.ofSeconds(8);

    /** What is over is kept a while: a computer that slept goes on with the stream it had. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final Duration BETWEEN_CALLS = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final Database database;
    private final Signals signals;
    private final Cache<UUID, Boolean> calledLately = Caffeine.newBuilder()
            .expireAfterWrite(BETWEEN_CALLS)
            .maximumSize(MOST_REMEMBERED)
            .build();

    Presence(Database database, Signals signals) {
        this.database = database;
        this.signals = signals;
    }

    /**
     * How somebody stands as their own pages say it.
     *
     * @param awayUntil when new work comes to them again; null when it does now
     */
    record Here(@Nullable Instant awayUntil) {
        static Here of(ResultSet row) throws SQLException {
            OffsetDateTime until = row.getObject("away_until", OffsetDateTime.class);
            return new Here(until == null ? null : until.toInstant());
        }

        // Public for the templates, which see nothing else.
        public boolean away() {
            return awayUntil != null;
        }
    }

    /**
     * A page's stream begins. What was noted when the page itself was sent is over: this browser runs scripts, so its stream
     * tells more.
     *
     * @param conversation what the page shows, one they may see; empty for the queue
     * @return the stream's id, by which the page answers
     */
    Mono<UUID> open(StaffMember me, Optional<UUID> conversation) {
        UUID stream = Ids.next();
        return database.transaction(sql -> {
                    sql.sql("delete from staff_presence where staff = :staff and kind = 'view'")
                            .param("staff", me.id())
                            .update();
                    sql.sql("""
                                    insert into staff_presence (id, staff, kind, conversation, expires_at)
                                    values (:id, :staff, 'stream', :conversation, now() + make_interval(secs => :seconds))""")
                            .param("id", stream)
                            .param("staff", me.id())
                            .param("conversation", conversation.orElse(null))
                            .param("seconds", (double) STREAM.toSeconds())
                            .update();
                    return stream;
                })
                .doOnNext(opened -> conversation.ifPresent(this::tell));
    }

    /** The page has answered a beat of its stream; nothing happens when the stream is not theirs, or long over. */
    Mono<Void> answered(StaffMember me, UUID stream) {
        return once(sql -> sql.sql("""
                        update staff_presence set expires_at = now() + make_interval(secs => :seconds)
                        where id = :id and staff = :staff and kind = 'stream'""")
                .param("seconds", (double) STREAM.toSeconds())
                .param("id", stream)
                .param("staff", me.id())
                .update());
    }

    /** A stream has ended. Never fails: if it cannot be written down, the stream runs out by itself. */
    Mono<Void> close(UUID stream) {
        return database.statement(sql -> sql.sql("""
                                update staff_presence
                                set expires_at = least(expires_at, now() + make_interval(secs => :seconds)), writing_until = null
                                where id = :id
                                returning conversation""")
                        .param("seconds", (double) BETWEEN_PAGES.toSeconds())
                        .param("id", stream)
                        .query((row, number) -> Optional.ofNullable(row.getObject("conversation", UUID.class)))
                        .optional()
                        .flatMap(conversation -> conversation)
                        .orElse(null))
                .doOnNext(this::tell)
                .onErrorResume(e -> {
                    LOG.debug("The end of a stream was not written down", Redacted.of(e));
                    return Mono.empty();
                })
                .then();
    }

    /** They have opened a page of the console, whichever; says how they stand. */
    Mono<Here> view(StaffMember me) {
        return database.statement(sql -> sql.sql("""
                        with seen as (
                            insert into staff_presence (id, staff, kind, expires_at)
                            values (:id, :staff, 'view', now() + make_interval(secs => :seconds))
                            on conflict (staff, kind) where kind <> 'stream' do update
                            set expires_at = excluded.expires_at, conversation = null
                            returning staff)
                        select d.away_until from seen
                        left join staff_duties d on d.staff = seen.staff and d.away_until > now()""")
                .param("id", Ids.next())
                .param("staff", me.id())
                .param("seconds", (double) VIEW.toSeconds())
                .query((row, number) -> Here.of(row))
                .single());
    }

    /** The page they have just opened shows this conversation, which they may see. */
    Mono<Void> looksAt(StaffMember me, UUID conversation) {
        return once(sql -> sql.sql("""
                        update staff_presence set conversation = :conversation
                        where staff = :staff and kind = 'view'""")
                .param("conversation", conversation)
                .param("staff", me.id())
                .update());
    }

    /** They have signed out here; pages that are still open elsewhere speak for themselves. */
    Mono<Void> leave(StaffMember me) {
        return once(sql -> sql.sql("delete from staff_presence where staff = :staff and kind = 'view'")
                .param("staff", me.id())
                .update());
    }

    /** A program has called in their name; at most one a minute is written down on each node. */
    Mono<Void> call(StaffMember me) {
        return calledLately.asMap().putIfAbsent(me.id(), true) == null
                ? once(sql -> program(sql, me, null))
                : Mono.empty();
    }

    /** They write to the citizen of a conversation, at a page or through a program. */
    Mono<Void> writes(StaffMember me, UUID conversation) {
        return database.run(sql -> {
                    int pages = sql.sql("""
                                    update staff_presence set writing_until = now() + make_interval(secs => :seconds)
                                    where staff = :staff and conversation = :conversation and kind = 'stream'
                                      and expires_at > now()""")
                            .param("seconds", (double) WRITING.toSeconds())
                            .param("staff", me.id())
                            .param("conversation", conversation)
                            .update();
                    if (pages == 0) {
                        program(sql, me, conversation);
                    }
                })
                .doOnSuccess(written -> tell(conversation));
    }

    private static int program(JdbcClient sql, StaffMember me, @Nullable UUID writesIn) {
        return sql.sql("""
                        insert into staff_presence as p (id, staff, kind, conversation, writing_until, expires_at)
                        values (:id, :staff, 'program', :conversation,
                                case when :writes then now() + make_interval(secs => :writing) end,
                                now() + make_interval(secs => :seconds))
                        on conflict (staff, kind) where kind <> 'stream' do update
                        set expires_at = excluded.expires_at,
                            conversation = coalesce(excluded.conversation, p.conversation),
                            writing_until = coalesce(excluded.writing_until, p.writing_until)""")
                .param("id", Ids.next())
                .param("staff", me.id())
                .param("conversation", writesIn)
                .param("writes", writesIn != null)
                .param("writing", (double) WRITING.toSeconds())
                .param("seconds", (double) PROGRAM.toSeconds())
                .update();
    }

    /** Who else looks at a conversation; whether they may know is the caller's to decide. */
    Mono<Company> company(StaffMember me, UUID conversation) {
        return database.statement(sql -> Company.of(sql.sql("""
                        select s.username, s.name, coalesce(bool_or(p.writing_until > now()), false) as writing
                        from staff_presence p join staff s on s.id = p.staff
                        where p.conversation = :conversation and p.staff <> :me and p.expires_at > now() and s.active
                          and (p.kind <> 'program' or p.writing_until > now())
                        group by s.username, s.name order by s.name, s.username""")
                .param("conversation", conversation)
                .param("me", me.id())
                .query((row, number) -> new Company.Other(
                        new StaffName(row.getString("username"), row.getString("name")), row.getBoolean("writing")))
                .list()));
    }

    /** Sweeps out what has long run out. */
    void deleteExpired() {
        database.inTransaction(
                sql -> sql.sql("delete from staff_presence where expires_at < now() - make_interval(secs => :seconds)")
                        .param("seconds", (double) KEPT.toSeconds())
                        .update());
    }

    private Mono<Void> once(Function<JdbcClient, Integer> statement) {
        return database.<Integer>statement(sql -> statement.apply(sql)).then();
    }

    private void tell(UUID conversation) {
        signals.raise(LOOKING, conversation.toString());
    }
}
