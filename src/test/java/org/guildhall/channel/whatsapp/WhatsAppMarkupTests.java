package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.channel.MarkdownRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppMarkupTests {

    @Test
    void writesWhatWhatsAppKnows() {
        assertThat(of("**bold** *italic* `code` and ***both***")).isEqualTo("*bold* _italic_ `code` and _*both*_");
        assertThat(of("# Flats\n\nText\n\n> Quoted\n>\n> more")).isEqualTo("*Flats*\n\nText\n\n> Quoted\n\n> more");
        assertThat(of("```\na  b\n  c*d*\n```")).isEqualTo("```a  b\n  c*d*```");
        assertThat(of("- a **bill**\n- a photo\n\n1. Apply\n2. Wait"))
                .isEqualTo("• a *bill*\n• a photo\n\n1. Apply\n2. Wait");
    }

    @Test
    void endsFixedLettersBeforeWhatFollowsThem() {
        assertThat(of("```\na\n```\n\nText")).isEqualTo("```a```\n\nText");
    }

    @Test
    void writesALinkWithItsAddressBesideIt() {
        assertThat(of("See [the list](https://c.example/a_b_c?x=1*2), or [mail us](mailto:bins@c.example?subject=x)."))
                .isEqualTo("See the list (https://c.example/a_b_c?x=1*2), or mail us (bins@c.example).");
        assertThat(of("[https://c.example/a_x](https://c.example/a_x)")).isEqualTo("https://c.example/a_x");
        assertThat(of("[01632 960000](tel:01632960000) **[now](https://c.example)**"))
                .isEqualTo("01632 960000 (01632960000) *now (https://c.example)*");
        assertThat(of("[`x`](https://c.example) y")).isEqualTo("`x` (https://c.example) y");
        assertThat(of("[x](https://c.example/" + "y".repeat(600) + ") z")).isEqualTo("x z");
    }

    @Test
    void keepsSignsOffSpacesAndWithinALine() {
        assertThat(of("**one\ntwo** three")).isEqualTo("*one*\n*two* three");
        assertThat(of("# A *b* heading")).isEqualTo("*A _b_ heading*");
    }

    @Test
    void writesNoSignsInTheMiddleOfAWordWhereTheyWouldBeSeen() {
        assertThat(of("re**cycl**ing and un*believ*able")).isEqualTo("recycling and unbelievable");
        assertThat(of("**Note**: yes")).isEqualTo("*Note*: yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\*not bold\\*|not bold",
                "\\_no\\_ \\~no\\~ \\`no\\`|no no no",
                "snake_case_name and 2\\*3\\*4|snake_case_name and 2*3*4",
                "5 \\* 3|5 * 3",
                "\\> not a quote|not a quote",
                "(\\*x\\*)|(x)",
                "**a\\*b\\* c**|*a*b c*"
            })
    void makesSignsInTheWordsThemselvesHarmless(String markdown, String shown) {
        assertThat(of(markdown).strip()).isEqualTo(shown);
    }

    @Test
    void keepsEveryScriptAsItIs() {
        assertThat(of("**Ŵyl y banc** 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 *شكراً جزيلاً* **ধন্যবাদ**"))
                .isEqualTo("*Ŵyl y banc* 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 _شكراً جزيلاً_ *ধন্যবাদ*");
    }

    private static String of(String markdown) {
        return WhatsAppMarkup.of(MarkdownRuns.of(markdown));
    }
}
