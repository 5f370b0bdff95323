package org.guildhall.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTests {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRowReplacesItsOwnLineAndKeepsTheOthers() throws IOException {
        Path page = folder.resolve("reliability.md");
        write(page, outcome("sigterm", List.of()), 1);
        write(page, outcome("kill-app", List.of()), 2);
        write(page, outcome("sigterm", List.of("lost one")), 3);
        assertThat(Files.readAllLines(page))
                .filteredOn(line -> line.startsWith("| `"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("`kill-app`", "passed", "2026-05-02"),
                        second -> assertThat(second).contains("`sigterm`", "**missed** lost one", "2026-05-03"));
    }

    @Test
    void whatSomebodyWroteBelowTheTableStays() throws IOException {
        Path page = folder.resolve("reliability.md");
        write(page, outcome("sigterm", List.of()), 1);
        String why = "\n## Why\n\nBecause.\n";
        Files.writeString(page, why, StandardOpenOption.APPEND);
        write(page, outcome("sigterm", List.of()), 2);
        write(page, outcome("kill-app", List.of()), 2);
        assertThat(Files.readString(page)).endsWith("|\n" + why);
    }

    @Test
    void aMissedBoundOfSpeedIsShownAndIsNotOneOfSafety() throws IOException {
        Result result =
                new Result().speedAtMost("2xx p99", 250, 100, "ms").speedAtLeast("accepted a second", 300, 800, "");
        Outcome slow = outcome("steady", result.misses(), result.slow());
        assertThat(slow.safe()).isTrue();
        assertThat(slow.passed()).isFalse();
        Path page = folder.resolve("reliability.md");
        write(page, slow, 1);
        assertThat(Files.readString(page))
                .contains("**too slow** 2xx p99: 250 ms (≤ 100)<br>**too slow** accepted a second: 300  (≥ 800)")
                .contains("| too slow |");
        assertThat(Report.summary(List.of(slow, outcome("sigterm", List.of()))))
                .startsWith("1 passed, 1 too slow, 0 missed");
    }

    @Test
    void aMissedBoundOfSafetyCountsHoweverQuickItWas() {
        Result result = new Result().speedAtMost("2xx p99", 20, 100, "ms").atMost("double owners", 1, 0, "");
        Outcome unsafe = outcome("two-nodes", result.misses(), result.slow());
        assertThat(unsafe.safe()).isFalse();
        assertThat(unsafe.result()).isEqualTo("missed");
        assertThat(Report.summary(List.of(unsafe))).startsWith("0 passed, 0 too slow, 1 missed");
    }

    private static void write(Path page, Outcome outcome, int day) throws IOException {
        Report.merge(page, List.of(outcome), LocalDate.of(2026, 5, day), "2 cores");
    }

    private static Outcome outcome(String row, List<String> misses) {
        return outcome(row, misses, List.of());
    }

    private static Outcome outcome(String row, List<String> misses, List<String> slow) {
        return new Outcome(row, "something", List.of("0 lost"), misses, slow, 7, 60);
    }
}
