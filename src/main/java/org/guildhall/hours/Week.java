package org.guildhall.hours;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An ordinary week: which periods each day has. */
final class Week {

    private final Map<DayOfWeek, List<Period>> periods;

    /**
     * Takes a week as it was read.
     *
     * @throws IllegalArgumentException when two periods of a day overlap
     */
    Week(Map<DayOfWeek, List<Period>> periods) {
        this.periods = new EnumMap<>(DayOfWeek.class);
        periods.forEach((day, ofDay) -> this.periods.put(day, sorted(day, ofDay)));
    }

    /** The periods of a day, earliest first; empty when nobody is there. */
    List<Period> on(DayOfWeek day) {
        return periods.getOrDefault(day, List.of());
    }

    boolean neverOpen() {
        return periods.isEmpty();
    }

    private static List<Period> sorted(DayOfWeek day, List<Period> ofDay) {
        List<Period> sorted = new ArrayList<>(ofDay);
        sorted.sort(Comparator.comparing(Period::opens));
        for (int next = 1; next < sorted.size(); next++) {
            Period before = sorted.get(next - 1);
            if (before.endsAtMidnight() || sorted.get(next).opens().isBefore(before.closes())) {
                throw WeekReader.unreadable(
                        "two periods overlap on a " + day.name().toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(sorted);
    }
}
