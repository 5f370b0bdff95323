package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordOddsTests {

    private final WordOdds odds = new WordOdds(
            List.of(List.of("house", "on", "fire"), List.of("fire", "help")),
            List.of(List.of("fire", "door"), List.of("bin", "day")));

    @Test
    void wordsOfTheOneLotSpeakForIt() {
        assertThat(odds.of(List.of("help"))).isPositive();
        assertThat(odds.of(List.of("bin"))).isNegative();
    }

    @Test
    void neighboursTellMoreThanTheirWords() {
        assertThat(odds.of(List.of("on", "fire"))).isGreaterThan(odds.of(List.of("fire", "on")));
        assertThat(odds.of(List.of("fire", "door"))).isLessThan(odds.of(List.of("door", "fire")));
    }

    @Test
    void whatNobodyHasSeenAndNothingSayNothing() {
        assertThat(odds.of(List.of("xyzzy"))).isZero();
        assertThat(odds.of(List.of())).isZero();
    }
}
