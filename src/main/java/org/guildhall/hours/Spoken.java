package org.guildhall.hours;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.platform.Sentences;

/** Days and times as people say them, in the style of GOV.UK: 9am, 5:30pm, midday, Monday to Friday. */
final class Spoken {

    private final Sentences sentences;

    Spoken(Sentences sentences) {
        this.sentences = sentences;
    }

    String time(LocalTime time) {
        if (time.equals(LocalTime.NOON)) {
            return sentences.say("midday");
        }
        if (time.equals(LocalTime.MIDNIGHT)) {
            return sentences.say("midnight");
        }
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        String minutes = time.getMinute() == 0 ? "" : String.format(Locale.ROOT, ":%02d", time.getMinute());
        return sentences.say(time.getHour() < 12 ? "morning" : "afternoon", Map.of("time", hour + minutes));
    }

    /** Monday, for a day of this week; Monday 4 January for one further off. */
    String day(ZonedDateTime when, boolean thisWeek) {
        String name = name(when.getDayOfWeek());
        return thisWeek
                ? name
                : sentences.say(
                        "date",
                        Map.of(
                                "day", name,
                                "number", when.getDayOfMonth(),
                                "month", when.getMonth().getDisplayName(TextStyle.FULL, Locale.UK)));
    }

    /** Monday to Friday, 9am to 5pm, and Saturday, 10am to midday. */
    String week(Week week) {
        Map<List<Period>, List<DayOfWeek>> alike = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!week.on(day).isEmpty()) {
                alike.computeIfAbsent(week.on(day), unused -> new ArrayList<>()).add(day);
            }
        }
        List<String> groups = new ArrayList<>();
        alike.forEach((periods, days) ->
                groups.add(sentences.say("days-and-hours", Map.of("days", days(days), "hours", hours(periods)))));
        return joined(groups, "group-and-group");
    }

    private String days(List<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return sentences.say("every-day");
        }
        List<String> runs = new ArrayList<>();
        for (int first = 0; first < days.size(); ) {
            int last = endOfRun(days, first);
            if (last - first >= 2) {
                runs.add(sentences.say(
                        "day-to-day", Map.of("first", name(days.get(first)), "last", name(days.get(last)))));
            } else {
                days.subList(first, last + 1).forEach(day -> runs.add(name(day)));
            }
            first = last + 1;
        }
        return joined(runs, "and");
    }

    private String hours(List<Period> periods) {
        return joined(
                periods.stream()
                        .map(period -> sentences.say(
                                "time-to-time", Map.of("opens", time(period.opens()), "closes", time(period.closes()))))
                        .toList(),
                "and");
    }

    private String joined(List<String> parts, String last) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        String before = String.join(sentences.say("comma") + " ", parts.subList(0, parts.size() - 1));
        return sentences.say(last, Map.of("before", before, "last", parts.getLast()));
    }

    private static int endOfRun(List<DayOfWeek> days, int first) {
        int last = first;
        while (last + 1 < days.size()
                && days.get(last + 1).getValue() == days.get(last).getValue() + 1) {
            last++;
        }
        return last;
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.UK);
    }
}
