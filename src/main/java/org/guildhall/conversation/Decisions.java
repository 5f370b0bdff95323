package org.guildhall.conversation;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the assistant did with each message of a citizen, read back for staff. */
@Component
final class Decisions {

    private static final TypeReference<List<Decision.Tried>> TRIED = new TypeReference<>() {};

    /** More pieces than fit into the few seconds in which they are waited for. */
    private static final int MOST_PIECES = 50;

    private final Messages messages;
    private final JsonMapper json;

    Decisions(Messages messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    /** The places of the messages that were decided on, in their order. */
    List<Integer> places(JdbcClient sql, UUID conversation) {
        return sql.sql("select seq from decisions where conversation = :id order by seq")
                .param("id", conversation)
                .query((row, number) -> row.getInt("seq"))
                .list();
    }

    /** The candidates of all decisions, latest question first. */
    List<Decision.Tried> tried(JdbcClient sql, UUID conversation) {
        return sql
                .sql("select tried from decisions where conversation = :id order by seq desc")
                .param("id", conversation)
                .query(String.class)
                .list()
                .stream()
                .flatMap(tried -> json.readValue(tried, TRIED).stream())
                .toList();
    }

    /** The decision at a message; empty when nothing was decided there. */
    Optional<Decided> at(JdbcClient sql, UUID conversation, int seq) {
        List<Message> said = said(sql, conversation, seq);
        return sql.sql("""
                        select outcome, article, article_version, confidence, tried, at
                          from decisions where conversation = :id and seq = :seq""")
                .param("id", conversation)
                .param("seq", seq)
                .query((row, number) -> new Decided(
                        said,
                        row.getString("outcome"),
                        row.getString("article"),
                        row.getObject("article_version", Integer.class),
                        row.getObject("confidence", Double.class),
                        json.readValue(row.getString("tried"), TRIED),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The message itself, after the pieces right before it that were left for it to deal with. */
    private List<Message> said(JdbcClient sql, UUID conversation, int seq) {
        List<Integer> pieces = new ArrayList<>(List.of(seq));
        sql
                .sql("""
                        select seq, outcome from decisions where conversation = :id and seq < :seq
                         order by seq desc limit :most""")
                .param("id", conversation)
                .param("seq", seq)
                .param("most", MOST_PIECES)
                .query((row, number) -> new Place(row.getInt("seq"), row.getString("outcome")))
                .list()
                .stream()
                .takeWhile(place -> place.outcome().equals(Decision.FOLDED))
                .forEach(place -> pieces.addFirst(place.seq()));
        return messages.ofCitizenAfter(sql, conversation, pieces.getFirst() - 1, MOST_PIECES).stream()
                .filter(message -> pieces.contains(message.seq()))
                .toList();
    }

    private record Place(int seq, String outcome) {}
}
