package org.guildhall.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.guildhall.campaign.Campaign.Outcome;
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

    private static void write(Path page, Outcome outcome, int day) throws IOException {
        Report.merge(page, List.of(outcome), LocalDate.of(2026, 5, day), "2 cores");
    }

    private static Outcome outcome(String row, List<String> misses) {
        return new Outcome(row, "something", List.of("0 lost"), misses, 7, 60);
    }
}
