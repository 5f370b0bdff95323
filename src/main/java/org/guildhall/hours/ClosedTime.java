package org.guildhall.hours;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Days, or the same part of each of them, in which nobody is there although it is ordinary working time.
 *
 * @param first the first day
 * @param last the last one, not before the first
 * @param from when it begins on each of them, by the council's clock; null for the whole day
 * @param until when it ends; midnight means the end of the day; null for the whole day
 */
public record ClosedTime(
        LocalDate first,
        LocalDate last,
        @Nullable LocalTime from,
        @Nullable LocalTime until) {

    /**
     * Refuses what is no stretch of time.
     *
     * @throws IllegalArgumentException when it ends before it begins, or only one of its times is given
     */
    public ClosedTime {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("The last day is before the first");
        }
        if ((from == null) != (until == null)) {
            throw new IllegalArgumentException("One time without the other");
        }
        if (from != null && until != null && !until.equals(LocalTime.MIDNIGHT) && !until.isAfter(from)) {
            throw new IllegalArgumentException("It ends before it begins");
        }
    }

    /** Whole days, both ends closed. */
    static ClosedTime days(LocalDate first, LocalDate last) {
        return new ClosedTime(first, last, null, null);
    }

    /** Whether nobody is there from midnight to midnight. */
    public boolean wholeDays() {
        return from == null;
    }

    boolean on(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** The part of one of its days that it closes. */
    Span of(LocalDate day, ZoneId zone) {
        LocalTime begins = from == null ? LocalTime.MIDNIGHT : from;
        LocalTime ends = until == null ? LocalTime.MIDNIGHT : until;
        LocalDate end = ends.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
        return new Span(WallClock.first(day.atTime(begins), zone), WallClock.last(end.atTime(ends), zone));
    }
}
