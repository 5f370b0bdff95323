package org.guildhall.hours;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads opening hours: days, then their periods. Lines are read as one stream of words, because a list given in the
 * environment is cut at commas and {@code Mon-Fri 09:00-12:00, 13:00-17:00} must still mean what it says.
 */
final class WeekReader {

    static final String PROPERTY = "guildhall.council.opening-hours";

    private static final Pattern DAYS = Pattern.compile("([A-Za-z]{3,9})(?:[-–]([A-Za-z]{3,9}))?");
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,2}):(\\d{2})[-–](\\d{1,2}):(\\d{2})");

    private final Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
    private final Set<DayOfWeek> days = new LinkedHashSet<>();
    private boolean daysAreComplete;

    private WeekReader() {}

    /**
     * Reads the lines.
     *
     * @throws IllegalArgumentException naming the property, the word that cannot be read and what to write
     */
    static Week read(List<String> lines) {
        WeekReader reader = new WeekReader();
        lines.stream()
                .flatMap(line -> List.of(line.strip().split("[\\s,]+")).stream())
                .filter(word -> !word.isEmpty())
                .forEach(reader::take);
        if (!reader.days.isEmpty() && !reader.daysAreComplete) {
            throw unreadable("days without hours");
        }
        return new Week(reader.week);
    }

    static IllegalArgumentException unreadable(String what) {
        return new IllegalArgumentException(PROPERTY + ": " + what
                + ". Write lines such as \"Mon-Fri 09:00-17:00\" or \"Sat 10:00-12:00 13:00-16:00\","
                + " with 24-hour times and 24:00 for midnight.");
    }

    private void take(String word) {
        Matcher period = PERIOD.matcher(word);
        Matcher span = DAYS.matcher(word);
        if (period.matches()) {
            add(word, period);
        } else if (span.matches()) {
            name(word, span);
        } else {
            throw unreadable("cannot read \"" + word + "\"");
        }
    }

    private void name(String word, Matcher span) {
        if (daysAreComplete) {
            days.clear();
            daysAreComplete = false;
        }
        DayOfWeek last = span.group(2) == null ? day(word, span.group(1)) : day(word, span.group(2));
        DayOfWeek next = day(word, span.group(1));
        days.add(next);
        while (next != last) {
            next = next.plus(1);
            days.add(next);
        }
    }

    private void add(String word, Matcher times) {
        if (days.isEmpty()) {
            throw unreadable("no day before \"" + word + "\"");
        }
        LocalTime opens = time(word, times.group(1), times.group(2), false);
        LocalTime closes = time(word, times.group(3), times.group(4), true);
        if (!closes.equals(LocalTime.MIDNIGHT) && !closes.isAfter(opens)) {
            throw unreadable("\"" + word + "\" ends before it begins");
        }
        days.forEach(
                day -> week.computeIfAbsent(day, unused -> new ArrayList<>()).add(new Period(opens, closes)));
        daysAreComplete = true;
    }

    private static LocalTime time(String word, String hour, String minute, boolean end) {
        int hours = Integer.parseInt(hour);
        int minutes = Integer.parseInt(minute);
        boolean midnight = end && minutes == 0 && hours == 24;
        if (minutes > 59 || (hours > 23 && !midnight)) {
            throw unreadable("no such time in \"" + word + "\"");
        }
        return midnight ? LocalTime.MIDNIGHT : LocalTime.of(hours, minutes);
    }

    private static DayOfWeek day(String word, String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(upper)) {
                return day;
            }
        }
        throw unreadable("no such day in \"" + word + "\"");
    }
}
