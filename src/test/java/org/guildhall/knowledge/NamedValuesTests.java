package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class NamedValuesTests {

    @TempDir
    Path root = Path.of("");

    @Test
    void standInTitleTextSectionsQuestionsAndLinks() throws IOException {
        write("council.yaml", """
                council:
                  name: King's Lynn & "West" Council
                  phone: 01632 960 123
                bins.calendar-url: https://www.marlbridge.example/bins?a=1&b=2
                """);
        write("bins.md", """
                ---
                title: {{council.name}}: bin days
                questions:
                  - when does {{council.name}} empty bins # as people ask
                  - 'is it {{council.name}}'
                  - "does {{ council.name }} come"
                ---
                Look at [the calendar]({{bins.calendar-url}}) or {{bins.calendar-url}}.

                ## Ring {{council.name}}
                Ring [{{council.phone}}](tel:{{council.phone}}).
                """);
        Folder folder = Folder.read(root, Map.of());
        assertThat(folder.errors()).isEmpty();
        assertThat(folder.warnings()).isEmpty();
        Article article = folder.articles().values().iterator().next();
        String name = "King's Lynn & \"West\" Council";
        assertThat(article.title()).isEqualTo(name + ": bin days");
        assertThat(article.questions())
                .containsExactly("when does " + name + " empty bins", "is it " + name, "does " + name + " come");
        assertThat(article.shortAnswer().text())
                .isEqualTo("Look at [the calendar](https://www.marlbridge.example/bins?a=1&b=2) or"
                        + " https://www.marlbridge.example/bins?a=1&b=2.");
        Article.Section section = article.sections().get(1);
        assertThat(section.heading()).isEqualTo("Ring " + name);
        assertThat(section.text()).isEqualTo("Ring [01632 960 123](tel:01632960123).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**bold** `code` _so_ ~~x~~",
                "[words](https://elsewhere.example)",
                "<script>alert(1)</script>",
                "# heading",
                "- item",
                "1. item",
                "a \\* b",
                "&copy; &#65;",
                "a | b",
                "waste_team@x.example",
                "http://x .example/ *"
            })
    void areWordsAndNeverMarkdown(String value) {
        Faults faults = new Faults("council.yaml");
        NamedValues values = NamedValues.parse("", Map.of("v", value), faults);
        for (String line : new String[] {"{{v}}", "Say {{v}} now.", "- {{v}}"}) {
            String filled = values.fill(line, faults);
            String html = HtmlRenderer.builder().build().render(Markdown.parse(filled));
            assertThat(Markdown.plain(filled)).isEqualTo(line.replace("- ", "").replace("{{v}}", value));
            assertThat(html).doesNotContain("<script", "<em", "<strong", "<code", "<a ", "<h1", "<ol");
        }
        assertThat(faults.errors()).isEmpty();
    }

    @Test
    void areNamedWithFileLineAndKeyWhereTheyAreMissing() throws IOException {
        write("council.yaml", "council:\n  phone:\n");
        write("bins.md", Sample.article("Bins", "Ring us.\nRing {{council.phone}}."));
        write("tip.md", Sample.article("Tip {{Council Name}}", "Open."));
        Folder folder = Folder.read(root, Map.of());
        assertThat(folder.articles()).isEmpty();
        assertThat(folder.broken()).containsExactly("bins", "tip");
        assertThat(folder.errors().stream().map(Problem::toString))
                .anyMatch(text -> text.startsWith("bins.md:8: {{council.phone}} has no value"))
                .anyMatch(text -> text.startsWith("tip.md:2: a {{ that names no value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "https://x.example/a b", "https://x.example/a)b", "javascript:alert(1)"})
    void mustBeAnAddressToBeLinkedTo(String value) {
        Faults faults = new Faults("bins.md");
        NamedValues.parse("", Map.of("v", value), faults).fill("See [here]({{v}}).", faults);
        assertThat(faults.errors())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("{{v}}", "no address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: \"one\\ntwo\"",
                "a: \"right \\u202E left\"",
                "a: \"{{b}}\"",
                "a: [one, two]",
                "a: 1\na: 2",
                "A b: 1",
                "just words",
                "a: 'open"
            })
    void areRefusedWhenTheyAreNotOneLineOfText(String yaml) {
        Faults faults = new Faults("council.yaml");
        NamedValues.parse(yaml, Map.of(), faults);
        assertThat(faults.errors()).hasSize(1);
    }

    @Test
    void areWarnedOfWhenNoArticleNamesThem() throws IOException {
        write("council.yaml", "council:\n  name: Marlbridge\n  phone: 01632 960 123\n");
        write("bins.md", Sample.article("Bins", "Ring {{council.phone}}."));
        assertThat(Folder.read(root, Map.of()).warnings())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).startsWith("council.yaml:2: no article uses \"council.name\""));
    }

    @Test
    void giveWayToWhatAnOperatorSet() throws IOException {
        write("council.yaml", "council:\n  phone: 01632 960 123\n  name: Marlbridge\n");
        write("bins.md", Sample.article("Bins", "Ring {{council.name}}, {{council.phone}}."));
        MockEnvironment environment = new MockEnvironment().withProperty("guildhall.council.phone", "01632 960 001");
        Folder folder = Folder.read(root, OperatorsValues.of(environment));
        assertThat(folder.articles().values())
                .singleElement()
                .satisfies(article ->
                        assertThat(article.shortAnswer().text()).isEqualTo("Ring Marlbridge, 01632 960 001."));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
