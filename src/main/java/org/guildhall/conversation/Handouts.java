package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.platform.Sentences;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Giving what waits to a member of staff, and taking back what they hold. Who gets what is for the desk to decide; it does so
 * in a transaction of its own, and {@link #tell}s of it afterwards.
 */
@Component
public final class Handouts {

    /** Who writes a note that nobody wrote. */
    static final StaffName NOBODY = new StaffName("system", "Guildhall");

    /** More at once cannot be handed out in a second. */
    private static final int MOST = 500;

    /** Of all that the citizen and staff said, the last was the citizen's. */
    private static final String UNANSWERED = """
            coalesce((select m.sender = 'citizen' from messages m
                      where m.conversation = c.id and m.sender in ('citizen', 'staff')
                      order by m.seq desc limit 1), false)""";

    /** That, and nobody has put it off or planned what to say to all of it. */
    private static final String CITIZEN_WAITS = """
            (%s and %s is not true
             and not exists (select from later_replies p
                             where p.conversation = c.id and p.held_at is null and p.heard_seq >= c.said_seq))""".formatted(UNANSWERED, Snooze.ASLEEP);

    /**
     * Since when the citizen waits: since they were queued, or since what they said first after staff last answered. One who
     * waits for nothing comes last.
     */
    private static final String WAITED_SINCE = """
            case when %s
                 then coalesce((select min(m.at) from messages m
                                where m.conversation = c.id and m.sender = 'citizen'
                                  and m.seq > (select max(s.seq) from messages s
                                               where s.conversation = c.id and s.sender = 'staff'
                                                 and s.at >= c.queued_at)),
                               c.queued_at, now())
                 else now() end""".formatted(UNANSWERED);

    private static final String LOAD = """
            select c.held_by, count(*)::int as conversations
            from conversations c
            where c.floor = 'staff' and %s is not true
              and (%s or exists (select from messages l
                                 where l.conversation = c.id and l.seq = c.last_seq
                                   and l.at > now() - interval '10 minutes'))
            group by c.held_by""".formatted(Snooze.ASLEEP, CITIZEN_WAITS);

    private static final String HELD = """
            select c.id, c.held_by, c.held_by_name,
                   coalesce(extract(epoch from now() - c.claimed_at), 0)::bigint as seconds, %1$s as waits
            from conversations c
            where c.floor = 'staff' and (c.held_by = any(:gone) or (c.held_by = any(:absent) and %1$s))
            order by priority_rank(c.priority), c.queued_at, c.id limit :most""".formatted(CITIZEN_WAITS);

    private static final String TAKE_BACK = """
            update conversations c
            set floor = 'queue', held_by = null, held_by_name = null, claimed_at = null, queued_at = %s
            where c.id = (select id from conversations
                          where id = :id and floor = 'staff' and held_by = :username
                          for update skip locked)
              and (:everything or %s)""".formatted(WAITED_SINCE, CITIZEN_WAITS);

    private final Signals signals;
    private final Notes notes;
    private final Audit audit;
    private final Sentences phrases = Sentences.in("messages/conversation");

    Handouts(Signals signals, Notes notes, Audit audit) {
        this.signals = signals;
        this.notes = notes;
        this.audit = audit;
    }

    /**
     * A conversation in the queue.
     *
     * @param language the citizen's (BCP 47), or null when nobody knows it
     * @param waited since it was queued, by the database's clock
     */
    public record Waiting(
            UUID conversation,
            String team,
            Priority priority,
            @Nullable String language,
            Duration waited) {}

    /**
     * A conversation that somebody holds.
     *
     * @param heldFor since they got it, by the database's clock
     * @param citizenWaits whether the citizen said something that staff have not answered, planned to answer or put off
     */
    public record Held(UUID conversation, StaffName holder, Duration heldFor, boolean citizenWaits) {}

    /** Why something is taken back; audit and note say it. */
    public enum Why {
        /** Whoever holds it is not at the desk. */
        ABSENT,
        /** Whoever holds it answers citizens no more. */
        GONE
    }

    /** Who of these teams' citizens waits, most urgent first, then longest waiting; at most 500. */
    public List<Waiting> waiting(JdbcClient sql, Set<String> teams) {
        return sql.sql("""
                        select c.id, c.team, c.priority, c.language,
                               extract(epoch from now() - c.queued_at)::bigint as seconds
                        from conversations c
                        where c.floor = 'queue' and c.team = any(:teams)
                        order by priority_rank(c.priority), c.queued_at, c.id limit :most""")
                .param("teams", teams.toArray(String[]::new))
                .param("most", MOST)
                .query((row, number) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getString("team"),
                        Words.to(Priority.class, row.getString("priority")),
                        row.getString("language"),
                        seconds(row)))
                .list();
    }

    /**
     * How many conversations keep each holder busy, by username: those whose citizen waits for an answer, and for ten minutes
     * those in which anything was said, but none that is put off. Who holds none that does is not in it.
     */
    public Map<String, Integer> load(JdbcClient sql) {
        Map<String, Integer> load = new HashMap<>();
        sql.sql(LOAD).query(row -> {
            load.put(row.getString("held_by"), row.getInt("conversations"));
        });
        return load;
    }

    /** The usernames of all who hold anything. */
    public Set<String> holders(JdbcClient sql) {
        return Set.copyOf(sql.sql("select distinct held_by from conversations where floor = 'staff'")
                .query((row, number) -> row.getString(1))
                .list());
    }

    /**
     * What may have to be taken back, most urgent first; at most 500.
     *
     * @param absent usernames of whose conversations only those whose citizen waits are asked for
     * @param gone usernames of whom all conversations are asked for
     */
    public List<Held> heldBy(JdbcClient sql, Set<String> absent, Set<String> gone) {
        return sql.sql(HELD)
                .param("absent", absent.toArray(String[]::new))
                .param("gone", gone.toArray(String[]::new))
                .param("most", MOST)
                .query((row, number) -> new Held(
                        row.getObject("id", UUID.class),
                        new StaffName(row.getString("held_by"), row.getString("held_by_name")),
                        seconds(row),
                        row.getBoolean("waits")))
                .list();
    }

    private static Duration seconds(ResultSet row) throws SQLException {
        return Duration.ofSeconds(Math.max(0, row.getLong("seconds")));
    }

    /**
     * Gives a waiting conversation to somebody.
     *
     * @return false when it does not wait for that team any more, or somebody is at it this very moment
     */
    public boolean give(JdbcClient sql, Waiting waiting, StaffName to) {
        boolean given = sql.sql("""
                                update conversations
                                set floor = 'staff', held_by = :username, held_by_name = :name, claimed_at = now()
                                where id = (select id from conversations
                                            where id = :id and floor = 'queue' and team = :team
                                            for update skip locked)""")
                        .param("username", to.username())
                        .param("name", to.name())
                        .param("id", waiting.conversation())
                        .param("team", waiting.team())
                        .update()
                == 1;
        if (given) {
            audit.record(
                    sql,
                    NOBODY.username(),
                    "conversation.assign",
                    waiting.conversation().toString(),
                    Map.of("staff", to.username()));
        }
        return given;
    }

    /**
     * Puts what somebody holds back into its team's queue, with a note that says so. Its place goes by how long the citizen
     * waits. Whoever is absent keeps what they have answered meanwhile.
     *
     * @return false when they do not hold it any more, or somebody is at it this very moment
     */
    public boolean takeBack(JdbcClient sql, Held held, Why why) {
        boolean back = sql.sql(TAKE_BACK)
                        .param("id", held.conversation())
                        .param("username", held.holder().username())
                        .param("everything", why == Why.GONE)
                        .update()
                == 1;
        if (back) {
            String word = why.name().toLowerCase(Locale.ROOT);
            notes.add(
                    sql,
                    held.conversation(),
                    NOBODY,
                    phrases.say(
                            "taken-back." + word, Map.of("name", held.holder().name())));
            audit.record(
                    sql,
                    NOBODY.username(),
                    "conversation.take-back",
                    held.conversation().toString(),
                    Map.of("staff", held.holder().username(), "why", word));
        }
        return back;
    }

    /** Tells everybody who watches these conversations that they changed; after the commit. */
    public void tell(Collection<UUID> conversations) {
        conversations.forEach(one -> signals.raise(Conversations.SIGNAL, one.toString()));
    }
}
