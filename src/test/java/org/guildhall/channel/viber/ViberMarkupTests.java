package org.guildhall.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.channel.MarkdownRuns;
import org.guildhall.channel.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViberMarkupTests {

    @Test
    void writesWhatViberKnows() {
        assertThat(of("**bold** *italic* `code` and ***both***")).isEqualTo("*bold* _italic_ code and _both_");
        assertThat(of("# Flats\n\nText\n\n> Quoted")).isEqualTo("*Flats*\n\nText\n\nQuoted");
        assertThat(of("```\na  b\n  c*d*\n```")).isEqualTo("```a  b\n  c*d*```");
        assertThat(of("- a **bill**\n- a photo")).isEqualTo("• a *bill*\n• a photo");
    }

    @Test
    void writesALinkWithItsAddressBesideIt() {
        assertThat(of("See [the list](https://c.example/a_b_c?x=1*2), or [mail us](mailto:bins@c.example?subject=x)."))
                .isEqualTo("See the list (https://c.example/a_b_c?x=1*2), or mail us (bins@c.example).");
        assertThat(of("**[https://c.example/a_x](https://c.example/a_x)**")).isEqualTo("https://c.example/a_x");
        assertThat(of("**see [now](https://c.example)**")).isEqualTo("*see now* (https://c.example)");
    }

    /** Viber shows a sign as it is unless a space follows the last one. */
    @Test
    void writesNoSignsWhereTheyWouldBeSeen() {
        assertThat(of("re**cycl**ing and un*believ*able")).isEqualTo("recycling and unbelievable");
        assertThat(of("**Note**: yes")).isEqualTo("Note: yes");
        assertThat(of("**one\ntwo** three")).isEqualTo("one\ntwo three");
        assertThat(of("**\\*\\*** x")).isEqualTo(" x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\*not bold\\*|not bold",
                "\\_no\\_ \\~no\\~ \\`\\`\\`no\\`\\`\\`|no no no",
                "snake_case_name and 2\\*3\\*4|snake_case_name and 2*3*4",
                "5 \\* 3|5 * 3",
                "(\\*x\\*)|(x)"
            })
    void makesSignsInTheWordsThemselvesHarmless(String markdown, String shown) {
        assertThat(of(markdown).strip()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"**a** b", "a *b* c **d e**", "\\*x\\* [y](https://c.example) **z**", "`a` **b\nc** d"})
    void neverWritesMoreThanItMeasures(String markdown) {
        List<Run> runs = MarkdownRuns.of(markdown);

        assertThat(ViberMarkup.of(runs)).hasSizeLessThanOrEqualTo(ViberMarkup.measure(runs));
    }

    private static String of(String markdown) {
        return ViberMarkup.of(MarkdownRuns.of(markdown));
    }
}
