package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleParserTests {

    private static final String WHOLE = """
            ---
            title: Report a missed bin
            questions:
              - my bin wasn't emptied
              - they didnt take my recycling
            team: waste
            owner: waste-services
            review-by: 2027-03-31
            language: en
            kind: answer
            formerly: [missed-collection]
            ---
            The short answer.

            ```
            ## not a heading
            ```

            ## If you live in a flat
            Ring us.

            Underlined heading
            ------------------
            Below it.

            ## More
            For the page.

            ## After more
            Also for the page.
            """;

    @Test
    void readsEveryFieldAndSection() {
        Article article = read("missed-bin", WHOLE);
        assertThat(article.title()).isEqualTo("Report a missed bin");
        assertThat(article.questions()).containsExactly("my bin wasn't emptied", "they didnt take my recycling");
        assertThat(article.team()).isEqualTo("waste");
        assertThat(article.reviewBy()).isEqualTo(LocalDate.of(2027, 3, 31));
        assertThat(article.formerly()).containsExactly("missed-collection");
        assertThat(article.kind()).isEqualTo(Passage.Kind.ANSWER);
        assertThat(article.sections())
                .extracting(Article.Section::heading)
                .containsExactly(null, "If you live in a flat", "Underlined heading");
        assertThat(article.sections().get(2).text()).isEqualTo("Below it.");
        assertThat(article.shortAnswer().text()).startsWith("The short answer.").contains("## not a heading");
        assertThat(article.more()).isEqualTo("For the page.\n\n## After more\nAlso for the page.");
    }

    @Test
    void goesWithoutEverythingButATitleAndAnAnswer() {
        Article article = read("x", "---\ntitle: X\n---\nText.");
        assertThat(article.questions()).isEmpty();
        assertThat(article.team()).isEqualTo(Article.CATCH_ALL_TEAM);
        assertThat(article.language()).isEqualTo("en");
        assertThat(article.reviewBy()).isNull();
    }

    @Test
    void readsFilesFromWindows() {
        assertThat(read("x", "\uFEFF---\r\ntitle: X\r\n---\r\nText.\r\n")
                        .shortAnswer()
                        .text())
                .isEqualTo("Text.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no front matter|1|the first line must be ---",
                "---\\ntitle: X|2|the second --- is missing",
                "---\\ntitle: X\\n---\\n\\n## Heading\\nText|3|there is no short answer",
                "---\\nteam: waste\\n---\\nText|2|\"title\" is missing",
                "---\\ntitle: X\\nreview-by: soon\\n---\\nText|3|written like 2027-03-31",
                "---\\ntitle: X\\nkind: joke\\n---\\nText|3|must be answer, danger or smalltalk",
                "---\\ntitle: X\\nlanguage: English!\\n---\\nText|3|a language code",
                "---\\ntitle: X\\nteam: Waste Team\\n---\\nText|3|a team such as waste",
                "---\\ntitle: X\\nquestions: one\\n---\\nText|3|must be a list",
                "---\\ntitle: X\\nquestions:\\n  - a: b\\n---\\nText|4|a colon in it needs",
                "---\\ntitle: X\\ntitle: Y\\n---\\nText|3|there twice",
                "---\\ntitle: X: Y\\n---\\nText|2|put text with a colon",
                "---\\ntitle: \\\"X\\n---\\nText|2|cannot be read",
                "---\\ntitle: X\\n---\\nText\\n## A\\nx\\n## A\\ny|7|there twice",
                "---\\ntitle: X\\n---\\nTe\\0xt|4|NUL character",
                "---\\ntitle: !!javax.script.ScriptEngineManager [x]\\n---\\nText|2|Global tag is not allowed",
                "---\\n- a\\n---\\nText|2|write at least"
            })
    void saysLineAndReason(String source, int line, String reason) {
        Faults faults = new Faults("a/x.md");
        assertThat(ArticleParser.parse("x", unescaped(source), faults)).isEmpty();
        assertThat(faults.errors()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("a/x.md");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.reason()).contains(reason);
        });
    }

    @Test
    void doesNotExpandAliases() {
        String bomb = "---\ntitle: X\nquestions: &a [x]\nformerly: *a\n---\nText";
        Faults faults = new Faults("x.md");
        ArticleParser.parse("x", bomb, faults);
        String nested = "---\ntitle: " + "[".repeat(5_000) + "\n---\nText";
        assertThat(ArticleParser.parse("x", nested, faults)).isEmpty();
    }

    @Test
    void warnsOfFieldsThatDoNothing() {
        Faults faults = new Faults("x.md");
        assertThat(ArticleParser.parse("x", "---\ntitle: X\nqestions: []\n---\nText", faults))
                .isPresent();
        assertThat(faults.warnings()).extracting(Problem::line).isEqualTo(List.of(3));
    }

    @Test
    void refusesNamesThatCannotBeAddresses() {
        Faults faults = new Faults("a b.md");
        assertThat(ArticleParser.parse("a b", "---\ntitle: X\n---\nText", faults))
                .isEmpty();
        assertThat(faults.errors().getFirst().reason()).contains("rename it");
    }

    private static Article read(String id, String source) {
        Faults faults = new Faults(id + ".md");
        Article article = ArticleParser.parse(id, source, faults).orElse(null);
        assertThat(faults.errors()).isEmpty();
        assertThat(article).isNotNull();
        return java.util.Objects.requireNonNull(article);
    }

    private static String unescaped(String source) {
        return source.replace("\\n", "\n").replace("\\0", "\0").replace("\\\"", "\"");
    }
}
