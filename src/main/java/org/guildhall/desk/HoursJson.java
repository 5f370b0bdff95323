package org.guildhall.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.guildhall.hours.ClosedTime;
import org.guildhall.hours.HoursBook;
import org.jspecify.annotations.Nullable;

/** The shapes of the desk's API for hours and closures; the same promises as {@link DeskJson}. */
final class HoursJson {

    private HoursJson() {}

    /**
     * When people are there; {@code hours} has only what was set, {@code bankHolidaysUntil} is the last day of which it is known
     * whether it is a bank holiday.
     */
    record All(List<Hours> hours, List<Closure> closures, LocalDate bankHolidaysUntil) {
        static All of(OpeningTimes.Entries entries, LocalDate bankHolidaysUntil) {
            return new All(
                    entries.own().stream().map(Hours::of).toList(),
                    entries.closures().stream().map(Closure::of).toList(),
                    bankHolidaysUntil);
        }
    }

    /** Hours that were set; {@code team} is null for the council's, {@code lines} as in the configuration. */
    record Hours(@Nullable String team, List<String> lines, String changedBy, Instant changedAt) {
        static Hours of(HoursBook.Own own) {
            return new Hours(own.team(), own.lines(), own.changedBy(), own.changedAt());
        }
    }

    /**
     * A closure that was set; {@code team} is null for everybody's, {@code from} and {@code until} are null for whole days, and
     * {@code until} is {@code 24:00} for the end of the day.
     */
    record Closure(
            UUID id,
            @Nullable String team,
            LocalDate first,
            LocalDate last,
            @Nullable String from,
            @Nullable String until,
            String reason,
            String changedBy) {
        static Closure of(HoursBook.Closure closure) {
            ClosedTime time = closure.time();
            LocalTime until = time.until();
            return new Closure(
                    closure.id(),
                    closure.team(),
                    time.first(),
                    time.last(),
                    time.from() == null ? null : time.from().toString(),
                    until == null ? null : until.equals(LocalTime.MIDNIGHT) ? "24:00" : until.toString(),
                    closure.reason(),
                    closure.changedBy());
        }
    }
}
