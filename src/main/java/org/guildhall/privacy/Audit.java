package org.guildhall.privacy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.platform.Database;
import org.guildhall.platform.Whence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who did, and who looked at, what, when and from where. Append-only: nobody has the right to change a line or to take one away,
 * and the table refuses both until the line's date.
 */
@Component
public final class Audit {

    private final Database database;
    private final JsonMapper json;
    private final AuditProperties properties;

    Audit(Database database, JsonMapper json, AuditProperties properties) {
        this.database = database;
        this.json = json;
        this.properties = properties;
    }

    /**
     * Writes a line inside the transaction that does the deed, so that neither is without the other. From where it was asked for
     * is known by itself.
     *
     * @param who a username, or {@code system}
     * @param action a short verb phrase, for instance {@code conversation.claim}
     * @param subject the id of what it was done to; never a citizen's words
     * @param details more, as JSON; never a secret or a citizen's words
     */
    public void record(JdbcClient sql, String who, String action, String subject, Map<String, ?> details) {
        sql.sql("""
                        insert into audit (who, action, subject, details, address, delete_after)
                        values (:who, :action, :subject, :details::jsonb, :address, now() + make_interval(secs => :kept))""")
                .param("who", who)
                .param("action", action)
                .param("subject", subject)
                .param("details", json.writeValueAsString(details))
                .param("address", Whence.now())
                .param("kept", (double) properties.kept().toSeconds())
                .update();
    }

    /**
     * One line.
     *
     * @param id lines that were written later have greater ones
     * @param who a username, or {@code system}
     * @param address from where it was asked for; null when that is unknown, and for what the server did by itself
     * @param details more, as JSON
     */
    public record Line(
            long id,
            Instant at,
            String who,
            String action,
            String subject,
            @Nullable String address,
            String details) {}

    /**
     * Which lines somebody wants; what is null is not asked for.
     *
     * @param action the beginning of what was done, for instance {@code conversation}
     * @param from written at this time or later
     * @param to written before this time
     * @param before goes on after a line that was found before
     */
    public record Wanted(
            @Nullable String who,
            @Nullable String subject,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long before) {

        /** The same, from a line on. */
        public Wanted goingOnAfter(Line last) {
            return new Wanted(who, subject, action, from, to, last.id());
        }
    }

    private static final RowMapper<Line> MAPPER = (row, number) -> new Line(
            row.getLong("id"),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("who"),
            row.getString("action"),
            row.getString("subject"),
            row.getString("address"),
            row.getString("details"));

    /**
     * Some lines, latest first. Who may read them is the caller's to decide.
     *
     * @param limit how many at most, from 1
     */
    public Mono<List<Line>> find(Wanted wanted, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new HashMap<>(Map.of("limit", limit));
        given("who = :who", "who", wanted.who(), conditions, values);
        given("subject = :subject", "subject", wanted.subject(), conditions, values);
        given("starts_with(action, :action)", "action", wanted.action(), conditions, values);
        given("at >= :from", "from", utc(wanted.from()), conditions, values);
        given("at < :to", "to", utc(wanted.to()), conditions, values);
        given("id < :before", "before", wanted.before(), conditions, values);
        return database.transaction(sql -> sql.sql(
                        "select id, at, who, action, subject, address, details::text as details" + " from audit where "
                                + String.join(" and ", conditions) + " order by id desc limit :limit")
                .params(values)
                .query(MAPPER)
                .list());
    }

    private static void given(
            String condition,
            String name,
            @Nullable Object value,
            List<String> conditions,
            Map<String, Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** Writes a line in a transaction of its own, for reading and signing in. */
    public Mono<Void> record(String who, String action, String subject) {
        return record(who, action, subject, Map.of());
    }

    /** The same, with more; never a secret or a citizen's words. */
    public Mono<Void> record(String who, String action, String subject, Map<String, ?> details) {
        return database.run(sql -> record(sql, who, action, subject, details));
    }

    /** Takes away what is past its date, in handfuls; returns how many lines went. Blocks. */
    int letGo() {
        int most = 1_000;
        int all = 0;
        int gone;
        do {
            gone = database.inTransaction(sql -> sql.sql("select audit_let_go(:most)")
                    .param("most", most)
                    .query(Integer.class)
                    .single());
            all += gone;
        } while (gone == most);
        return all;
    }
}
