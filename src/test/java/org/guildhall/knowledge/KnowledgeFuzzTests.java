package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.renderer.html.HtmlRenderer;
import org.guildhall.Seeds;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever an editor saves as an article, and whatever a citizen asks. */
class KnowledgeFuzzTests {

    private static final WordPiece PIECES = WordPiece.of(JsonMapper.shared().readTree(tokenizer()));
    private static final Speller SPELLER =
            new Speller(Map.of("recycling", 5, "bin", 9, "day", 7, "collection", 3), Set.of("recital"));

    static Stream<byte[]> articles() {
        return Stream.concat(
                Seeds.files("knowledge-base", ".md").stream(),
                Seeds.files("src/test/resources/sample-articles", ".md").stream());
    }

    static Stream<byte[]> questions() {
        return Stream.concat(
                Seeds.lines("knowledge-base/questions.tsv").stream().limit(60),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("articles")
    @FuzzTest(maxDuration = "60s")
    void anyFileIsAnArticleOrItsFaultsAreNamed(byte[] bytes) {
        for (String source : Seeds.texts(bytes)) {
            Faults faults = new Faults("fuzz.md");
            Optional<Article> article = ArticleParser.parse("fuzz", source, faults);

            assertThat(article.isPresent()).isEqualTo(faults.errors().isEmpty());
            assertThat(faults.errors()).allMatch(problem -> problem.line() >= 1);
        }
    }

    @MethodSource("questions")
    @FuzzTest(maxDuration = "60s")
    void anyQuestionIsBoundedAndCutIntoKnownPieces(byte[] bytes) {
        for (String question : Seeds.texts(bytes)) {
            String clean = Cleaner.clean(question);
            assertThat(clean.codePoints())
                    .hasSizeLessThanOrEqualTo(2 * Cleaner.MAX_CHARACTERS)
                    .noneMatch(Character::isISOControl)
                    .noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
            assertThat(Clauses.of(clean)).hasSizeLessThanOrEqualTo(5).allMatch(clean::contains);
            List<String> words = Words.surface(clean);
            assertThat(words).hasSizeLessThanOrEqualTo(Words.MAX_WORDS);
            assertThat(SPELLER.correct(words)).noneMatch(String::isEmpty);
            assertThat(PIECES.encode(question, 64)).hasSizeBetween(2, 64);
        }
    }

    static Stream<byte[]> councils() {
        return Stream.concat(
                Stream.of(
                                "council:\n  name: King's Lynn & \"West\" Council\n  phone: 01632 960 123\n",
                                "a: &b [1]\nc: *b\n",
                                "a: &b {c: *b}\n",
                                "? {a: b}\n: c\n",
                                "a: \"\\U00110000\"\n",
                                "a: !!java.net.URL [http://x]\n",
                                "%YAML 9.9\n---\na: 1\n--- 2\n",
                                "a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}\n",
                                "a: 1\na: 2\n",
                                "{{a}}: {{b}}")
                        .map(yaml -> yaml.getBytes(StandardCharsets.UTF_8)),
                Stream.concat(
                        Seeds.files("knowledge-base", "council.yaml").stream(),
                        Seeds.lines("src/test/resources/markdown/attacks.txt").stream()));
    }

    @MethodSource("councils")
    @FuzzTest(maxDuration = "60s")
    void theCouncilsDetailsAreReadOrTheirFaultsNamedAndAreNeverMarkdown(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Faults faults = new Faults("council.yaml");
            NamedValues.parse(text, Map.of(), faults).fill(text, faults);
            NamedValues.parse("", Map.of("v", "x"), faults).fill(text, faults);
            assertThat(faults.errors()).allMatch(problem -> problem.line() >= 1);

            Faults ofValue = new Faults("bins.md");
            NamedValues values = NamedValues.parse("", Map.of("v", text.strip()), ofValue);
            String filled = values.fill("Say {{v}} now.", ofValue);
            if (ofValue.none()) {
                assertThat(HtmlRenderer.builder().build().render(Markdown.parse(filled)))
                        .as(filled)
                        .matches("(?s)<p>[^<>]*</p>\n");
            }
        }
    }

    static Stream<byte[]> synonyms() {
        return Stream.concat(
                Stream.of(
                                "tip, dump, household waste recycling centre # long",
                                "wen => when",
                                "x =>",
                                "=> x",
                                "=>",
                                ", ,",
                                "pl: kosz, pojemnik",
                                "cy: bin => bin sbwriel",
                                "ar: حاوية, سلة",
                                "xx: a, b",
                                "a, a, a",
                                "one two three four five six seven, b")
                        .map(rule -> rule.getBytes(StandardCharsets.UTF_8)),
                Stream.concat(
                        Seeds.files("knowledge-base", "synonyms.txt").stream(),
                        Seeds.lines("src/test/resources/markdown/attacks.txt").stream()));
    }

    @MethodSource("synonyms")
    @FuzzTest(maxDuration = "60s")
    void anySynonymsAreRulesOrTheirFaultsAreNamed(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (String language : List.of("en", "pl", "cy", "ar")) {
                Faults faults = new Faults("synonyms.txt");
                Synonyms synonyms = Synonyms.parse(text, faults, language);
                assertThat(faults.errors())
                        .allMatch(problem -> problem.line() >= 1
                                && problem.line() <= text.lines().count());
                assertThat(synonyms.words()).noneMatch(String::isBlank);
                List<String> words = Words.surface(Cleaner.clean(text));
                assertThat(synonyms.correct(words)).noneMatch(String::isBlank);
                assertThat(synonyms.correct(words).isEmpty()).isEqualTo(words.isEmpty());
                assertThat(synonyms.unify(Stems.in(language).of(Cleaner.clean(text))))
                        .noneMatch(String::isBlank);
            }
        }
    }

    private static InputStream tokenizer() {
        return Objects.requireNonNull(
                KnowledgeFuzzTests.class.getResourceAsStream("/" + Embedder.MODEL + "-tokenizer.json"));
    }
}
