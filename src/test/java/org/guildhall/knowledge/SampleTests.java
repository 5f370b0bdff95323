package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the articles that come with the project promise to whoever makes them theirs. */
class SampleTests {

    private static final int FEWEST_QUESTIONS = 6;

    private final Map<String, Article> articles =
            Folder.read(Sample.FOLDER, Map.of()).articles();

    /** What is learnt from cannot show how well it was learnt. */
    @Test
    void noArticleListsAQuestionOfATest() throws IOException {
        Set<String> tested = Stream.concat(lines("questions.tsv"), lines("danger.tsv"))
                .map(fields -> plain(fields[0]))
                .collect(Collectors.toSet());
        assertThat(tested).hasSizeGreaterThan(2_000);
        assertThat(questions()).extracting(SampleTests::plain).doesNotContainAnyElementsOf(tested);
    }

    @Test
    void everyTestQuestionIsAnArticlesOrNobodys() throws IOException {
        List<String> expected = lines("questions.tsv")
                .map(fields -> fields.length > 1 ? fields[1] : "")
                .toList();
        assertThat(expected.stream().filter(id -> !id.isEmpty())).isSubsetOf(articles.keySet());
        assertThat(expected.stream().filter(String::isEmpty)).hasSizeGreaterThan(250);
    }

    @Test
    void aWordThatManyArticlesShareIsAskedBack() {
        assertThat(Sample.library().ask("bins").verdict()).isEqualTo(Finding.Verdict.CLARIFY);
        assertThat(Sample.library().ask("potholes").verdict()).isEqualTo(Finding.Verdict.ANSWER);
        assertThat(Sample.library().ask("my bin wasnt emptied").verdict()).isEqualTo(Finding.Verdict.ANSWER);
    }

    @Test
    void everyAnswerIsAskedForInSeveralWays() {
        assertThat(articles.values())
                .filteredOn(article -> article.kind() == Passage.Kind.ANSWER)
                .allSatisfy(article ->
                        assertThat(article.questions()).as(article.id()).hasSizeGreaterThanOrEqualTo(FEWEST_QUESTIONS));
    }

    @Test
    void whatIsAskedMostAndAllDangerIsThereInWelsh() throws IOException {
        List<String> wanted = Stream.concat(
                        Files.readAllLines(Sample.FOLDER.resolve("most-asked.txt")).stream()
                                .filter(line -> !line.startsWith("#")),
                        articles.values().stream()
                                .filter(Article::english)
                                .filter(article -> article.kind() == Passage.Kind.DANGER)
                                .map(Article::id))
                .toList();
        assertThat(wanted).hasSizeGreaterThan(40);
        assertThat(articles.values())
                .filteredOn(article -> article.language().equals("cy"))
                .extracting(Article::translationOf)
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    private Collection<String> questions() {
        return articles.values().stream()
                .flatMap(article -> Stream.concat(Stream.of(article.title()), article.questions().stream()))
                .toList();
    }

    private static Stream<String[]> lines(String file) throws IOException {
        return Files.readAllLines(Sample.FOLDER.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", -1));
    }

    /** Letters and digits alone, so that a comma more makes no other question of it. */
    private static String plain(String words) {
        return Arrays.stream(words.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
