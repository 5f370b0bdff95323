package org.guildhall.hours;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.platform.Council;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * When people are there now and next, for programs and in a sentence for people: a team's, or the council's for null and for
 * a team that has no hours of its own. Safe for many threads.
 */
@Component
public final class OpeningHours {

    private final Calendars calendars;
    private final Clock clock;
    private final Sentences sentences = Sentences.in("messages/hours");
    private final Spoken spoken = new Spoken(sentences);

    @Autowired
    OpeningHours(Calendars calendars, ObjectProvider<Clock> clock) {
        this(calendars, clock.getIfAvailable(Clock::systemUTC));
    }

    /**
     * Opening hours by a given clock, the same for every team.
     *
     * @param closures days such as {@code 2026-12-24}, or spans such as {@code 2026-12-29 to 2026-12-31}
     * @throws IllegalArgumentException naming the property and what to write, when a line cannot be read
     */
    public OpeningHours(Council council, List<String> closures, Clock clock) {
        this(new Calendars(council, closures), clock);
    }

    OpeningHours(Calendars calendars, Clock clock) {
        this.calendars = calendars;
        this.clock = clock;
    }

    /** Whether people of the council are there now. */
    public boolean open() {
        return open(null);
    }

    /** Whether people are there now. */
    public boolean open(@Nullable String team) {
        // One look at the clock: a second look would be a moment later, and now would never be the next opening.
        return calendars.of(team).open(clock.instant());
    }

    /** Whether people are there now and stay for so long without a break. */
    public boolean openFor(@Nullable String team, Duration length) {
        return calendars.of(team).openFor(clock.instant(), length);
    }

    /** The first moment from now on at which people of the council are there; empty when there is none. */
    public Optional<ZonedDateTime> nextOpening() {
        return nextOpening(null);
    }

    /** The first moment from now on at which people are there, by the council's clock; empty when there is none. */
    public Optional<ZonedDateTime> nextOpening(@Nullable String team) {
        return nextOpening(calendars.of(team), clock.instant());
    }

    private static Optional<ZonedDateTime> nextOpening(Timetable timetable, Instant now) {
        return timetable.nextOpening(now).map(next -> next.atZone(timetable.zone()));
    }

    /** The council's ordinary week: "We are open Monday to Friday, 9am to 5pm, but not on bank holidays." */
    public String sentence() {
        return sentence((String) null);
    }

    /** The ordinary week, in a sentence. */
    public String sentence(@Nullable String team) {
        return sentence(calendars.of(team).week());
    }

    /** A week that somebody has written, in such a sentence; there is no fault in it. */
    public String sentence(WrittenWeek written) {
        return sentence(written.read());
    }

    private String sentence(Week week) {
        return week.neverOpen() ? sentences.say("never") : sentences.say("week", Map.of("week", spoken.week(week)));
    }

    /** When people of the council are back: "We open again at 9am on Monday." */
    public String reopening() {
        return reopening(null);
    }

    /** When people are back, in a sentence. */
    public String reopening(@Nullable String team) {
        Timetable timetable = calendars.of(team);
        Instant instant = clock.instant();
        ZonedDateTime now = instant.atZone(timetable.zone());
        return nextOpening(timetable, instant)
                .map(next -> next.isEqual(now)
                        ? sentences.say("open-now")
                        : whyClosed(timetable, now) + opensAgain(now, next))
                .orElseGet(() -> sentences.say("never"));
    }

    private String whyClosed(Timetable timetable, ZonedDateTime now) {
        LocalDate today = now.toLocalDate();
        if (timetable.week().on(today.getDayOfWeek()).isEmpty()) {
            return "";
        }
        if (timetable.bankHoliday(today)) {
            return sentences.say("bank-holiday") + " ";
        }
        return timetable.closed(today) ? sentences.say("closed-today") + " " : "";
    }

    private String opensAgain(ZonedDateTime now, ZonedDateTime next) {
        String time = spoken.time(next.toLocalTime());
        LocalDate today = now.toLocalDate();
        if (next.toLocalDate().equals(today)) {
            return sentences.say("reopening-today", Map.of("time", time));
        }
        boolean thisWeek = next.toLocalDate().isBefore(today.plusDays(7));
        return sentences.say("reopening", Map.of("time", time, "day", spoken.day(next, thisWeek)));
    }
}
