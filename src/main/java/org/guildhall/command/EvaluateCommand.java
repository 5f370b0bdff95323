package org.guildhall.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Library;
import org.guildhall.knowledge.Stage;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Asks many questions whose answers are known, and counts. */
@CommandLine.Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Asks the articles many questions whose answers are known, and counts how often they are right.",
        footer = "Exit codes: 0 when it was measured, 1 when the questions cannot be read, 2 for wrong options.")
final class EvaluateCommand implements Callable<Integer> {

    private static final int WARM_UP = 50;

    @CommandLine.Mixin
    private Source source = new Source();

    @CommandLine.Option(
            names = "--questions",
            paramLabel = "FILE.tsv",
            required = true,
            description = "Lines of a question, a tab and an article's id; no id means that a person should get it.")
    private Path questions = Path.of("questions.tsv");

    @CommandLine.Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @CommandLine.Option(
            names = "--predictions",
            paramLabel = "FILE",
            description = "Write a line a question: question, expected, predicted, confidence, outcome; tabs between.")
    private @org.jspecify.annotations.Nullable Path predictions;

    @CommandLine.Option(
            names = "--danger",
            paramLabel = "FILE.tsv",
            description = "Lines of a phrase, a tab, and danger or calm, to see how well danger is heard"
                    + " (default: danger.tsv in the folder of articles, when there is one).")
    private @org.jspecify.annotations.Nullable Path danger;

    @CommandLine.Option(
            names = "--alarms",
            paramLabel = "FILE",
            description = "Write a line a phrase of danger: phrase, expected, heard as, probability; tabs between.")
    private @org.jspecify.annotations.Nullable Path alarms;

    @CommandLine.Option(
            names = "--diagram",
            paramLabel = "FILE.svg",
            description = "Draw how far confidences can be believed.")
    private @org.jspecify.annotations.Nullable Path diagram;

    @CommandLine.Option(
            names = "--without",
            paramLabel = "STAGE",
            split = ",",
            description = "Leave out stages of finding, to see what they are good for: ${COMPLETION-CANDIDATES}.")
    private Set<Stage> without = Set.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<String> lines = lines(questions);
        List<String> phrases = phrases();
        Bar bar = new Bar();
        long started = System.nanoTime();
        try (Library library = source.library(bar, without)) {
            double indexSeconds = (System.nanoTime() - started) / 1e9;
            lines.stream().limit(WARM_UP).forEach(line -> library.ask(line.split("\t", 2)[0]));
            List<Prediction> results = new ArrayList<>();
            for (String line : lines) {
                results.add(predict(library, line));
                bar.at("asking", results.size(), lines.size());
            }
            List<Alarm> tried = new ArrayList<>();
            for (String phrase : phrases) {
                tried.add(Alarm.tried(library, phrase));
                bar.at("sounding alarms", tried.size(), phrases.size());
            }
            bar.clear();
            write(predictions, results.stream().map(Prediction::line).toList());
            write(alarms, tried.stream().map(Alarm::line).toList());
            Reliability reliability = Reliability.of(results);
            draw(reliability);
            print(Evaluation.of(results, indexSeconds, tried), tried, reliability, library);
            return 0;
        }
    }

    private List<String> phrases() throws IOException {
        Path own = source.folder().resolve("danger.tsv");
        if (danger != null) {
            return lines(danger);
        }
        return Files.isRegularFile(own) ? lines(own) : List.of();
    }

    private List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "There is no file " + file);
        }
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }

    private static Prediction predict(Library library, String line) {
        String[] parts = line.split("\t", -1);
        long started = System.nanoTime();
        Finding finding = library.ask(parts[0]);
        double millis = (System.nanoTime() - started) / 1e6;
        List<String> ranked = new ArrayList<>();
        if (finding.candidates().isEmpty()) {
            finding.best().ifPresent(best -> ranked.add(best.article()));
        }
        finding.candidates().forEach(candidate -> ranked.add(candidate.article()));
        String expected = parts.length > 1 ? parts[1].strip() : "";
        return new Prediction(parts[0], expected, ranked, finding.confidence(), finding.verdict(), millis);
    }

    private static void write(@org.jspecify.annotations.Nullable Path file, List<String> lines) throws IOException {
        if (file != null) {
            Files.write(file, lines);
        }
    }

    private void draw(Reliability reliability) throws IOException {
        if (diagram != null) {
            Files.writeString(diagram, reliability.svg());
        }
    }

    private void print(Evaluation result, List<Alarm> tried, Reliability reliability, Library library) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(result));
        } else {
            table(out, result, library);
            alarms(out, result, tried);
            diagram(out, reliability);
        }
        out.flush();
    }

    private static void table(PrintWriter out, Evaluation it, Library library) {
        row(out, "Questions", "%d, %d ours and %d nobody's", it.questions(), it.inScope(), it.outOfScope());
        row(out, "Right article first", "%.1f %%", 100 * it.top1());
        row(out, "Among the first three", "%.1f %%", 100 * it.top3());
        row(out, "Mean reciprocal rank", "%.3f", it.mrr());
        row(out, "Thresholds", "answer from %.2f, clarify from %.2f", library.answerFrom(), library.clarifyFrom());
        row(
                out,
                "Answered",
                "%d, %d right and %d wrong (%.1f %%)",
                it.answered(),
                it.answeredRight(),
                it.answeredWrong(),
                100.0 * it.answeredWrong() / Math.max(1, it.answered()));
        row(out, "Clarified", "%d, %d with the right one among them", it.clarified(), it.clarifiedRight());
        row(out, "Handed over", "%d", it.handedOver());
        row(out, "Nobody's handed over", "%.1f %%", 100 * it.outOfScopeRecall());
        row(out, "AUROC", "%.3f", it.auroc());
        row(out, "Index", "%.2f s", it.indexSeconds());
        row(out, "A question", "p50 %.1f ms, p99 %.1f ms", it.p50Millis(), it.p99Millis());
    }

    private static void alarms(PrintWriter out, Evaluation it, List<Alarm> tried) {
        if (it.dangerRecall() != null) {
            row(
                    out,
                    "Danger heard",
                    "%.1f %%, %d missed; %.1f %% called a person too",
                    100 * it.dangerRecall(),
                    wrong(tried, true),
                    100 * Objects.requireNonNull(it.dangerAlarms()));
        }
        if (it.dangerFalseAlarms() != null) {
            row(
                    out,
                    "False alarms",
                    "%.1f %%, %d phrases; %.1f %% got the numbers before an answer",
                    100 * it.dangerFalseAlarms(),
                    wrong(tried, false),
                    100 * Objects.requireNonNull(it.dangerCautions()));
        }
    }

    private static long wrong(List<Alarm> tried, boolean danger) {
        return tried.stream()
                .filter(one -> one.danger() == danger && !one.right())
                .count();
    }

    private static void diagram(PrintWriter out, Reliability it) {
        row(
                out,
                "Confidence",
                "off by %.3f on average; # is the share that was right, | what it should be",
                it.error());
        it.lines().forEach(line -> out.println("  " + line));
    }

    private static void row(PrintWriter out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-24s%s%n", name, String.format(Locale.ROOT, format, values));
    }
}
