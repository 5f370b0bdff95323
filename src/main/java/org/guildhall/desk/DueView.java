package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.guildhall.hours.Timetable;

/**
 * What is due next, as staff read it: "Reply due in 25 minutes", "Reply late by 1 hour".
 *
 * @param words the whole of it
 * @param late whether that time is over
 * @param soon whether less than a quarter of it is left
 */
record DueView(String words, boolean late, boolean soon) {

    static DueView of(Due due, Instant now, Timetable timetable) {
        String what = due.what().name().toLowerCase(Locale.ROOT);
        if (now.isAfter(due.at())) {
            Map<String, String> by = Map.of("span", Spoken.span(timetable.between(due.at(), now)));
            return new DueView(WORDS.say("due." + what + ".late", by), true, false);
        }
        Duration left = timetable.between(now, due.at());
        boolean soon = left.multipliedBy(4).compareTo(due.target()) < 0;
        boolean today = now.atZone(timetable.zone())
                .toLocalDate()
                .equals(due.at().atZone(timetable.zone()).toLocalDate());
        return new DueView(
                today
                        ? WORDS.say("due." + what + ".in", Map.of("span", Spoken.span(Duration.between(now, due.at()))))
                        : WORDS.say("due." + what + ".at", Map.of("at", Spoken.at(due.at(), timetable.zone()))),
                false,
                soon);
    }
}
