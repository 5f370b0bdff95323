package org.guildhall.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When people of a team, or of the council, are there: its ordinary week without bank holidays and closures, by the clock on
 * the wall. All arithmetic with working time is here. Immutable, and knows no present.
 */
public final class Timetable {

    /** A place closed for longer than this is as good as never open. */
    private static final int DAYS_TO_LOOK_AHEAD = 400;

    private final Week week;
    private final BankHolidays bankHolidays;
    private final List<ClosedTime> closures;
    private final ZoneId zone;

    Timetable(Week week, BankHolidays bankHolidays, List<ClosedTime> closures, ZoneId zone) {
        this.week = week;
        this.bankHolidays = bankHolidays;
        this.closures = List.copyOf(closures);
        this.zone = zone;
    }

    /** Whose clock on the wall it goes by. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether people are there at a moment. */
    public boolean open(Instant at) {
        return nextOpening(at).filter(at::equals).isPresent();
    }

    /** The first moment from this one on at which people are there; empty when there is none within 400 days. */
    public Optional<Instant> nextOpening(Instant from) {
        return after(from, Duration.ZERO);
    }

    /** Whether people are there at a moment and stay for so long without a break. */
    public boolean openFor(Instant from, Duration length) {
        return after(from, length).filter(from.plus(length)::equals).isPresent();
    }

    /** How much working time lies between two moments; none when the second is not after the first. */
    public Duration between(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        if (!to.isAfter(from)) {
            return sum;
        }
        LocalDate last = dayOf(to);
        for (LocalDate day = dayOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            for (Span span : on(day)) {
                sum = sum.plus(span.within(from, to));
            }
        }
        return sum;
    }

    /**
     * The first moment at which so much working time has passed since another; with none to pass, the first from then on at
     * which people are there. Empty when it does not pass within 400 days.
     *
     * @param working zero or more
     */
    public Optional<Instant> after(Instant from, Duration working) {
        Duration left = working;
        LocalDate today = dayOf(from);
        for (int ahead = 0; ahead <= DAYS_TO_LOOK_AHEAD; ahead++) {
            for (Span span : on(today.plusDays(ahead))) {
                Instant begin = span.from().isAfter(from) ? span.from() : from;
                if (!span.to().isAfter(begin)) {
                    continue;
                }
                Duration there = Duration.between(begin, span.to());
                if (left.compareTo(there) <= 0) {
                    return Optional.of(begin.plus(left));
                }
                left = left.minus(there);
            }
        }
        return Optional.empty();
    }

    /** The same as {@link #between} for many moments of one stretch of time, at a hundredth of the cost. */
    public WorkingClock clock(Instant from, Instant to) {
        return WorkingClock.of(dayOf(from)
                .datesUntil(dayOf(to).plusDays(1))
                .flatMap(day -> on(day).stream())
                .toList());
    }

    Week week() {
        return week;
    }

    boolean bankHoliday(LocalDate day) {
        return bankHolidays.on(day);
    }

    /** Whether a closure takes the whole of a day. */
    boolean closed(LocalDate day) {
        return closures.stream().anyMatch(closure -> closure.wholeDays() && closure.on(day));
    }

    LocalDate dayOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** The stretches of a day in which people are there, in their order; none of them is empty and no two touch a moment. */
    List<Span> on(LocalDate day) {
        if (bankHolidays.on(day)) {
            return List.of();
        }
        List<Span> spans = ordinary(day);
        for (ClosedTime closure : closures) {
            if (closure.on(day)) {
                Span cut = closure.of(day, zone);
                spans = spans.stream()
                        .flatMap(span -> span.without(cut).stream())
                        .toList();
            }
        }
        return spans;
    }

    private List<Span> ordinary(LocalDate day) {
        List<Span> spans = new ArrayList<>();
        Instant done = Instant.MIN;
        for (Period period : week.on(day.getDayOfWeek())) {
            Span span = period.on(day, zone);
            // In an hour that comes twice one period may begin before the one before it has ended.
            Span rest = span.from().isBefore(done) ? new Span(done, span.to()) : span;
            if (!rest.empty()) {
                spans.add(rest);
                done = rest.to();
            }
        }
        return spans;
    }
}
