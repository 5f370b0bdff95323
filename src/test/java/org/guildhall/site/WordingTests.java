package org.guildhall.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTests {

    private static final Wording OURS = Wording.of(Written.with(
                    Written.article("missed-bin", "Report a missed bin", """
                            Sorry your bin was **missed**. Don’t wait:

                            1. Check that it was out by 6:30am.
                            2. [Tell us](https://www.marlbridge.example/bins) within 2 working days.
                            """),
                    "If you live in a flat",
                    "Tell the people who manage your building.")
            .article());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sorry your bin was missed. Don't wait: Check that it was out by 6:30am.",
                "sorry YOUR bin was missed – don’t wait",
                "Sorry your bin was missed. Don't wait:\n\n1. Check that it was out by 6:30am.\n2. Tell us within 2 working days.",
                "Sorry your bin was *missed*. Don't wait:\n- Check that it was out by 6:30am.\n- Tell us within 2 working days.",
                "Tell us (https://www.marlbridge.example/bins) within 2 working days. If you live in a flat Tell the people"
            })
    void knowsItsWordsHoweverTheyAreShown(String said) {
        assertThat(Wording.of(said).within(OURS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sorry your bin was missed. Wait:",
                "Check that it was out by 7:30am.",
                "Tell us within 20 working days.",
                "Tell us within working days.",
                "Tell us never within 2 working days.",
                "Tell the people who do not manage your building."
            })
    void noticesEveryWordAndDigit(String said) {
        assertThat(Wording.of(said).within(OURS)).isFalse();
        assertThat(Wording.share(Wording.of(said).runs(), OURS.runs())).isLessThan(1);
    }

    @Test
    void knowsLinksHoweverTheyAreWritten() {
        assertThat(OURS.addresses()).containsExactly("marlbridge.example/bins");
        assertThat(Wording.of("See http://marlbridge.example/bins/.").addresses())
                .isEqualTo(OURS.addresses());
        assertThat(Wording.of("See www.marlbridge.example/bins!").addresses()).isEqualTo(OURS.addresses());
        assertThat(Wording.of("See https://marlbridge.example.evil.test/bins").addresses())
                .doesNotContainAnyElementsOf(OURS.addresses());
    }

    @Test
    void tellsHowMuchIsAlike() {
        Wording half = Wording.of("Sorry your bin was missed. Ring this number now and pay ten pounds by card please.");
        assertThat(Wording.share(half.runs(), OURS.runs())).isBetween(0.05, 0.5);
        assertThat(Wording.share(OURS.runs(), OURS.runs())).isEqualTo(1);
        assertThat(Wording.share(
                        Wording.of("Something else altogether, about cats.").runs(), OURS.runs()))
                .isZero();
    }

    @Test
    void readsWhateverIsPasted() {
        for (String hostile :
                new String[] {"", "]", "[](", "](".repeat(5_000), "http://".repeat(2_000), "1. ".repeat(5_000)}) {
            assertThat(Wording.of(hostile).runs()).isNotEmpty();
        }
    }
}
