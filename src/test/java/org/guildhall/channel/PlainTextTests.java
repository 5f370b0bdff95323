package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    **Bold** and _italic_ and `code`                          | Bold and italic and code
                    [Pay here](https://a.example/pay) today                    | Pay here (https://a.example/pay) today
                    [https://a.example/pay](https://a.example/pay)             | https://a.example/pay
                    <https://a.example/pay>.                                   | https://a.example/pay.
                    [a.example/pay](https://a.example/pay)                     | https://a.example/pay
                    [https://a.example/](https://a.example)                    | https://a.example/
                    [https://b.example](https://a.example)                     | https://b.example (https://a.example)
                    [Ring us](tel:01632960000)                                 | Ring us (01632960000)
                    [01632960000](tel:01632960000)                             | 01632960000
                    [Write to us](mailto:bins@a.example?subject=Bin)           | Write to us (bins@a.example)
                    [**Bins** and _bags_](https://a.example)                   | Bins and bags (https://a.example)
                    [One](https://a.example)[two](https://b.example)           | One (https://a.example)two (https://b.example)
                    [Click](javascript:alert)                                  | Click
                    2 * 3 * 4 and snake_case ~ok~                              | 2 * 3 * 4 and snake_case ~ok~
                    [Casgliadau biniau](https://a.example/biniau)              | Casgliadau biniau (https://a.example/biniau)
                    """)
    void writesWordsAndAddresses(String markdown, String plain) {
        assertThat(plain(markdown)).isEqualTo(plain);
    }

    @Test
    void keepsListsAndParagraphs() {
        assertThat(plain("# Bins\n\nPut out:\n\n- glass\n- tins\n\n> by 7am"))
                .isEqualTo("Bins\n\nPut out:\n\n• glass\n• tins\n\nby 7am");
    }

    @Test
    void leavesOutAnAddressThatHasNoRoomInAMessage() {
        String longest = "https://a.example/" + "x".repeat(382);

        assertThat(plain("[Pay](" + longest + ")")).isEqualTo("Pay (" + longest + ")");
        assertThat(plain("[Pay](" + longest + "x)")).isEqualTo("Pay");
    }

    @Test
    void neverGetsShorterWhenThereIsMoreToSay() {
        List<Run> runs = MarkdownRuns.of("See [https://a.example/pay](https://a.example/pay), then ring "
                + "[01632 960000](tel:01632960000) or [ask us](https://a.example/ask) **now**.");
        String words = Portions.text(runs);
        int before = 0;
        for (int end = 1; end <= words.length(); end++) {
            int size = PlainText.of(firstOf(runs, end)).length();
            assertThat(size).as(words.substring(0, end)).isGreaterThanOrEqualTo(Math.max(before, end));
            before = size;
        }
    }

    private static List<Run> firstOf(List<Run> runs, int length) {
        List<Run> first = new java.util.ArrayList<>();
        int left = length;
        for (Run run : runs) {
            if (left > 0) {
                String text = run.text().substring(0, Math.min(left, run.text().length()));
                first.add(new Run(text, run.marks()));
                left -= text.length();
            }
        }
        return first;
    }

    private static String plain(String markdown) {
        return PlainText.of(MarkdownRuns.of(markdown));
    }
}
