package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.ProcessorTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of Markdown is safe to show, whoever wrote it. */
class MarkdownTests {

    private final Markdown markdown = new Markdown(new PublicUrl(URI.create("https://help.example.gov.uk")));

    static List<String> attacks() throws Exception {
        try (var file = MarkdownTests.class.getResourceAsStream("/markdown/attacks.txt")) {
            return new String(
                            java.util.Objects.requireNonNull(file).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void letsNoAttackThrough(String attack) {
        for (String text :
                new String[] {attack, "- " + attack, "> " + attack, "**" + attack + "**", "a\n\n" + attack + "\n\nb"}) {
            String html = markdown.html(text);
            assertThat(html.replaceAll("(?s)>[^<]*<", "><").replaceAll("^[^<]*|[^>]*$", ""))
                    .as("tags made of %s", text)
                    .doesNotContainIgnoringCase(
                            "<script",
                            "<img",
                            "<svg",
                            "<iframe",
                            "<style",
                            "<object",
                            "<form",
                            "<input",
                            "<math",
                            "<base",
                            "<meta",
                            "<link",
                            "javascript:",
                            "data:",
                            "vbscript:",
                            " on",
                            "style=",
                            "srcdoc",
                            "class=",
                            "id=");
        }
    }

    @Test
    void rendersWhatArticlesUse() {
        assertThat(markdown.html("**Bold**, *soft*\n\n- one\n- two\n\n1. first\n"))
                .contains("<strong>Bold</strong>", "<em>soft</em>", "<ul>", "<li>two</li>", "<ol>");
        assertThat(markdown.html("| a | b |\n|---|---|\n| 1 | 2 |")).contains("<table>", "<th>a</th>", "<td>2</td>");
    }

    @Test
    void marksOnlyOtherPeoplesLinks() {
        assertThat(markdown.html("https://www.gov.uk/a")).contains("rel=\"nofollow noopener\"");
        assertThat(markdown.html("[a](https://help.example.gov.uk/help/a) [b](/help/b) [c](tel:01632960123)"))
                .contains("href=\"https://help.example.gov.uk/help/a\"", "href=\"/help/b\"", "href=\"tel:01632960123\"")
                .doesNotContain("nofollow");
    }

    @Test
    void fitsHeadingsIntoThePage() {
        assertThat(markdown.html("# a\n\n## b\n\n### c\n\n###### d"))
                .contains("<h3>a</h3>", "<h3>b</h3>", "<h4>c</h4>", "<h4>d</h4>");
        assertThat(markdown.html("## b\n\n### c", 2)).contains("<h2>b</h2>", "<h3>c</h3>");
    }

    @Test
    void showsRawHtmlAsWords() {
        assertThat(markdown.html("a <b>bold</b> word")).contains("&lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void theSameWordsFitEachPageTheyAreShownOn() {
        assertThat(markdown.html("# a", 2)).contains("<h2>");
        assertThat(markdown.html("# a", 3)).contains("<h3>");
        assertThat(markdown.html("# a", 2)).contains("<h2>");
    }

    static Stream<String> bombs() {
        return Stream.of("[", ">", "*a_", "![", "`", "- ", "<", "[a](", "**a", "|a", "&#", "1. ")
                .map(piece -> piece.repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    @Timeout(60)
    void survivesNesting(String bomb) {
        assertThat(ProcessorTime.of(() -> markdown.html(bomb))).isLessThan(Duration.ofSeconds(5));
    }
}
