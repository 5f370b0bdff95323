package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds of working time at any moment, with breaks, nights, closures, bank holidays and changes of the clocks. */
class TimetablePropertyTests {

    private static final long START_OF_2026 = 1_767_225_600L;
    private static final long END_OF_2028 = 1_861_919_999L;

    @Property(tries = 300)
    void soMuchWorkingTimeLaterSoMuchWorkingTimeHasPassed(
            @ForAll("tables") Timetable table,
            @ForAll @LongRange(min = START_OF_2026, max = END_OF_2028) long second,
            @ForAll @IntRange(max = 5_000) int minutes) {
        Instant from = Instant.ofEpochSecond(second);
        Duration working = Duration.ofMinutes(minutes);
        Instant due = table.after(from, working).orElseThrow();

        assertThat(due).isAfterOrEqualTo(from);
        assertThat(table.between(from, due)).isEqualTo(working);
        if (minutes > 0) {
            assertThat(table.between(from, due.minusSeconds(1))).isLessThan(working);
        } else {
            assertThat(table.open(due)).isTrue();
        }
    }

    @Property(tries = 300)
    void twoStepsAreOneStep(
            @ForAll("tables") Timetable table,
            @ForAll @LongRange(min = START_OF_2026, max = END_OF_2028) long second,
            @ForAll @IntRange(min = 1, max = 2_000) int first,
            @ForAll @IntRange(min = 1, max = 2_000) int then) {
        Instant from = Instant.ofEpochSecond(second);

        assertThat(table.after(from, Duration.ofMinutes(first))
                        .flatMap(middle -> table.after(middle, Duration.ofMinutes(then))))
                .isEqualTo(table.after(from, Duration.ofMinutes(first + then)));
    }

    @Property(tries = 300)
    void workingTimeAddsUpAndIsNeverLongerThanTime(
            @ForAll("tables") Timetable table,
            @ForAll @LongRange(min = START_OF_2026, max = END_OF_2028) long second,
            @ForAll @IntRange(max = 3_000_000) int first,
            @ForAll @IntRange(max = 3_000_000) int then) {
        Instant from = Instant.ofEpochSecond(second);
        Instant middle = from.plusSeconds(first);
        Instant to = middle.plusSeconds(then);
        Duration whole = table.between(from, to);

        assertThat(whole).isEqualTo(table.between(from, middle).plus(table.between(middle, to)));
        assertThat(whole).isLessThanOrEqualTo(Duration.between(from, to));
        assertThat(table.clock(from, to).between(from, to)).isEqualTo(whole);
        assertThat(table.clock(from, to).between(from, middle)).isEqualTo(table.between(from, middle));
    }

    @Property(tries = 300)
    void anOpenMomentIsOneInWhichWorkingTimePasses(
            @ForAll("tables") Timetable table, @ForAll @LongRange(min = START_OF_2026, max = END_OF_2028) long minute) {
        Instant now = Instant.ofEpochSecond(minute / 60 * 60);

        assertThat(table.open(now))
                .isEqualTo(!table.between(now, now.plusSeconds(60)).isZero());
    }

    @Property(tries = 200)
    void nothingIsWorkedInAClosure(
            @ForAll("tables") Timetable table,
            @ForAll @IntRange(max = 1_000) int day,
            @ForAll("parts") ClosedTime part) {
        LocalDate date = LocalDate.of(2026, 1, 1).plusDays(day);
        ClosedTime closure = new ClosedTime(date, date, part.from(), part.until());
        Timetable closed = new Timetable(table.week(), BankHolidays.bundled(), List.of(closure), TimetableTests.LONDON);
        Span cut = closure.of(date, TimetableTests.LONDON);

        assertThat(closed.between(cut.from(), cut.to())).isZero();
        assertThat(closed.on(date)).allMatch(span -> !span.empty());
    }

    @Provide
    Arbitrary<Timetable> tables() {
        Arbitrary<List<String>> weeks = Arbitraries.of(
                List.of("Mon-Fri 09:00-17:00"),
                List.of("Mon-Thu 09:00-12:30 13:30-17:00", "Sat 22:00-24:00", "Sun 00:00-02:30"),
                List.of("Mon-Sun 00:00-24:00"),
                List.of("Sun 01:00-01:30 01:30-02:30", "Wed 10:00-11:00 11:00-12:00"));
        Arbitrary<List<ClosedTime>> closures = Arbitraries.of(
                List.of(),
                List.of(ClosedTime.days(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 14))),
                List.of(
                        new ClosedTime(
                                LocalDate.of(2026, 3, 29),
                                LocalDate.of(2026, 10, 25),
                                LocalTime.of(1, 20),
                                LocalTime.of(11, 40)),
                        ClosedTime.days(LocalDate.of(2027, 5, 5), LocalDate.of(2027, 5, 5))));
        return Combinators.combine(weeks, closures)
                .as((week, closed) -> TimetableTests.table(closed, week.toArray(String[]::new)));
    }

    @Provide
    Arbitrary<ClosedTime> parts() {
        LocalDate any = LocalDate.of(2026, 1, 1);
        return Arbitraries.of(Stream.of(
                        ClosedTime.days(any, any),
                        new ClosedTime(any, any, LocalTime.of(0, 0), LocalTime.of(0, 1)),
                        new ClosedTime(any, any, LocalTime.of(1, 30), LocalTime.of(13, 0)),
                        new ClosedTime(any, any, LocalTime.of(16, 59), LocalTime.MIDNIGHT))
                .toList());
    }
}
