package org.guildhall.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.guildhall.knowledge.Explanation;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Library;
import picocli.CommandLine;

/** Asks the articles one question. */
@CommandLine.Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Asks the articles one question and prints what a citizen would get.",
        footer = "Exit codes: 0 when there is an answer, 1 when a person would be asked, 2 for wrong options.")
final class AskCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private Source source = new Source();

    @CommandLine.Parameters(paramLabel = "QUESTION", description = "The question, in quotes.")
    private String question = "";

    @CommandLine.Option(names = "--explain", description = "Also say why: passages, words, confidence, thresholds.")
    private boolean explain;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        try (Library library = source.library(new Bar())) {
            Explanation why = library.explain(question).orElseThrow();
            PrintWriter out = spec.commandLine().getOut();
            print(out, why.finding());
            if (explain) {
                print(out, why);
            }
            out.flush();
            return why.finding().verdict() == Finding.Verdict.UNSURE ? 1 : 0;
        }
    }

    private static void print(PrintWriter out, Finding finding) {
        out.printf(Locale.ROOT, "%s  %.2f%n", Outcomes.word(finding.verdict()), finding.confidence());
        finding.caution()
                .ifPresent(numbers ->
                        out.println("caution: said before it, " + numbers.article() + ": " + numbers.title()));
        switch (finding.verdict()) {
            case ANSWER, DANGER, SMALLTALK ->
                finding.best().ifPresent(passage -> {
                    String heading = passage.heading() == null ? "" : " > " + passage.heading();
                    out.println(passage.article() + ": " + passage.title() + heading);
                    out.println();
                    out.println(passage.text());
                });
            case CLARIFY, UNSURE ->
                finding.candidates()
                        .forEach(candidate -> out.printf(
                                Locale.ROOT,
                                "  %.2f  %s: %s%n",
                                candidate.confidence(),
                                candidate.article(),
                                candidate.title()));
        }
    }

    private static void print(PrintWriter out, Explanation why) {
        out.println();
        out.println("Language: " + why.finding().language());
        out.println("Understood as: " + String.join(" ", why.words()));
        out.printf(Locale.ROOT, "Answers from %.3f, clarifies from %.3f%n", why.answerFrom(), why.clarifyFrom());
        out.printf(Locale.ROOT, "Danger %.3f, taken as such from %.3f%n", why.danger(), why.dangerFrom());
        why.passages()
                .forEach(match -> out.printf(
                        Locale.ROOT,
                        "  by %-8s %6.3f  %-30s %s %s%n",
                        match.by(),
                        match.score(),
                        match.article(),
                        match.text(),
                        match.shared()));
        for (Map.Entry<String, Double> number : new TreeMap<>(why.evidence()).entrySet()) {
            out.printf(Locale.ROOT, "  %-20s %.3f%n", number.getKey(), number.getValue());
        }
    }
}
