package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMessageTests {

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "a, 918, 6",
        "a, 919, 7",
        "a, 1600, 11",
        // Two places each; the 77th pair does not fit into the last place of a segment.
        "€, 80, 1",
        "€, 81, 2",
        "€, 152, 2",
        "€, 153, 3",
        "ŵ, 70, 1",
        "ŵ, 71, 2",
        "ŵ, 134, 2",
        "ŵ, 135, 3",
        "ا, 70, 1",
        "ا, 71, 2",
        // Two UTF-16 units each, and 67 is odd.
        "🗑, 35, 1",
        "🗑, 36, 2",
        "🗑, 66, 2",
        "🗑, 67, 3"
    })
    void countsSegmentsAsTheyArePaidFor(String sign, int count, int segments) {
        assertThat(TextMessage.segments(sign.repeat(count))).isEqualTo(segments);
    }

    @Test
    void anEmptyTextCostsNothing() {
        assertThat(TextMessage.segments("")).isZero();
    }

    @Test
    void oneSignOutsideOfTheAlphabetMakesAllOfItDearer() {
        assertThat(TextMessage.segments("a".repeat(159) + "ê")).isEqualTo(3);
        assertThat(TextMessage.segments("a".repeat(159) + "é")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@£$¥èéùìòÇ\nØø\rÅå",
                "ΔΦΓΛΩΠΨΣΘΞ_ÆæßÉ",
                "¡¿ÄÖÑÜ§äöñüà¤",
                "^{}\\[~]|€",
                "AZaz09 !\"#%&'()*+,-./:;<=>?"
            })
    void knowsTheAlphabet(String text) {
        assertThat(text.codePoints()).allMatch(point -> TextMessage.inGsm(Character.toString(point)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"`", "ç", "á", "ŵ", "ŷ", "â", "’", "–", "…", "•", "\u00A0", "\t", "ł", "🗑", "א", "ا", "\u001B"})
    void knowsWhatIsNotInIt(String sign) {
        assertThat(TextMessage.inGsm("a" + sign)).isFalse();
    }

    @Test
    void takesPlainerSignsWhereTheyMeanTheSame() {
        String dear =
                "\u201CDon\u2019t\u201D \u2013 it\u2019s\u00A07\u202Fam\u2026\u2028\u2022 a\u2011b \u2212 c\t2\u00D73 \u00BD \u2192 \u200B\uFEFF\u00ADend";

        assertThat(TextMessage.plainer(dear)).isEqualTo("\"Don't\" - it's 7 am... - a-b - c 2x3 1/2 -> end");
        assertThat(TextMessage.inGsm(TextMessage.plainer(dear))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mae’r ŵyl yn Nhŷ’r Cyngor",
                "כל יום שני",
                "متى يُجمع؟",
                "नमस्ते",
                "👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🗑️",
                "zażółć"
            })
    void leavesLettersAndPicturesAsTheyAre(String text) {
        assertThat(TextMessage.plainer(text)).isEqualTo(text.replace('’', '\''));
    }

    @Test
    void joinsALetterAndItsAccent() {
        assertThat(TextMessage.plainer("e\u0301")).isEqualTo("é");
    }
}
