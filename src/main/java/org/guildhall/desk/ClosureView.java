package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.guildhall.hours.ClosedTime;
import org.guildhall.hours.HoursBook;

/**
 * A closure on the page of hours. All of it is shown escaped.
 *
 * @param when its days and times, in words
 * @param team whose it is, in words
 */
record ClosureView(UUID id, String when, String team, String reason) {

    static ClosureView of(HoursBook.Closure closure) {
        return new ClosureView(
                closure.id(),
                words(closure.time()),
                closure.team() == null ? WORDS.say("hours.everybody") : Spoken.name(closure.team()),
                ShownText.visible(closure.reason()));
    }

    /** For instance {@code 24 December 2026, 13:00 to 17:00}. */
    static String words(ClosedTime time) {
        String first = Spoken.day(time.first());
        String days = time.first().equals(time.last())
                ? first
                : WORDS.say("closure.days", Map.of("first", first, "last", Spoken.day(time.last())));
        LocalTime from = time.from();
        LocalTime until = time.until();
        if (from == null || until == null) {
            return days;
        }
        String end = until.equals(LocalTime.MIDNIGHT) ? "24:00" : until.toString();
        return WORDS.say("closure.part", Map.of("days", days, "from", from, "until", end));
    }
}
