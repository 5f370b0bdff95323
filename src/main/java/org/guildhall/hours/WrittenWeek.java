package org.guildhall.hours;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opening hours of a week as people write them.
 *
 * @param lines such as {@code Mon-Fri 09:00-17:00} or {@code Sat 10:00-12:00 13:00-16:00}; none for never open
 */
public record WrittenWeek(List<String> lines) {

    /** What may stand beside the name of one day. A name in it would be another day's. */
    private static final Pattern PERIODS = Pattern.compile("[\\d:\\s,\u2013-]*");

    private static final int LONGEST = 1_000;

    /** Keeps a copy, without lines that say nothing. */
    public WrittenWeek {
        lines = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Those of each day by itself, such as {@code 09:00-12:30 13:30-17:00}; a day without any is closed. */
    public static WrittenWeek ofDays(Map<DayOfWeek, String> periods) {
        return new WrittenWeek(Stream.of(DayOfWeek.values())
                .filter(day -> !periods.getOrDefault(day, "").isBlank())
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.UK) + " "
                        + periods.getOrDefault(day, "").strip())
                .toList());
    }

    /** Whether these can be the periods of one day. */
    public static boolean readable(String periods) {
        return PERIODS.matcher(periods).matches()
                && new WrittenWeek(periods.isBlank() ? List.of() : List.of("Mon " + periods))
                        .fault()
                        .isEmpty();
    }

    /** What cannot be read and what to write in its place, in words; empty when all can. */
    public Optional<String> fault() {
        if (lines.stream().mapToInt(String::length).sum() > LONGEST) {
            return Optional.of("too many lines. Write one for the days that are alike.");
        }
        try {
            read();
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()).substring(WeekReader.PROPERTY.length() + 2));
        }
    }

    /**
     * The periods of each day, in their order; a day on which nobody is there is missing.
     *
     * @throws IllegalArgumentException when a line cannot be read
     */
    public Map<DayOfWeek, String> byDay() {
        Week week = read();
        Map<DayOfWeek, String> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!week.on(day).isEmpty()) {
                days.put(day, week.on(day).stream().map(WrittenWeek::written).collect(Collectors.joining(" ")));
            }
        }
        return days;
    }

    Week read() {
        return WeekReader.read(lines);
    }

    private static String written(Period period) {
        LocalTime closes = period.closes();
        return period.opens() + "-" + (period.endsAtMidnight() ? "24:00" : closes);
    }
}
