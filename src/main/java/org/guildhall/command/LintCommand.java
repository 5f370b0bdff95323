package org.guildhall.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.guildhall.knowledge.Lint;
import picocli.CommandLine;

/** Looks at articles the way an editor would. */
@CommandLine.Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Checks the articles: format, enough questions, duplicates, review dates, links, reading age.",
        footer = "Exit codes: 0 without errors (warnings are fine), 1 with errors, 2 for wrong options.")
final class LintCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private Source source = new Source();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        Lint lint = Lint.of(source.folder());
        PrintWriter out = spec.commandLine().getOut();
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
        out.flush();
        return lint.errors().isEmpty() ? 0 : 1;
    }
}
