package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where results go: the screen, a file under {@code target}, and the committed page for full runs. */
final class Report {

    private static final Path LAST = Path.of("target", "campaign.tsv");
    private static final Path PAGE = Path.of("docs", "reliability.md");

    private static final String HEAD = """
            # What the reliability campaign measured

            `script/campaign --full` breaks the real jar on one machine, kills, pauses, outages and floods included, and
            checks after every run that acknowledged = answered + waiting for a person + dead-lettered + in flight, each
            message exactly once, numbers without a gap, words and replies in their order. Rows are run one by one and
            replace their own line here; `script/campaign --full --only <row> --seed <seed>` repeats one.

            | row | asked | measured | result | seed | seconds | date | machine |
            |---|---|---|---|---|---|---|---|
            """;

    private Report() {}

    static void write(List<Outcome> outcomes, boolean full) throws IOException {
        print(outcomes);
        Files.writeString(
                LAST, String.join("", outcomes.stream().map(Report::line).toList()));
        if (full) {
            merge(PAGE, outcomes, LocalDate.now(ZoneOffset.UTC), machine());
        }
        System.out.printf("%n%s%n", summary(outcomes));
    }

    /** How many rows ended how. */
    static String summary(List<Outcome> outcomes) {
        long passed = outcomes.stream().filter(Outcome::passed).count();
        long missed = outcomes.stream().filter(outcome -> !outcome.safe()).count();
        return "%d passed, %d too slow, %d missed, %d s"
                .formatted(
                        passed,
                        outcomes.size() - passed - missed,
                        missed,
                        outcomes.stream().mapToLong(Outcome::seconds).sum());
    }

    private static void print(List<Outcome> outcomes) {
        System.out.printf("%n%-16s %-8s %8s %8s  %s%n", "row", "result", "seed", "seconds", "asked; measured");
        for (Outcome outcome : outcomes) {
            System.out.printf(
                    "%-16s %-8s %8d %8d  %s%n",
                    outcome.row(), outcome.result(), outcome.seed(), outcome.seconds(), outcome.asked());
            Stream.concat(outcome.figures().stream(), outcome.shortcomings("MISSED", "TOO SLOW"))
                    .forEach(figure -> System.out.printf("%45s%s%n", "", figure));
        }
    }

    private static String line(Outcome outcome) {
        return String.join(
                        "\t",
                        outcome.row(),
                        outcome.result(),
                        Long.toString(outcome.seed()),
                        Long.toString(outcome.seconds()),
                        outcome.asked(),
                        String.join("; ", outcome.figures()),
                        String.join(
                                "; ", outcome.shortcomings("MISSED", "TOO SLOW").toList()))
                + "\n";
    }

    /**
     * Replaces the lines of these rows in the page and keeps the others, so that a campaign may take several days. What
     * somebody wrote below the table, why something was not reached, stays.
     */
    static void merge(Path page, List<Outcome> outcomes, LocalDate date, String machine) throws IOException {
        TreeMap<String, String> lines = new TreeMap<>();
        List<String> before = Files.exists(page) ? Files.readAllLines(page) : List.of();
        before.stream().filter(line -> line.startsWith("| `")).forEach(line -> lines.put(line.split("`", -1)[1], line));
        String below = before.stream()
                .dropWhile(line -> !line.startsWith("## "))
                .map(line -> "\n" + line)
                .collect(Collectors.joining());
        for (Outcome outcome : outcomes) {
            String measured = String.join(
                    "<br>",
                    Stream.concat(outcome.figures().stream(), outcome.shortcomings("**missed**", "**too slow**"))
                            .map(text -> text.replace("|", "\\|"))
                            .toList());
            lines.put(
                    outcome.row(),
                    "| `%s` | %s | %s | %s | %d | %d | %s | %s |"
                            .formatted(
                                    outcome.row(),
                                    outcome.asked(),
                                    measured,
                                    outcome.result(),
                                    outcome.seed(),
                                    outcome.seconds(),
                                    date,
                                    machine));
        }
        Files.writeString(
                page, HEAD + String.join("\n", lines.values()) + "\n" + below + (below.isEmpty() ? "" : "\n"));
    }

    private static String machine() throws IOException {
        String model = field(Path.of("/proc/cpuinfo"), "model name");
        long kilobytes =
                Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""));
        return String.format(
                Locale.ROOT,
                "%d cores, %d GB, %s%s",
                Runtime.getRuntime().availableProcessors(),
                Math.round(kilobytes / 1024.0 / 1024.0),
                model,
                Kernel.sharesBySession() ? ", autogroup" : "");
    }

    private static String field(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }
}
