package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Conversations.Standing;
import org.guildhall.hours.OpeningHours;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is new for many citizens at once, for whoever keeps many pages up to date: two statements however many ask. */
@Component
public final class CatchUp {

    /** Messages of one citizen in one answer; who has more to catch up with asks again. */
    public static final int MOST_EACH = 200;

    private static final String STANDINGS = """
            select a.person, c.id, c.floor, c.team, c.reference, c.last_seq, c.seen_seq,
                   case when c.floor = 'queue' then
                       (select 1 + count(*)::int from conversations o
                        where o.floor = 'queue' and o.team = c.team and o.id <> c.id
                          and (priority_rank(o.priority), o.queued_at, o.id)
                              < (priority_rank(c.priority), c.queued_at, c.id)) end as place
            from unnest(:people::text[]) as asked (person)
            join addresses a on a.channel = :channel and a.account = :account and a.person = asked.person
            cross join lateral (select * from conversations l where l.address = a.id
                                order by l.opened_at desc limit 1) c""";

    private static final String MESSAGES = "select asked.nth, " + Messages.SAID + """
             null::text as delivery
            from unnest(:people::text[], :known::int[]) with ordinality as asked (person, known, nth)
            join addresses a on a.channel = :channel and a.account = :account and a.person = asked.person
            cross join lateral (select said.* from messages said join conversations c on c.id = said.conversation
                                where c.address = a.id and said.seq > asked.known
                                order by said.seq limit :most) m
            order by asked.nth, m.seq""";

    private final Database database;
    private final Messages messages;
    private final Waits waits;
    private final OpeningHours hours;

    CatchUp(Database database, Messages messages, Waits waits, OpeningHours hours) {
        this.database = database;
        this.messages = messages;
        this.waits = waits;
        this.hours = hours;
    }

    /**
     * Somebody who asks.
     *
     * @param known the place of the last message they have, 0 for none
     */
    public record Asked(String person, int known) {}

    /**
     * What there is for them.
     *
     * @param standing how their latest conversation stands; null when they never wrote
     * @param messages what was said after the place they know, oldest first, at most 200
     */
    public record News(@Nullable Standing standing, List<Message> messages) {

        /** Before the first message. */
        public static final News NONE = new News(null, List.of());

        /** Keeps a copy. */
        public News {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Answers everybody.
     *
     * @param channel the messenger they are on, likewise our side of it
     * @return an answer for each, in the same order
     */
    public Mono<List<News>> news(String channel, String account, List<Asked> asked) {
        return database.statement(sql -> read(sql, channel, account, asked));
    }

    private List<News> read(JdbcClient sql, String channel, String account, List<Asked> asked) {
        String[] people = asked.stream().map(Asked::person).distinct().toArray(String[]::new);
        Map<String, Standing> standings = standings(sql, channel, account, people);
        List<Integer> behind = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Standing standing = standings.get(asked.get(i).person());
            if (standing != null && standing.lastSeq() > asked.get(i).known()) {
                behind.add(i);
            }
        }
        Map<Integer, List<Message>> missing = missing(sql, channel, account, asked, behind);
        List<News> news = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            Standing standing = standings.get(asked.get(i).person());
            news.add(standing == null ? News.NONE : new News(standing, missing.getOrDefault(i, List.of())));
        }
        return news;
    }

    /** How the latest conversation of one address stands; empty when nobody ever wrote from there. */
    Optional<Standing> standing(JdbcClient sql, Address address) {
        String person = address.person();
        return Optional.ofNullable(
                standings(sql, address.channel(), address.account(), person).get(person));
    }

    private Map<String, Standing> standings(JdbcClient sql, String channel, String account, String... people) {
        Map<String, Found> found = new HashMap<>();
        sql.sql(STANDINGS)
                .param("people", people)
                .param("channel", channel)
                .param("account", account)
                .query(row -> {
                    found.put(row.getString("person"), found(row));
                });
        Map<String, Standing> standings = new HashMap<>();
        found.forEach((person, each) -> standings.put(person, standing(sql, each)));
        return standings;
    }

    /** What one row tells; the wait is looked up when all rows are read. */
    private record Found(
            UUID conversation,
            Floor floor,
            @Nullable String team,
            @Nullable String reference,
            @Nullable Integer place,
            int lastSeq,
            int seenSeq) {}

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("id", UUID.class),
                Words.to(Floor.class, row.getString("floor")),
                row.getString("team"),
                row.getString("reference"),
                row.getObject("place", Integer.class),
                row.getInt("last_seq"),
                row.getInt("seen_seq"));
    }

    private Standing standing(JdbcClient sql, Found row) {
        Integer place = row.place();
        Wait usually = place == null
                ? null
                : waits.at(sql, row.conversation(), row.team(), place).orElse(null);
        return new Standing(
                row.conversation(),
                row.floor(),
                row.reference(),
                place,
                row.lastSeq(),
                row.seenSeq(),
                usually,
                usually != null && hours.openFor(row.team(), Duration.ofMinutes(usually.to())),
                place == null || hours.open(row.team()) ? null : hours.reopening(row.team()));
    }

    /** What those have missed who are behind, by their place in the list of all. */
    private Map<Integer, List<Message>> missing(
            JdbcClient sql, String channel, String account, List<Asked> asked, List<Integer> behind) {
        Map<Integer, List<Message>> missing = new HashMap<>();
        if (behind.isEmpty()) {
            return missing;
        }
        sql.sql(MESSAGES)
                .param("people", behind.stream().map(i -> asked.get(i).person()).toArray(String[]::new))
                .param("known", behind.stream().map(i -> asked.get(i).known()).toArray(Integer[]::new))
                .param("channel", channel)
                .param("account", account)
                .param("most", MOST_EACH)
                .query(row -> {
                    missing.computeIfAbsent(behind.get(row.getInt("nth") - 1), first -> new ArrayList<>())
                            .add(messages.message(row));
                });
        return missing;
    }
}
