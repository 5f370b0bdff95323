package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    @FuzzTest(maxDuration = "60s")
    @MethodSource("articles")
    void anyFileIsAnArticleOrItsFaultsAreNamed(byte[] bytes) {
        for (String source : Seeds.texts(bytes)) {
            Faults faults = new Faults("fuzz.md");
            Optional<Article> article = ArticleParser.parse("fuzz", source, faults);

            assertThat(article.isPresent()).isEqualTo(faults.errors().isEmpty());
            assertThat(faults.errors()).allMatch(problem -> problem.line() >= 1);
        }
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource("questions")
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

    private static InputStream tokenizer() {
        return Objects.requireNonNull(
                KnowledgeFuzzTests.class.getResourceAsStream("/" + Embedder.MODEL + "-tokenizer.json"));
    }
}
