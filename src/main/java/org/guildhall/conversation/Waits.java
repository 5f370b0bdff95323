package org.guildhall.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.hours.Calendars;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long those in the queue usually still wait. Open chat pages ask every second, so what is known of a team is looked up
 * once in a quarter of a minute on each node.
 */
@Component
final class Waits {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private static final String LATELY = """
            select s.*, now() as moment,
                   (select min(m.at) from messages m
                    where s.left_at is not null and m.conversation = s.conversation and m.sender = 'staff'
                      and m.at >= s.entered_at) as written_at
            from (
                (select conversation, priority, queued_at, entered_at, left_at from queue_stays
                 where team = :team and left_at is null limit 500)
                union all
                (select conversation, priority, queued_at, entered_at, left_at from queue_stays
                 where team = :team and left_at > now() - interval '28 days' order by left_at desc limit 400)) s""";

    private final Calendars calendars;
    private final Cache<String, WaitingTimes> teams =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(1_000).build();

    Waits(Calendars calendars) {
        this.calendars = calendars;
    }

    /**
     * What to tell somebody who waits.
     *
     * @param team whose queue they are in
     * @param place where they stand in it, from 1
     * @return empty when that cannot be said honestly
     */
    Optional<Wait> at(JdbcClient sql, UUID conversation, @Nullable String team, int place) {
        String asked = team == null ? "" : team;
        WaitingTimes known = teams.getIfPresent(asked);
        // Two may look at once: whoever waited here for the other's look would hold a connection that it may need.
        WaitingTimes times = known == null ? look(sql, asked) : known;
        if (known == null) {
            teams.put(asked, times);
        }
        return times.at(conversation, place);
    }

    private WaitingTimes look(JdbcClient sql, String team) {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        Instant[] now = {Instant.EPOCH};
        sql.sql(LATELY).param("team", team).query(row -> {
            stays.add(stay(row));
            now[0] = row.getObject("moment", OffsetDateTime.class).toInstant();
        });
        return new WaitingTimes(stays, calendars.of(team), now[0]);
    }

    private static WaitingTimes.Stay stay(ResultSet row) throws SQLException {
        OffsetDateTime left = row.getObject("left_at", OffsetDateTime.class);
        OffsetDateTime written = row.getObject("written_at", OffsetDateTime.class);
        return new WaitingTimes.Stay(
                row.getObject("conversation", UUID.class),
                Words.to(Priority.class, row.getString("priority")).ordinal(),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                row.getObject("entered_at", OffsetDateTime.class).toInstant(),
                left == null ? null : left.toInstant(),
                written == null ? null : written.toInstant());
    }
}
