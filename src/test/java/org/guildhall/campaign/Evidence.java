package org.guildhall.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database says in the end. Read once; {@link Checker} compares it with what the ledger and the citizens saw.
 *
 * @param said what citizens said, in the order of each address
 * @param decided what was decided at each of them
 * @param deadLettered messages that were given up
 * @param handled up to where each conversation has been dealt with
 * @param replies our messages, with the moment of their transaction
 * @param parts the outbox, in the order of each address
 * @param sequences how each address's messages are numbered
 * @param shown what each web chat address should have shown, in order
 */
record Evidence(
        List<Said> said,
        Map<Place, Decided> decided,
        Set<Place> deadLettered,
        Map<UUID, Integer> handled,
        List<Reply> replies,
        List<Part> parts,
        List<Sequence> sequences,
        Map<String, List<ChatCitizen.Seen>> shown) {

    /** A place in a conversation. */
    record Place(UUID conversation, int seq) {}

    /**
     * What a citizen said.
     *
     * @param person the address, unique within the channel
     * @param event the messenger's id of it; for web chat the client's own part of it
     */
    record Said(String channel, String person, String event, Place place) {}

    /** What was decided at a message, and when that was committed. */
    record Decided(String outcome, OffsetDateTime at) {

        /** Whether this kind of decision says something. */
        boolean speaks() {
            return !outcome.startsWith("silent") && !outcome.equals("queued_added") && !folded();
        }

        /** Whether it was decided together with the next message. */
        boolean folded() {
            return outcome.startsWith("folded");
        }

        boolean waits() {
            return outcome.startsWith("handed_over")
                    || outcome.startsWith("queued")
                    || outcome.startsWith("silent_staff");
        }
    }

    /**
     * A message of ours.
     *
     * @param parts how many outbox rows it has
     */
    record Reply(Place place, String sender, OffsetDateTime at, int parts) {}

    /**
     * A row of the outbox.
     *
     * @param accepted whether the messenger took it and never said that it was sent
     * @param content tells equal parts from others
     */
    record Part(
            String channel,
            String person,
            String id,
            String state,
            boolean accepted,
            boolean uncertain,
            int attempts,
            @Nullable String providerId,
            String content) {

        boolean sent() {
            return state.equals("sent") || state.equals("delivered") || state.equals("read");
        }
    }

    /** An address's messages: how many there are, how many different numbers, and the last number. */
    record Sequence(String channel, String person, int count, int different, int last) {}

    /** Reads it all. */
    static Evidence from(JdbcClient sql) {
        return new Evidence(
                said(sql),
                decided(sql),
                new HashSet<>(sql.sql("select conversation, seq from dead_letters where conversation is not null")
                        .query((row, number) -> place(row))
                        .list()),
                handled(sql),
                replies(sql),
                parts(sql),
                sequences(sql),
                shown(sql));
    }

    /** What concerns these people alone. */
    Evidence about(Predicate<String> person) {
        List<Said> theirs =
                said.stream().filter(each -> person.test(each.person())).toList();
        Set<UUID> conversations =
                theirs.stream().map(each -> each.place().conversation()).collect(Collectors.toSet());
        Map<Place, Decided> decisions = new HashMap<>(decided);
        decisions.keySet().removeIf(place -> !conversations.contains(place.conversation()));
        Map<UUID, Integer> upTo = new HashMap<>(handled);
        upTo.keySet().retainAll(conversations);
        Map<String, List<ChatCitizen.Seen>> pages = new HashMap<>(shown);
        pages.keySet().removeIf(person.negate());
        return new Evidence(
                theirs,
                decisions,
                deadLettered.stream()
                        .filter(place -> conversations.contains(place.conversation()))
                        .collect(Collectors.toSet()),
                upTo,
                replies.stream()
                        .filter(reply -> conversations.contains(reply.place().conversation()))
                        .toList(),
                parts.stream().filter(part -> person.test(part.person())).toList(),
                sequences.stream().filter(each -> person.test(each.person())).toList(),
                pages);
    }

    private static List<Said> said(JdbcClient sql) {
        return sql.sql("""
                        select a.channel, a.person, m.event_id, m.conversation, m.seq
                        from messages m join conversations c on c.id = m.conversation join addresses a on a.id = c.address
                        where m.sender = 'citizen' order by a.id, m.seq""")
                .query((row, number) -> new Said(
                        row.getString("channel"),
                        row.getString("person"),
                        ownId(row.getString("event_id")),
                        place(row)))
                .list();
    }

    /** Web chat puts the person before the client's id, and what Slack and Teams call a message is kept with where it stands. */
    static String ownId(String event) {
        return event.substring(Math.max(event.indexOf(':'), event.lastIndexOf('|')) + 1);
    }

    private static Map<Place, Decided> decided(JdbcClient sql) {
        Map<Place, Decided> all = new HashMap<>();
        sql.sql("select conversation, seq, outcome, at from decisions").query(row -> {
            all.put(place(row), new Decided(row.getString("outcome"), row.getObject("at", OffsetDateTime.class)));
        });
        return all;
    }

    private static Map<UUID, Integer> handled(JdbcClient sql) {
        Map<UUID, Integer> all = new HashMap<>();
        sql.sql("select id, handled_seq from conversations").query(row -> {
            all.put(row.getObject("id", UUID.class), row.getInt("handled_seq"));
        });
        return all;
    }

    private static List<Reply> replies(JdbcClient sql) {
        return sql.sql("""
                        select m.conversation, m.seq, m.sender, m.at,
                               (select count(*) from outbox o where o.message = m.id) as parts
                        from messages m where m.sender <> 'citizen'""")
                .query((row, number) -> new Reply(
                        place(row),
                        row.getString("sender"),
                        row.getObject("at", OffsetDateTime.class),
                        row.getInt("parts")))
                .list();
    }

    private static List<Part> parts(JdbcClient sql) {
        return sql.sql("""
                        select o.channel, a.person, o.id::text, o.state, o.accepted, o.uncertain, o.attempts, o.provider_id,
                               md5((o.payload - 'id' - 'to')::text) as content
                        from outbox o join conversations c on c.id = o.conversation join addresses a on a.id = c.address
                        order by a.id, o.seq, o.part""")
                .query((row, number) -> new Part(
                        row.getString("channel"),
                        row.getString("person"),
                        row.getString("id"),
                        row.getString("state"),
                        row.getBoolean("accepted"),
                        row.getBoolean("uncertain"),
                        row.getInt("attempts"),
                        row.getString("provider_id"),
                        row.getString("content")))
                .list();
    }

    private static List<Sequence> sequences(JdbcClient sql) {
        return sql.sql("""
                        select a.channel, a.person, count(*)::int as count, count(distinct m.seq)::int as different,
                               max(m.seq) as last
                        from messages m join conversations c on c.id = m.conversation join addresses a on a.id = c.address
                        group by a.channel, a.person""")
                .query((row, number) -> new Sequence(
                        row.getString("channel"),
                        row.getString("person"),
                        row.getInt("count"),
                        row.getInt("different"),
                        row.getInt("last")))
                .list();
    }

    private static Map<String, List<ChatCitizen.Seen>> shown(JdbcClient sql) {
        Map<String, List<ChatCitizen.Seen>> all = new HashMap<>();
        sql.sql("""
                        select a.person, m.seq, m.id::text, m.sender
                        from messages m join conversations c on c.id = m.conversation join addresses a on a.id = c.address
                        where a.channel = 'webchat' order by a.id, m.seq""").query(row -> {
            all.computeIfAbsent(row.getString("person"), person -> new java.util.ArrayList<>())
                    .add(new ChatCitizen.Seen(row.getInt("seq"), row.getString("id"), row.getString("sender")));
        });
        return all;
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getObject("conversation", UUID.class), row.getInt("seq"));
    }
}
