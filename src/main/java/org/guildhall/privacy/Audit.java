package org.guildhall.privacy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.guildhall.platform.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who did, and who looked at, what and when. Append-only: the table refuses updates and deletes. */
@Component
public final class Audit {

    private final Database database;
    private final JsonMapper json;

    Audit(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Writes a line inside the transaction that does the deed, so that neither is without the other.
     *
     * @param who a username, or {@code system}
     * @param action a short verb phrase, for instance {@code conversation.claim}
     * @param subject the id of what it was done to; never a citizen's words
     * @param details more, as JSON; never a secret or a citizen's words
     */
    public void record(JdbcClient sql, String who, String action, String subject, Map<String, ?> details) {
        sql.sql("insert into audit (who, action, subject, details) values (:who, :action, :subject, :details::jsonb)")
                .param("who", who)
                .param("action", action)
                .param("subject", subject)
                .param("details", json.writeValueAsString(details))
                .update();
    }

    /**
     * One line.
     *
     * @param who a username, or {@code system}
     */
    public record Line(Instant at, String who, String action, String subject) {}

    /**
     * The latest lines, latest first.
     *
     * @param limit how many at most, from 1
     */
    public Mono<List<Line>> latest(int limit) {
        return database.transaction(sql -> sql.sql(
                        "select at, who, action, subject from audit order by id desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Line(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("who"),
                        row.getString("action"),
                        row.getString("subject")))
                .list());
    }

    /** Writes a line in a transaction of its own, for reading and signing in. */
    public Mono<Void> record(String who, String action, String subject) {
        return database.run(sql -> record(sql, who, action, subject, Map.of()));
    }
}
