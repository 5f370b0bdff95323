package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;

/** {@code script/campaign}: runs rows against the real jar, one after the other, and prints what was measured. */
public final class Campaign {

    private static final List<Row> ROWS = List.of(
            new Steady(),
            new KillApp(),
            new KillPostgres(),
            new Polling(),
            new Shortage(),
            new TwoNodes(),
            new Sigterm(),
            new Thrice(),
            new FailingMessengers(),
            new FirstMessages(),
            new Claims(),
            new Malformed(),
            new SlowSockets(),
            new Resets(),
            new OpenStreams(),
            new Overload(),
            new Backlog());

    private static final Path FOLDER = Path.of("target", "campaign").toAbsolutePath();

    private static final String HELP = """
            script/campaign [--full] [--only name,name] [--seed N] [--jar PATH] [--safety-only]

            Breaks the real jar in processes of its own and checks that nothing is lost, twice or out of order.
            Without --full every row runs at a small count, some seven minutes in all; with it, the counts of the
            promise, and each row's result goes into docs/reliability.md.

            A bound is one of safety (lost, twice, out of order, two owners, wrong statuses, leaks) or one of speed
            (percentiles, rates, how soon something is back), which a slower machine misses. Both are shown, and it
            ends with 1 when either was missed; with --safety-only, which CI uses, only for bounds of safety.

            Rows:
            """;

    private Campaign() {}

    /** Exits 0 when every bound that counts held, 1 when one was missed, 2 when the command line is wrong. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        // Whoever stops the campaign does not want its servers to go on.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Processes.endAllOf(FOLDER)));
        System.exit(run(new ArrayList<>(Arrays.asList(arguments))));
    }

    private static int run(List<String> arguments) throws IOException, InterruptedException {
        boolean full = arguments.remove("--full");
        boolean safetyOnly = arguments.remove("--safety-only");
        boolean help = arguments.remove("--help");
        String seed = option(arguments, "--seed", Long.toString(System.currentTimeMillis() % 1_000_000));
        Path jar = Path.of(option(arguments, "--jar", "target/guildhall.jar")).toAbsolutePath();
        String only = option(arguments, "--only", "");
        List<Row> rows = chosen(only);
        if (help || !arguments.isEmpty() || rows.isEmpty()) {
            System.out.print(HELP);
            ROWS.forEach(row -> System.out.printf("  %-16s %s%n", row.name(), row.asked(true)));
            return help ? 0 : 2;
        }
        if (Kernel.sharesBySession()) {
            System.out.println("== processors are shared out by session here, so speeds are lower than in a container");
        }
        Prepared prepared = prepare(jar);
        List<Outcome> outcomes = rows.stream()
                .map(row -> run(row, full, Long.parseLong(seed), jar, prepared))
                .toList();
        Report.write(outcomes, full);
        return outcomes.stream().allMatch(safetyOnly ? Outcome::safe : Outcome::passed) ? 0 : 1;
    }

    private static Prepared prepare(Path jar) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Prepared prepared = Prepared.by(jar, emptied(FOLDER.resolve("prepared")));
        System.out.printf(
                "== prepared in %d s%n",
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        return prepared;
    }

    private static Path emptied(Path folder) throws IOException {
        Processes.endBelow(folder);
        FileSystemUtils.deleteRecursively(folder);
        return Files.createDirectories(folder);
    }

    private static String option(List<String> arguments, String name, String otherwise) {
        int at = arguments.indexOf(name);
        if (at < 0 || at + 1 == arguments.size()) {
            return otherwise;
        }
        arguments.remove(at);
        return arguments.remove(at);
    }

    private static List<Row> chosen(String only) {
        List<String> names = List.of(only.split(",", -1));
        return ROWS.stream()
                .filter(row -> only.isEmpty() || names.contains(row.name()))
                .toList();
    }

    /** A row that could not be carried through has missed. */
    private static Outcome run(Row row, boolean full, long seed, Path jar, Prepared prepared) {
        System.out.printf("== %s: %s (seed %d)%n", row.name(), row.asked(full), seed);
        long began = System.nanoTime();
        Result result;
        try {
            Path folder = emptied(FOLDER.resolve(row.name()));
            result = row.run(new Run(full, seed, jar, prepared, folder));
            Logs.below(folder, Questions.everything()).judged(result);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            result = new Result().must("carried through", false, "was interrupted");
        } catch (Exception broken) {
            broken.printStackTrace(System.out);
            result = new Result().must("carried through", false, broken.toString());
        }
        Outcome outcome = new Outcome(
                row.name(),
                row.asked(full),
                result.figures(),
                result.misses(),
                result.slow(),
                seed,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        System.out.printf(Locale.ROOT, "   %s: %s in %d s%n", row.name(), outcome.result(), outcome.seconds());
        outcome.shortcomings("MISSED", "TOO SLOW").forEach(miss -> System.out.printf("    %s: %s%n", row.name(), miss));
        return outcome;
    }
}
