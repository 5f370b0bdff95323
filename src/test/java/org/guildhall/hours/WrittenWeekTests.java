package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenWeekTests {

    @Test
    void isReadBackDayByDayAsItWasWritten() {
        WrittenWeek week = WrittenWeek.ofDays(Map.of(
                DayOfWeek.MONDAY,
                "09:00-12:30, 13:30-17:00",
                DayOfWeek.SATURDAY,
                " 22:00-24:00 ",
                DayOfWeek.SUNDAY,
                ""));

        assertThat(week.lines()).containsExactly("Mon 09:00-12:30, 13:30-17:00", "Sat 22:00-24:00");
        assertThat(week.byDay())
                .isEqualTo(Map.of(DayOfWeek.MONDAY, "09:00-12:30 13:30-17:00", DayOfWeek.SATURDAY, "22:00-24:00"));
        assertThat(WrittenWeek.ofDays(week.byDay()).byDay()).isEqualTo(week.byDay());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "09:00-17:00", "9:00-12:00 13:00-17:00", "00:00-24:00", " 09:00–17:00 "})
    void takesThePeriodsOfADay(String periods) {
        assertThat(WrittenWeek.readable(periods)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9-5",
                "9am to 5pm",
                "09:00",
                "17:00-09:00",
                "09:00-25:00",
                "09:00-17:00 Tue 10:00-11:00",
                ",",
                "-",
                "09:00-12:00 11:00-13:00"
            })
    void refusesWhatIsNoneOrAnotherDays(String periods) {
        assertThat(WrittenWeek.readable(periods)).isFalse();
    }

    @Test
    void saysWhatToWriteInWordsThatNameNoProperty() {
        assertThat(new WrittenWeek(List.of("Mon 9-5")).fault().orElseThrow())
                .startsWith("cannot read \"9-5\". Write lines such as");
        assertThat(new WrittenWeek(Collections.nCopies(200, "Mon 09:00-10:00")).fault())
                .isPresent();
        assertThat(new WrittenWeek(List.of(" ", "")).fault()).isEmpty();
    }
}
