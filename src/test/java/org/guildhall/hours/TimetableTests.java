package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reckoning with working time by hand. */
class TimetableTests {

    static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Timetable OFFICE = table(List.of(), "Mon-Fri 09:00-12:30 13:30-17:00");

    static Timetable table(List<ClosedTime> closures, String... lines) {
        return new Timetable(WeekReader.read(List.of(lines)), BankHolidays.bundled(), closures, LONDON);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00Z, 2026-11-23T10:00:00Z, PT1H",
        "2026-11-23T12:00:00Z, 2026-11-23T14:00:00Z, PT1H",
        "2026-11-23T17:00:00Z, 2026-11-24T09:00:00Z, PT0S",
        "2026-11-20T16:30:00Z, 2026-11-23T09:30:00Z, PT1H",
        "2026-12-24T16:00:00Z, 2026-12-29T10:00:00Z, PT2H",
        "2026-11-23T10:00:00Z, 2026-11-23T09:00:00Z, PT0S"
    })
    void onlyTheTimeCountsInWhichPeopleAreThere(Instant from, Instant to, Duration working) {
        assertThat(OFFICE.between(from, to)).isEqualTo(working);
        assertThat(OFFICE.clock(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"))
                        .between(from, to))
                .isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00Z, PT2H, 2026-11-23T11:00:00Z",
        "2026-11-23T12:00:00Z, PT30M, 2026-11-23T12:30:00Z",
        "2026-11-23T12:00:00Z, PT31M, 2026-11-23T13:31:00Z",
        "2026-11-20T16:00:00Z, PT2H, 2026-11-23T10:00:00Z",
        "2026-11-21T12:00:00Z, PT0S, 2026-11-23T09:00:00Z",
        "2026-03-27T16:30:00Z, PT1H, 2026-03-30T08:30:00Z"
    })
    void aDueTimeLiesInWorkingTime(Instant from, Duration working, Instant due) {
        assertThat(OFFICE.after(from, working)).contains(due);
    }

    @Test
    void aClosureOfAnAfternoonTakesTheAfternoonOnly() {
        LocalDate monday = LocalDate.of(2026, 11, 23);
        Timetable training = table(
                List.of(new ClosedTime(monday, monday, LocalTime.of(12, 0), LocalTime.of(15, 0))),
                "Mon-Fri 09:00-17:00");

        assertThat(training.open(Instant.parse("2026-11-23T11:59:59Z"))).isTrue();
        assertThat(training.open(Instant.parse("2026-11-23T12:00:00Z"))).isFalse();
        assertThat(training.nextOpening(Instant.parse("2026-11-23T12:00:00Z")))
                .contains(Instant.parse("2026-11-23T15:00:00Z"));
        assertThat(training.between(Instant.parse("2026-11-23T09:00:00Z"), Instant.parse("2026-11-23T17:00:00Z")))
                .isEqualTo(Duration.ofHours(5));
        assertThat(training.openFor(Instant.parse("2026-11-23T11:00:00Z"), Duration.ofHours(1)))
                .isTrue();
        assertThat(training.openFor(Instant.parse("2026-11-23T11:00:00Z"), Duration.ofMinutes(61)))
                .isFalse();
    }

    @Test
    void aNightOnWhichTheClocksAreChangedIsAsLongAsItIs() {
        Timetable night = table(List.of(), "Mon-Sun 00:00-24:00");

        assertThat(night.between(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-29T23:00:00Z")))
                .as("23 hours from midnight to midnight")
                .isEqualTo(Duration.ofHours(23));
        assertThat(night.between(Instant.parse("2026-10-24T23:00:00Z"), Instant.parse("2026-10-26T00:00:00Z")))
                .as("25 hours from midnight to midnight")
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void anHourThatTheClocksJumpOverHasNoWorkingTime() {
        Timetable early = table(List.of(), "Sun 01:15-01:45 02:00-03:00");

        assertThat(early.on(LocalDate.of(2026, 3, 29)))
                .containsExactly(
                        new Span(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T02:00:00Z")));
    }

    @Test
    void anHourThatComesTwiceIsNotCountedThreeTimes() {
        Timetable shifts = table(List.of(), "Sun 01:00-01:30 01:30-02:30");

        assertThat(shifts.between(Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-10-25T03:00:00Z")))
                .isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void whoIsNeverThereIsNeverDone() {
        Timetable never = table(List.of());

        assertThat(never.after(Instant.parse("2026-11-23T09:00:00Z"), Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(never.nextOpening(Instant.parse("2026-11-23T09:00:00Z"))).isEmpty();
        assertThat(never.open(Instant.parse("2026-11-23T09:00:00Z"))).isFalse();
    }
}
