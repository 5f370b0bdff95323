package org.guildhall.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Since when citizens wait for staff, and whether anybody has replied since: what targets are reckoned from. */
@Component
public final class Clocks {

    private final Database database;

    Clocks(Database database) {
        this.database = database;
    }

    /**
     * How long it has been going on with one conversation.
     *
     * @param since when it was handed over, or last opened again
     * @param repliedAt when a person first wrote to the citizen after that, or null
     */
    public record Running(Instant since, @Nullable Instant repliedAt) {}

    /**
     * How things stand.
     *
     * @param now the database's clock
     * @param running by conversation; one that neither waits for a person nor has one is missing
     */
    public record Reading(Instant now, Map<UUID, Running> running) {

        /** Keeps a copy. */
        public Reading {
            running = Map.copyOf(running);
        }
    }

    /** How things stand with these conversations. */
    public Mono<Reading> read(Collection<UUID> conversations) {
        String[] ids = conversations.stream().map(UUID::toString).toArray(String[]::new);
        return database.transaction(sql -> {
            Map<UUID, Running> running = new HashMap<>();
            sql.sql("""
                            select c.id, greatest(c.queued_at, c.reopened_at) as since,
                                   (select min(m.at) from messages m
                                    where m.conversation = c.id and m.sender = 'staff'
                                      and m.at >= greatest(c.queued_at, c.reopened_at)) as replied
                            from conversations c
                            where c.id = any(cast(:ids as uuid[])) and c.floor in ('queue', 'staff')
                              and c.queued_at is not null""").param("ids", ids).query(row -> {
                OffsetDateTime replied = row.getObject("replied", OffsetDateTime.class);
                running.put(
                        row.getObject("id", UUID.class),
                        new Running(
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                replied == null ? null : replied.toInstant()));
            });
            OffsetDateTime now = sql.sql("select now() as moment")
                    .query((row, number) -> row.getObject("moment", OffsetDateTime.class))
                    .single();
            return new Reading(now.toInstant(), running);
        });
    }
}
