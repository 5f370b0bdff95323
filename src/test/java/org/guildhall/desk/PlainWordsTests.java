package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An article's text as staff find it in the reply box. */
class PlainWordsTests {

    @Test
    void keepsParagraphsAndListsAndDropsTheMarks() {
        assertThat(PlainWords.of("""
                        Your bin was **not** emptied?
                        Check *first* that:

                        - it was out
                        - its lid was `shut`

                        1. Wait.
                        2. Tell us.
                        """)).isEqualTo("""
                        Your bin was not emptied?
                        Check first that:

                        - it was out
                        - its lid was shut

                        1. Wait.
                        2. Tell us.""");
    }

    @Test
    void saysTheAddressOfALinkBehindItsWordsUnlessTheyAreTheAddress() {
        assertThat(PlainWords.of("Then [report it](https://a.example/bins)."))
                .isEqualTo("Then report it (https://a.example/bins).");
        assertThat(PlainWords.of("See [a.example/bins](https://a.example/bins/)"))
                .isEqualTo("See a.example/bins");
        assertThat(PlainWords.of("See [bins](https://a.example/bins)")).isEqualTo("See bins (https://a.example/bins)");
        assertThat(PlainWords.of("See <https://a.example>")).isEqualTo("See https://a.example");
        assertThat(PlainWords.of("Ring [01632 960 000](tel:01632960000)")).isEqualTo("Ring 01632 960 000");
        assertThat(PlainWords.of("[Ring us](tel:01632960000)")).isEqualTo("Ring us (01632960000)");
    }

    @Test
    void takesWhateverItIsGiven() {
        assertThat(PlainWords.of("")).isEmpty();
        assertThat(PlainWords.of("<b>bold</b>")).isEqualTo("<b>bold</b>");
        assertThat(PlainWords.of("> ".repeat(10_000) + "deep")).contains("deep");
        assertThat(PlainWords.of("[".repeat(10_000))).hasSize(10_000);
    }
}
