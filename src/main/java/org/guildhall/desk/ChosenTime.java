package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Times that staff choose, by the council's clock. */
final class ChosenTime {

    /** Later than that nobody knows why any more. */
    private static final Duration FURTHEST = Duration.ofDays(90);

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final String HOUR = "hour";
    private static final String TOMORROW = "tomorrow";
    private static final String MONDAY = "monday";

    /** Words for times that are wanted most. */
    static final List<String> WORDS_FOR_TIMES = List.of(HOUR, TOMORROW, MONDAY);

    private ChosenTime() {}

    /** A time as a browser's field writes it, {@code 2026-11-23T14:45}; empty when it is none. */
    static Optional<Instant> local(String written, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(written).atZone(zone).toInstant());
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    /** A time as programs write it, with its offset, {@code 2026-11-23T14:45:00Z}; empty when it is none. */
    static Optional<Instant> withOffset(String written) {
        try {
            return Optional.of(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    /** The time that one of {@link #WORDS_FOR_TIMES} stands for; empty for any other word. */
    static Optional<Instant> called(String word, ZoneId zone, Instant now) {
        ZonedDateTime here = now.atZone(zone);
        return switch (word) {
            case HOUR -> Optional.of(now.plus(Duration.ofHours(1)));
            case TOMORROW ->
                Optional.of(here.toLocalDate()
                        .plusDays(1)
                        .atTime(MORNING)
                        .atZone(zone)
                        .toInstant());
            case MONDAY ->
                Optional.of(here.toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atTime(MORNING)
                        .atZone(zone)
                        .toInstant());
            default -> Optional.empty();
        };
    }

    /** What is wrong with a time that was asked for, in words; empty when nothing is. */
    static Optional<String> fault(Optional<Instant> time, Instant now) {
        if (time.isEmpty()) {
            return Optional.of(WORDS.say("time.wrong"));
        }
        if (!time.get().isAfter(now)) {
            return Optional.of(WORDS.say("time.past"));
        }
        return time.get().isAfter(now.plus(FURTHEST))
                ? Optional.of(WORDS.say("time.far", Map.of("days", FURTHEST.toDays())))
                : Optional.empty();
    }
}
