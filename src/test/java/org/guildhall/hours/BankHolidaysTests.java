package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file against the rules by which the days are set: Easter, first and last Mondays, and the next free weekday. */
class BankHolidaysTests {

    private final BankHolidays holidays = BankHolidays.bundled();

    @ParameterizedTest
    @ValueSource(ints = {2026, 2027, 2028})
    void hasTheDaysThatTheRulesGive(int year) {
        Set<LocalDate> listed = holidays.days().keySet().stream()
                .filter(day -> day.getYear() == year)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).containsExactlyElementsOf(byTheRules(year)).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-28", "2027-12-27", "2027-12-28", "2028-01-03"})
    void saysWhichDaysAreSubstitutes(String day) {
        assertThat(holidays.days().get(LocalDate.parse(day))).endsWith("(substitute day)");
    }

    @Test
    void namesNoOtherDayASubstitute() {
        assertThat(holidays.days().values())
                .filteredOn(name -> name.contains("substitute"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-26", "2027-12-25", "2027-12-26", "2028-01-01"})
    void keepsTheDayItselfFreeAtAWeekend(String day) {
        assertThat(holidays.on(LocalDate.parse(day))).isTrue();
    }

    @Test
    void leavesWorkingDaysAlone() {
        assertThat(holidays.on(LocalDate.parse("2026-12-24"))).isFalse();
        assertThat(holidays.on(LocalDate.parse("2026-12-29"))).isFalse();
    }

    private static Set<LocalDate> byTheRules(int year) {
        LocalDate easter = easterSunday(year);
        Set<LocalDate> days = new TreeSet<>(Set.of(
                easter.minusDays(2),
                easter.plusDays(1),
                LocalDate.of(year, 5, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)),
                LocalDate.of(year, 5, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)),
                LocalDate.of(year, 8, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY))));
        for (LocalDate fixed :
                new LocalDate[] {LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 25), LocalDate.of(year, 12, 26)}) {
            days.add(nextFreeWeekday(fixed, days));
        }
        return days;
    }

    private static LocalDate nextFreeWeekday(LocalDate day, Set<LocalDate> taken) {
        LocalDate next = day;
        while (next.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue() || taken.contains(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** The Gregorian computus in the form of Meeus, Jones and Butcher. */
    private static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int days = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
