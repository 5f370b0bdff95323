package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.hours.HoursBook;
import org.guildhall.hours.WrittenWeek;
import org.guildhall.platform.Council;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The hours of a week in the form, a field for each day.
 *
 * @param days Monday first
 */
record WeekForm(List<Day> days) {

    /**
     * One day.
     *
     * @param field the name of its field
     * @param name as people call it
     * @param periods such as {@code 09:00-12:30 13:30-17:00}; empty when nobody is there
     */
    record Day(String field, String name, String periods) {}

    /** What a team has: its own, else the council's, else what is configured. */
    static WrittenWeek counting(OpeningTimes.Entries entries, @Nullable String team, Council council) {
        return new WrittenWeek(entries.of(team)
                .or(() -> entries.of(null))
                .map(HoursBook.Own::lines)
                .orElse(council.openingHours()));
    }

    static WeekForm of(WrittenWeek week) {
        Map<DayOfWeek, String> days = week.byDay();
        return of(day -> days.getOrDefault(day, ""));
    }

    static WeekForm of(MultiValueMap<String, String> form) {
        return of(day -> WrittenText.clean(form.getFirst(field(day))));
    }

    private static WeekForm of(Function<DayOfWeek, String> periods) {
        return new WeekForm(Stream.of(DayOfWeek.values())
                .map(day -> new Day(field(day), day.getDisplayName(TextStyle.FULL, Locale.UK), periods.apply(day)))
                .toList());
    }

    private static String field(DayOfWeek day) {
        return "day-" + day.name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong, in words by field, in the order of the form; empty when nothing is. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Day day : days) {
            if (!WrittenWeek.readable(day.periods())) {
                faults.put(day.field(), WORDS.say("hours.periods", Map.of("day", day.name())));
            }
        }
        return faults;
    }

    /** The same to be set, once there is no fault in it. */
    WrittenWeek week() {
        Map<DayOfWeek, String> periods = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            periods.put(day, days.get(day.ordinal()).periods());
        }
        return WrittenWeek.ofDays(periods);
    }
}
