package org.guildhall.hours;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.platform.Council;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Everybody's timetable as it is known now: first what the configuration says, then what {@link HoursWatch} has seen in the
 * database a moment ago. To ask costs nothing. Safe for many threads.
 */
@Component
public final class Calendars {

    /** The signal raised when hours or closures have been changed. */
    public static final String SIGNAL = "hours";

    private static final Logger LOG = LoggerFactory.getLogger(Calendars.class);

    private final Week configured;
    private final List<ClosedTime> closures;
    private final ZoneId zone;
    private volatile Known known;

    /**
     * What a configuration says, the same for every team.
     *
     * @param closures days such as {@code 2026-12-24}, or spans such as {@code 2026-12-29 to 2026-12-31}
     * @throws IllegalArgumentException naming the property and what to write, when a line cannot be read
     */
    public Calendars(Council council, List<String> closures) {
        this(council, new Closures(closures));
    }

    @Autowired
    Calendars(Council council, Closures closures) {
        this.configured = WeekReader.read(council.openingHours());
        this.closures = closures.times();
        this.zone = council.timeZone();
        this.known = know(HoursBook.Stored.NOTHING, BankHolidays.bundled());
    }

    /** A team's, or the council's for null and for a team that has none of its own. */
    public Timetable of(@Nullable String team) {
        Known now = known;
        return team == null ? now.council() : now.teams().getOrDefault(team, now.council());
    }

    /** The last day of which it is known whether it is a bank holiday. */
    public LocalDate bankHolidaysUntil() {
        return known.bankHolidays().last();
    }

    /** Everybody's closures in the configuration, which count beside those that were set. */
    public List<ClosedTime> configuredClosures() {
        return closures;
    }

    /** From now on it is like this. */
    void follow(HoursBook.Stored stored, BankHolidays bankHolidays) {
        known = know(stored, bankHolidays);
    }

    private Known know(HoursBook.Stored stored, BankHolidays bankHolidays) {
        Week council = stored.own().stream()
                .filter(own -> own.team() == null)
                .findFirst()
                .map(own -> week(own, configured))
                .orElse(configured);
        Map<String, Week> weeks = new HashMap<>();
        Set<String> apart = new HashSet<>();
        for (HoursBook.Own own : stored.own()) {
            String team = own.team();
            if (team != null) {
                weeks.put(team, week(own, council));
                apart.add(team);
            }
        }
        for (HoursBook.Closure closure : stored.closures()) {
            if (closure.team() != null) {
                apart.add(closure.team());
            }
        }
        Map<String, Timetable> teams = new HashMap<>();
        for (String team : apart) {
            teams.put(team, new Timetable(weeks.getOrDefault(team, council), bankHolidays, closed(stored, team), zone));
        }
        return new Known(
                new Timetable(council, bankHolidays, closed(stored, null), zone), Map.copyOf(teams), bankHolidays);
    }

    /** A newer version beside this one may have written what this one cannot read. */
    private static Week week(HoursBook.Own own, Week otherwise) {
        try {
            return new WrittenWeek(own.lines()).read();
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("The opening hours of {} cannot be read and do not count", own.team());
            return otherwise;
        }
    }

    /** The configuration's and everybody's closures, and a team's own. */
    private List<ClosedTime> closed(HoursBook.Stored stored, @Nullable String team) {
        List<ClosedTime> all = new ArrayList<>(closures);
        stored.closures().stream()
                .filter(closure -> closure.team() == null || closure.team().equals(team))
                .map(HoursBook.Closure::time)
                .forEach(all::add);
        return all;
    }

    private record Known(Timetable council, Map<String, Timetable> teams, BankHolidays bankHolidays) {}
}
