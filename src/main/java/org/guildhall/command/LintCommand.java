package org.guildhall.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.knowledge.Lint;
import org.guildhall.knowledge.Problem;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Looks at articles the way an editor would. */
@CommandLine.Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the articles: format, named values, enough questions, review dates, links, translations, length,"
                    + " reading age and hard words.",
            "Then asks them their own questions: which find another article, which are nearly there twice."
        },
        footer = "Exit codes: 0 without errors (warnings are fine), 1 with errors, 2 for wrong options.")
final class LintCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private Source source = new Source();

    @CommandLine.Option(names = "--json", description = "Print one JSON object instead of a list.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /**
     * What was found, as {@code lint --json} prints it.
     *
     * @param articles how many are in order
     * @param readingAges in years, by article
     */
    record Report(int articles, List<Found> errors, List<Found> warnings, Map<String, Double> readingAges) {

        static Report of(Lint lint) {
            return new Report(
                    lint.articles(),
                    lint.errors().stream().map(Found::of).toList(),
                    lint.warnings().stream().map(Found::of).toList(),
                    lint.readingAges());
        }
    }

    /**
     * One problem.
     *
     * @param what is wrong and what to do about it, for people
     * @param kind what sort of thing it is, for programs
     */
    record Found(String file, int line, String what, String kind) {

        static Found of(Problem problem) {
            return new Found(
                    problem.file(),
                    problem.line(),
                    problem.reason(),
                    problem.kind().word());
        }
    }

    @Override
    public Integer call() {
        Bar bar = new Bar();
        Lint lint = Lint.of(source.folder(), source.vectors(), bar);
        bar.clear();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(Report.of(lint)));
        } else {
            print(out, lint);
        }
        out.flush();
        return lint.errors().isEmpty() ? 0 : 1;
    }

    private static void print(PrintWriter out, Lint lint) {
        lint.errors().forEach(problem -> out.println("error    " + problem));
        lint.warnings().forEach(problem -> out.println("warning  " + problem));
        out.println();
        lint.readingAges().forEach((article, age) -> out.printf(Locale.ROOT, "reading age %4.1f  %s%n", age, article));
        double average = lint.readingAges().values().stream()
                .mapToDouble(age -> age)
                .average()
                .orElse(0);
        out.printf(
                Locale.ROOT,
                "%n%d articles, %d errors, %d warnings, reading age %.1f on average%n",
                lint.articles(),
                lint.errors().size(),
                lint.warnings().size(),
                average);
    }
}
