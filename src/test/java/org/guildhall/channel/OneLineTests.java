package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTests {

    @Test
    void saysInOneLineWhatFitsThere() {
        assertThat(OneLine.of(" One\n\n  two\tthree ", 900)).containsExactly("One two three");
        assertThat(OneLine.of(" \n ", 900)).isEmpty();
    }

    @Test
    void cutsBetweenLinesAndSentencesAndLosesNoWord() {
        String sentence = "Mae'r biniau'n cael eu gwagio ddydd Llun. ";

        assertThat(OneLine.of(sentence.repeat(50), 900))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.length() <= 900 && line.endsWith("Llun."))
                .satisfies(lines -> assertThat(String.join(" ", lines))
                        .isEqualTo(sentence.repeat(50).strip()));
    }
}
