package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.guildhall.ProcessorTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small knowledge base in six languages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShelfTests {

    private static final Path FIXTURES = Path.of("src/test/resources/knowledge/languages");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @org.jspecify.annotations.Nullable private Library opened;

    @BeforeAll
    void open() {
        opened = Library.open(FIXTURES.resolve("knowledge-base"), Sample.CACHE, Progress.NONE);
    }

    @AfterAll
    void close() {
        library().close();
    }

    private Library library() {
        return Objects.requireNonNull(opened);
    }

    private static List<String[]> lines(String file) throws IOException {
        try (Stream<String> lines = Files.lines(FIXTURES.resolve(file))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }

    static List<String[]> answered() throws IOException {
        return lines("answered.tsv");
    }

    static List<String[]> unanswered() throws IOException {
        return lines("unanswered.tsv");
    }

    @Test
    void isPublishable() {
        assertThat(library().problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("answered")
    void answersInTheLanguageItWasAskedIn(String question, String article) {
        Finding finding = library().ask(question);
        assertThat(finding.best().map(Passage::article)).as("%s", finding).contains(article);
        assertThat(finding.verdict()).as("%s", finding).isIn(Finding.Verdict.ANSWER, Finding.Verdict.CLARIFY);
    }

    @Test
    void isSureOfMostOfThem() throws IOException {
        List<String[]> questions = answered();
        long sure = questions.stream()
                .filter(line -> library().ask(line[0]).verdict() == Finding.Verdict.ANSWER)
                .count();
        assertThat(sure).isGreaterThanOrEqualTo(questions.size() * 3L / 4);
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void isSilentWhenOneCommonWordIsAllTheyShare(String language, String question) {
        Finding finding = library().ask(question);
        assertThat(finding.verdict())
                .as("%s %s", language, finding)
                .isIn(Finding.Verdict.UNSURE, Finding.Verdict.CLARIFY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when do you collect the bins",
                "my bin was not emptied",
                "can i pay by direct debit",
                "gaz",
                "pot",
                "no"
            })
    void neverAnswersEnglishWithAnotherLanguage(String question) {
        library()
                .ask(question)
                .best()
                .ifPresent(best -> assertThat(best.language()).isEqualTo("en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quando passa a recolha do lixo",
                "necesito ayuda con la vivienda por favor",
                "kde je knihovna prosím vás"
            })
    void neverAnswersALanguageWithoutArticlesInEnglish(String question) {
        Finding finding = library().ask(question);
        assertThat(finding.verdict()).isEqualTo(Finding.Verdict.UNSURE);
        assertThat(finding.foreign()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"czuję gaz", "czuje gaz", "pomocy! czuć gaz w domu", "w kuchni jest wyciek gazu szybko"})
    void raisesDangerInTheArticlesLanguage(String question) {
        Finding finding = library().ask(question);
        assertThat(finding.verdict()).isEqualTo(Finding.Verdict.DANGER);
        assertThat(finding.best().map(Passage::article)).contains("pl-gas-leak");
    }

    @Test
    void raisesDangerInEnglishAmongOtherWords() {
        assertThat(library().ask("proszę pomóżcie i can smell gas").verdict()).isEqualTo(Finding.Verdict.DANGER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dzień dobry", "Dzien dobry!", "cześć"})
    void greetsBack(String greeting) {
        Finding finding = library().ask(greeting);
        assertThat(finding.verdict()).isEqualTo(Finding.Verdict.SMALLTALK);
        assertThat(finding.best().map(Passage::article)).contains("pl-greeting");
    }

    @Test
    void prefersTheTranslationForWhoWroteInAnotherLanguageBefore() {
        Finding english = library().ask("my bin was not emptied", "pl");
        assertThat(english.best().map(Passage::article)).contains("pl-missed-bin");
        Finding none = library().ask("my bin was not emptied", "gu");
        assertThat(none.best().map(Passage::article)).contains("missed-bin");
    }

    @Test
    void learnsNoEnglishSpellingFromOtherLanguages() {
        assertThat(library().explain("smieci wywozone kiedy").orElseThrow().words())
                .containsExactly("smieci", "wywozone", "kiedy");
    }

    @Test
    void explainsWithTheArticlesOfTheLanguageItWasAskedIn() {
        Explanation why = library().explain("kiedy wywozone sa smieci").orElseThrow();
        assertThat(why.finding().best().map(Passage::article)).contains("pl-missed-bin");
        assertThat(why.answerFrom()).isEqualTo(LexicalConfidence.THRESHOLDS.answer());
        assertThat(why.evidence()).containsOnlyKeys("words-covered", "example-covered", "words-shared", "lead");
        assertThat(why.passages())
                .isNotEmpty()
                .allSatisfy(match -> assertThat(match.article()).startsWith("pl-"))
                .first()
                .satisfies(match -> assertThat(match.shared()).contains("smieci"));
    }

    @Test
    void explainsDangerSaidInEnglishByTheEnglishArticles() {
        Explanation why = library().explain("proszę pomóżcie i can smell gas").orElseThrow();
        assertThat(why.danger()).isEqualTo(1);
        assertThat(why.finding().verdict()).isEqualTo(Finding.Verdict.DANGER);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "śmieci " + "[".repeat(65_536),
                "śmieci ".repeat(10_000),
                "کوڑا ".repeat(20_000),
                "القمامة\u202E\u202Cśmieci bin ਕੂੜਾ কবে кога 垃圾 ".repeat(2_000),
                "m\u0301".repeat(30_000) + " mae'r bin ddim",
                "\uD83D\uDDD1\uFE0F".repeat(10) + " śmieci",
                "\uD800 śmieci \uDC00 kiedy wywóz",
                "pl: śmieci => AND OR NOT *:* ~~ \" /.*/",
                "ə".repeat(65_536),
                "ﷺ".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void comesToNoHarm(String question) {
        AtomicReference<Finding> found = new AtomicReference<>();
        assertThat(ProcessorTime.of(() -> found.set(library().ask(question)))).isLessThan(LIMIT);
        Finding finding = Objects.requireNonNull(found.get());
        assertThat(finding.confidence()).isBetween(0.0, 1.0);
    }
}
