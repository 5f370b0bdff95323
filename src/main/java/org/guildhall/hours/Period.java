package org.guildhall.hours;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

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

    ZonedDateTime opensOn(LocalDate day, ZoneId zone) {
        return ZonedDateTime.of(day, opens, zone);
    }

    /** When the clocks go back an hour comes twice; people stay until the second one. */
    ZonedDateTime closesOn(LocalDate day, ZoneId zone) {
        return ZonedDateTime.of(endsAtMidnight() ? day.plusDays(1) : day, closes, zone)
                .withLaterOffsetAtOverlap();
    }
}
