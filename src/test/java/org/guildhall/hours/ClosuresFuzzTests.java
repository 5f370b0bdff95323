package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody sets as days on which nobody is there. */
class ClosuresFuzzTests {

    static Stream<byte[]> lines() {
        return Stream.concat(
                Stream.of(
                                "2026-12-24",
                                " 2026-12-24 ",
                                "2026-12-29 to 2026-12-31",
                                "2026-12-29\tto\u00A02026-12-31",
                                "2026-12-31 to 2026-12-29",
                                "2026-12-29 to 2026-12-29",
                                "2026-12-29to2026-12-31",
                                "2026-12-29 to",
                                "2026-02-30",
                                "2028-02-29",
                                "0000-01-01 to 9999-12-31",
                                "2026-12-24, 2026-12-25",
                                "24/12/2026",
                                "٢٠٢٦-١٢-٢٤",
                                "+2026-12-24",
                                "")
                        .map(line -> line.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("lines")
    @FuzzTest(maxDuration = "60s")
    void anyLineClosesFromItsFirstDayToItsLastOrSaysWhatToWrite(byte[] bytes) {
        for (String line : Seeds.texts(bytes)) {
            read(line).ifPresent(closures -> {
                List<LocalDate> days = Arrays.stream(line.strip().split("\\s+to\\s+"))
                        .map(LocalDate::parse)
                        .toList();
                LocalDate first = days.getFirst();
                LocalDate last = days.getLast();
                assertThat(days).hasSizeBetween(1, 2);
                assertThat(last).isAfterOrEqualTo(first);
                assertThat(closures.on(first)).isTrue();
                assertThat(closures.on(last)).isTrue();
                assertThat(closures.on(first.minusDays(1))).isFalse();
                assertThat(closures.on(last.plusDays(1))).isFalse();
            });
        }
    }

    private static Optional<Closures> read(String line) {
        try {
            return Optional.of(new Closures(List.of(line)));
        } catch (IllegalArgumentException unreadable) {
            assertThat(unreadable)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(Closures.PROPERTY + ": ");
            return Optional.empty();
        }
    }
}
