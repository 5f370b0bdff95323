package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.guildhall.message.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceWordsTests {

    @ParameterizedTest
    @CsvSource({
        "1, Reply 1.",
        "2, Reply 1 or 2.",
        "3, 'Reply 1, 2 or 3.'",
        "4, 'Reply 1, 2, 3 or 4.'",
        "5, Reply with a number from 1 to 5."
    })
    void saysHowToReply(int count, String words) {
        List<Choice> choices = IntStream.range(0, count)
                .mapToObj(n -> new Choice("c" + n, "Title"))
                .toList();

        assertThat(Portions.text(ChoiceWords.runs(choices, false)))
                .startsWith("\n\n1. Title\n")
                .endsWith(words);
    }

    @Test
    void numbersThemInTheirOrderEachOnALineOfItsOwn() {
        List<Choice> choices = List.of(new Choice("b", " Bulky\nwaste "), new Choice("a", "A new bin"));

        assertThat(Portions.text(ChoiceWords.runs(choices, true)))
                .isEqualTo("1. Bulky waste\n2. A new bin\n\nReply 1 or 2.");
        assertThat(ChoiceWords.runs(List.of(), true)).isEmpty();
    }

    @Test
    void sendsBackTheIdOrItsPlaceWhereThereIsNoRoom() {
        List<Choice> choices =
                List.of(new Choice("ŵŵ", "A"), new Choice("ŵŵŵ", "B"), new Choice("#1", "C"), new Choice("", "D"));

        assertThat(IntStream.range(0, 4).mapToObj(i -> ChoiceWords.data(choices, i, 5, Measure.UTF8)))
                .containsExactly("ŵŵ", "#2", "#3", "#4");
    }

    @Test
    void knowsWhetherEveryTitleFitsAndIsDifferent() {
        List<Choice> two = List.of(new Choice("a", "Yes"), new Choice("b", "Nage"));

        assertThat(ChoiceWords.titlesFit(two, 4, Measure.UTF16)).isTrue();
        assertThat(ChoiceWords.titlesFit(two, 3, Measure.UTF16)).isFalse();
        assertThat(ChoiceWords.titlesFit(List.of(new Choice("a", "Yes"), new Choice("b", "Yes ")), 9, Measure.UTF16))
                .isFalse();
        assertThat(ChoiceWords.titlesFit(List.of(new Choice("a", " ")), 9, Measure.UTF16))
                .isFalse();
    }

    @Test
    void opensAListWithFewLetters() {
        assertThat(ChoiceWords.open().length()).isBetween(1, 20);
        assertThat(ChoiceWords.prompt()).isNotBlank();
    }
}
