package org.guildhall.hours;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * One stretch of a day in which people are there.
 *
 * @param opens by the council's clock
 * @param closes later that day; midnight means the end of the day
 */
record Period(LocalTime opens, LocalTime closes) {

    boolean endsAtMidnight() {
        return closes.equals(LocalTime.MIDNIGHT);
    }

    /** When the clocks go back an hour comes twice; people stay until the second one. */
    Span on(LocalDate day, ZoneId zone) {
        LocalDate end = endsAtMidnight() ? day.plusDays(1) : day;
        return new Span(WallClock.first(day.atTime(opens), zone), WallClock.last(end.atTime(closes), zone));
    }
}
