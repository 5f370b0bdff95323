package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.channel.MarkdownRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackMarkupTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "**bold** and *italic* = *bold* and _italic_",
                "`code` = `code`",
                "> quoted = > quoted",
                "[bins](https://council.example/bins) = <https://council.example/bins|bins>",
                "**[bins](https://council.example)** = *<https://council.example|bins>*",
                "[**bins** today](https://council.example) = <https://council.example|bins today>",
                "[ring us](tel:+441632960000) = ring us (+441632960000)",
                "[write](mailto:bins@council.example) = <mailto:bins@council.example|write>",
                "a & b = a &amp; b",
                "a \\< b = a &lt; b",
                "snake_case and 2\\*3 = snake_case and 2*3",
                "\\*not bold\\* = not bold",
                "\\~not struck\\~ = not struck"
            })
    void writesMarkdownAsSlackReadsIt(String markdown, String markup) {
        assertThat(SlackMarkup.of(MarkdownRuns.of(markdown))).isEqualTo(markup);
    }

    @Test
    void callsNobodyWhateverIsWritten() {
        assertThat(SlackMarkup.of(MarkdownRuns.of("\\<!channel\\> \\<@U01ANN\\>")))
                .isEqualTo("&lt;!channel&gt; &lt;@U01ANN&gt;");
    }

    @Test
    void keepsAnAddressInItsBrackets() {
        assertThat(SlackMarkup.of(MarkdownRuns.of("[x](https://council.example/a?c=1&d=2)")))
                .isEqualTo("<https://council.example/a?c=1&amp;d=2|x>");
    }
}
