package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody sets as opening hours. */
class WeekReaderFuzzTests {

    static Stream<byte[]> hours() {
        return Stream.concat(
                Stream.of(
                                "Mon-Wed 09:00-12:00 13:00-17:00",
                                "saturday 10:00-12:00, Sun 10:00–24:00",
                                "Sat-Mon 00:00-24:00",
                                "Mon 09:00-13:00 12:00-17:00",
                                "Mon 09:00-24:00 23:00-24:00",
                                "Mon 24:00-24:00",
                                "Mon 99:99-00:00",
                                "Mon-Mon-Mon 9-5",
                                "Monx 09:00-17:00",
                                "09:00-17:00 Mon",
                                "Mon ٠٩:٠٠-١٧:٠٠",
                                ",",
                                "")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("hours")
    @FuzzTest(maxDuration = "60s")
    void anyLineIsAWeekInOrderOrSaysWhatToWrite(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Optional<Week> week = read(List.of(text));
            week.ifPresent(WeekReaderFuzzTests::isInOrder);
            // A list in the environment is cut at its commas.
            assertThat(read(List.of(text.split(","))).map(WeekReaderFuzzTests::periods))
                    .isEqualTo(week.map(WeekReaderFuzzTests::periods));
        }
    }

    private static Optional<Week> read(List<String> lines) {
        try {
            return Optional.of(WeekReader.read(lines));
        } catch (IllegalArgumentException unreadable) {
            assertThat(unreadable)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(WeekReader.PROPERTY + ": ");
            return Optional.empty();
        }
    }

    private static void isInOrder(Week week) {
        for (List<Period> day : periods(week)) {
            for (int i = 0; i < day.size(); i++) {
                Period period = day.get(i);
                assertThat(period.endsAtMidnight() || period.closes().isAfter(period.opens()))
                        .isTrue();
                assertThat(i == 0
                                || !day.get(i - 1).endsAtMidnight()
                                        && !period.opens()
                                                .isBefore(day.get(i - 1).closes()))
                        .as("no two at once")
                        .isTrue();
            }
        }
    }

    private static List<List<Period>> periods(Week week) {
        return Stream.of(DayOfWeek.values()).map(week::on).toList();
    }
}
