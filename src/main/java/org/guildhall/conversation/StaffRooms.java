package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What staff rooms on messengers say about who waits. Whoever knows the messengers asks what is to be said there, says it and tells
 * how that went. What should stand there follows from how the conversations stand, so nothing is lost that a crash interrupts, and
 * no node needs to have seen the handover. Plain blocking calls, each its own transaction; two nodes never have the same
 * announcement under their leases.
 */
@Component
public final class StaffRooms {

    /** The signal raised when there may be something to say to staff at a messenger. */
    public static final String SIGNAL = "staff-rooms";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    /** What a messenger refuses, somebody has to set right there; then it is announced after all. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);

    /** What an announcement tells, as far as it changes. */
    private static final String STANDING = """
            jsonb_build_object('floor', case when c.floor in ('queue', 'staff') then c.floor else 'over' end,
                               'team', c.team, 'priority', c.priority, 'holder', c.held_by_name)""";

    private static final String HERE = "(:channel, :account, :room)";

    /** What was taken before anybody could be told needs no telling. */
    private static final String LET_GO = """
            update announcements a set over = true
            from conversations c
            where c.id = a.conversation and c.floor <> 'queue' and not a.over and a.provider_id is null
              and (a.lease_until is null or a.lease_until < now()) and (a.channel, a.account, a.room) = """ + HERE;

    /** Whoever waited before the room was opened has been found at the desk, unless they are handed over again. */
    private static final String BEGIN = """
            insert into announcements (id, channel, account, room, conversation)
            select gen_random_uuid(), r.channel, r.account, r.room, c.id
            from staff_rooms r join conversations c on c.floor = 'queue' and c.reference is not null
            where (r.channel, r.account, r.room) = """ + HERE + """
               and not exists (select from announcements a
                               where a.conversation = c.id and not a.over
                                 and (a.channel, a.account, a.room) = (r.channel, r.account, r.room))
               and (c.queued_at >= r.opened_at
                    or exists (select from announcements a
                               where a.conversation = c.id
                                 and (a.channel, a.account, a.room) = (r.channel, r.account, r.room)))
            on conflict do nothing""";

    private static final String TAKE = """
            update announcements o
            set lease_until = now() + interval '30 seconds', attempts = o.attempts + 1
            from (select a.id, r.reply_to, c.reference, c.team, c.priority, c.queued_at, c.floor, c.held_by_name,
                         d.channel as came_by,
            """ + STANDING + """
             as standing
                  from announcements a join conversations c on c.id = a.conversation
                  join addresses d on d.id = c.address
                  join staff_rooms r on (r.channel, r.account, r.room) = (a.channel, a.account, a.room)
                  where (a.channel, a.account, a.room) = """ + HERE + """
                     and r.reply_to is not null and not a.over and a.due_at <= now()
                     and (a.lease_until is null or a.lease_until < now())
                     and a.shown is distinct from
            """ + STANDING + """
                  order by priority_rank(c.priority), c.queued_at limit 1 for update of a skip locked) due
            where o.id = due.id
            returning o.id, o.conversation, o.attempts, o.provider_id, o.channel, o.account, o.room, due.*""";

    private final Database database;
    private final PublicUrl publicUrl;

    StaffRooms(Database database, PublicUrl publicUrl) {
        this.database = database;
        this.publicUrl = publicUrl;
    }

    /**
     * A room.
     *
     * @param id the messenger's own of it
     */
    public record Room(String channel, String account, String id) {}

    /**
     * Something to say in a room.
     *
     * @param attempt which try this is, from 1; also the fence under which it is settled
     * @param room how the room is reached
     * @param message the messenger's id of what stands there and is to say something else now; null for what is new
     * @param standing what will have been told, as it is kept
     */
    public record Wanted(
            UUID id, int attempt, Address room, @Nullable String message, Announcement announcement, String standing) {}

    /**
     * Opens a room, or finds that it is open: who is handed over from then on is announced there.
     *
     * @param replyTo how it is reached; null where the messenger tells, see {@link org.guildhall.message.Inbound.RoomHeard}
     */
    public void open(Room room, @Nullable String replyTo) {
        database.inTransaction(sql -> open(sql, room, replyTo));
    }

    /** The same in the caller's transaction. */
    static int open(JdbcClient sql, Room room, @Nullable String replyTo) {
        return here(sql.sql("""
                        insert into staff_rooms as r (channel, account, room, reply_to)
                        values (:channel, :account, :room, :replyTo)
                        on conflict (channel, account, room) do update
                        set reply_to = coalesce(excluded.reply_to, r.reply_to)
                        where coalesce(excluded.reply_to, r.reply_to) is distinct from r.reply_to"""), room).param("replyTo", replyTo, Types.VARCHAR).update();
    }

    /** Whether it is known how this room is reached. */
    public boolean reachable(Room room) {
        return database.inOneStatement(sql -> here(sql.sql("""
                        select exists (select from staff_rooms
                                       where (channel, account, room) = """ + " " + HERE + " and reply_to is not null)"), room)
                .query(Boolean.class)
                .single());
    }

    /** Takes the next thing to say there, the most urgent first, for half a minute; then somebody else may take it. */
    public Optional<Wanted> take(Room room) {
        return database.inTransaction(sql -> {
            here(sql.sql(LET_GO), room).update();
            here(sql.sql(BEGIN), room).update();
            return here(sql.sql(TAKE), room).query((row, number) -> wanted(row)).optional();
        });
    }

    private static JdbcClient.StatementSpec here(JdbcClient.StatementSpec statement, Room room) {
        return statement
                .param("channel", room.channel())
                .param("account", room.account())
                .param("room", room.id());
    }

    private Wanted wanted(ResultSet row) throws SQLException {
        UUID conversation = row.getObject("conversation", UUID.class);
        Floor floor = Words.to(Floor.class, row.getString("floor"));
        Announcement announcement = new Announcement(
                conversation,
                row.getString("reference"),
                row.getString("team"),
                Words.to(Priority.class, row.getString("priority")),
                row.getString("came_by"),
                waitingSince(row),
                floor == Floor.QUEUE,
                row.getString("held_by_name"),
                publicUrl.at("/desk/conversations/" + conversation));
        return new Wanted(
                row.getObject("id", UUID.class),
                row.getInt("attempts"),
                new Address(
                        row.getString("channel"),
                        row.getString("account"),
                        row.getString("room"),
                        row.getString("reply_to")),
                row.getString("provider_id"),
                announcement,
                row.getString("standing"));
    }

    /** What is closed waits no more. */
    private static Instant waitingSince(ResultSet row) throws SQLException {
        OffsetDateTime queued = row.getObject("queued_at", OffsetDateTime.class);
        return queued == null ? Instant.EPOCH : queued.toInstant();
    }

    /**
     * It stands there now.
     *
     * @param message the messenger's id of it; null where that is as before
     */
    public void shown(Wanted wanted, @Nullable String message) {
        settle(
                wanted,
                "shown = :standing::jsonb, over = :standing::jsonb ->> 'floor' <> 'queue', attempts = 0,"
                        + " provider_id = coalesce(:message, provider_id)",
                message,
                Duration.ZERO);
    }

    /**
     * It could not be said, and is tried again later.
     *
     * @param atLeast how long to wait at least, or null
     */
    public void deferred(Wanted wanted, @Nullable Duration atLeast) {
        Duration wait = Duration.ofSeconds(1L << Math.min(wanted.attempt() - 1, 7));
        Duration most = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        settle(wanted, "shown = shown", null, atLeast != null && atLeast.compareTo(most) > 0 ? atLeast : most);
    }

    /** The messenger will not have it. What stands there stays as it is; what is new is tried again when it may be set right. */
    public void refused(Wanted wanted) {
        settle(wanted, "over = provider_id is not null", null, AFTER_REFUSAL);
    }

    private void settle(Wanted wanted, String how, @Nullable String message, Duration wait) {
        database.inTransaction(sql -> sql.sql("update announcements set " + how + """
                        , lease_until = null, due_at = now() + make_interval(secs => :seconds)
                        where id = :id and attempts = :attempt""")
                .param("standing", wanted.standing())
                .param("message", message, Types.VARCHAR)
                .param("seconds", (double) wait.toMillis() / 1000)
                .param("id", wanted.id())
                .param("attempt", wanted.attempt())
                .update());
    }
}
