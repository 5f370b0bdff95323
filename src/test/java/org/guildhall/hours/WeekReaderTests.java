package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeekReaderTests {

    @Test
    void readsDaysAndPeriods() {
        Week week = WeekReader.read(List.of("Mon-Wed 09:00-12:00 13:00-17:00", "saturday 10:00-12:00"));

        assertThat(week.on(DayOfWeek.TUESDAY)).containsExactly(period(9, 12), period(13, 17));
        assertThat(week.on(DayOfWeek.SATURDAY)).containsExactly(period(10, 12));
        assertThat(week.on(DayOfWeek.THURSDAY)).isEmpty();
    }

    @Test
    void readsASpanOverTheWeekend() {
        Week week = WeekReader.read(List.of("Sat-Mon 10:00-12:00"));

        assertThat(week.on(DayOfWeek.SUNDAY)).hasSize(1);
        assertThat(week.on(DayOfWeek.MONDAY)).hasSize(1);
        assertThat(week.on(DayOfWeek.TUESDAY)).isEmpty();
    }

    @Test
    void meansTheSameWhenAListIsCutAtItsCommas() {
        Week week = WeekReader.read(List.of("Mon", "Wed 09:00-12:00", "13:00-17:00"));

        assertThat(week.on(DayOfWeek.MONDAY)).containsExactly(period(9, 12), period(13, 17));
        assertThat(week.on(DayOfWeek.WEDNESDAY)).isEqualTo(week.on(DayOfWeek.MONDAY));
    }

    @Test
    void putsPeriodsInOrder() {
        assertThat(WeekReader.read(List.of("Mon 13:00-17:00 09:00-12:00")).on(DayOfWeek.MONDAY))
                .containsExactly(period(9, 12), period(13, 17));
    }

    @ParameterizedTest
    @CsvSource({
        "Mon-Fri 9-5, cannot read \"9-5\"",
        "Mon-Fri, days without hours",
        "09:00-17:00, no day before",
        "Mon 17:00-09:00, ends before it begins",
        "Mon 09:00-09:00, ends before it begins",
        "Mon 09:00-25:00, no such time",
        "Mon 24:00-24:00, no such time",
        "Mon 09:60-10:00, no such time",
        "Moonday 09:00-17:00, no such day",
        "Mon 09:00-13:00 12:00-17:00, overlap",
        "Mon 09:00-24:00 23:00-24:00, overlap",
        "closed, no such day"
    })
    void namesThePropertyAndWhatToWrite(String line, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeekReader.read(List.of(line)))
                .withMessageStartingWith("guildhall.council.opening-hours: ")
                .withMessageContaining(problem)
                .withMessageContaining("Mon-Fri 09:00-17:00");
    }

    private static Period period(int opens, int closes) {
        return new Period(LocalTime.of(opens, 0), LocalTime.of(closes, 0));
    }
}
