package org.guildhall.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Candidate;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;
import org.guildhall.knowledge.Passage.Kind;

/** Answers from a small file that says what is made of which question; anything else is unsure. */
final class FakeAnswers implements Answers {

    private static final LocalDate REVIEW_BY = LocalDate.of(2027, 3, 31);

    private final Map<String, Passage> passages = new LinkedHashMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Finding> dangers = new LinkedHashMap<>();
    /** Of other languages, apart: the property test knows the English sentences only. */
    private final Map<String, Finding> foreign = new LinkedHashMap<>();

    static FakeAnswers read() {
        FakeAnswers answers = new FakeAnswers();
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/assistant/knowledge.txt"))) {
            lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" \\| "))
                    .forEach(answers::take);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return answers;
    }

    @Override
    public Finding ask(String question) {
        String plain = question.strip().toLowerCase(Locale.ROOT);
        return dangers.entrySet().stream()
                .filter(danger -> plain.contains(danger.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.ofNullable(foreign.get(plain)))
                .orElseGet(() ->
                        findings.getOrDefault(plain, new Finding(Verdict.UNSURE, 0.05, Optional.empty(), List.of())));
    }

    @Override
    public Optional<Passage> article(String article) {
        return Optional.ofNullable(passages.get(article));
    }

    @Override
    public Optional<Passage> translation(String article, String language) {
        return article(language + "-" + article);
    }

    List<Passage> passages() {
        return List.copyOf(passages.values());
    }

    List<String> questions() {
        return List.copyOf(findings.keySet());
    }

    private void take(String[] columns) {
        switch (columns[0]) {
            case "article" -> keep(columns);
            case "section" -> section(columns);
            case "foreign-article" -> keepForeign(columns);
            case "foreign-ask" -> foreign.put(columns[1], foreignFinding(columns));
            case "ask" -> findings.put(columns[1].replace("\\n", "\n"), finding(columns));
            case "danger" -> dangers.put(columns[1], new Finding(Verdict.DANGER, 0.99, article(columns[2]), List.of()));
            case "caution" -> findings.computeIfPresent(columns[1], (question, plain) -> cautiously(plain, columns[2]));
            default -> throw new IllegalArgumentException(Arrays.toString(columns));
        }
    }

    private Finding cautiously(Finding plain, String numbers) {
        return new Finding(
                plain.verdict(),
                plain.confidence(),
                plain.best(),
                plain.candidates(),
                plain.language(),
                article(numbers));
    }

    private void keep(String[] columns) {
        Kind kind = Kind.valueOf(columns[2].toUpperCase(Locale.ROOT));
        String text = columns[5].replace("\\n", "\n");
        passages.put(columns[1], new Passage(columns[1], 7, columns[4], null, text, columns[3], kind, "en", REVIEW_BY));
    }

    private void keepForeign(String[] columns) {
        passages.put(
                columns[1],
                new Passage(columns[1], 7, columns[4], null, columns[5], columns[3], Kind.ANSWER, columns[2], null));
    }

    private Finding foreignFinding(String[] columns) {
        Finding finding = finding(columns);
        return new Finding(finding.verdict(), finding.confidence(), finding.best(), finding.candidates(), columns[6]);
    }

    private void section(String[] columns) {
        Passage whole = article(columns[1]).orElseThrow();
        passages.put(
                columns[1] + "/" + columns[2],
                new Passage(
                        whole.article(),
                        7,
                        whole.title(),
                        columns[2],
                        columns[3],
                        whole.team(),
                        whole.kind(),
                        "en",
                        REVIEW_BY));
    }

    private Finding finding(String[] columns) {
        List<Candidate> candidates = Stream.of(columns[5].split(", "))
                .map(this::article)
                .flatMap(Optional::stream)
                .map(passage -> new Candidate(passage.article(), passage.title(), passage.team(), 0.5))
                .toList();
        return new Finding(
                Verdict.valueOf(columns[2].toUpperCase(Locale.ROOT)),
                Double.parseDouble(columns[3]),
                article(columns[4]),
                candidates);
    }
}
