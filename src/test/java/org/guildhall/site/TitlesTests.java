package org.guildhall.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTests {

    private final Titles titles = Titles.of(List.of(
            Written.BIN.article(),
            Written.TAX.article(),
            Written.article("tip", "Find your tip", "At nine.").article(),
            Written.article("cafe", "Café licences", "Ask us.").article(),
            Written.BIN_AR.article()));

    @Test
    void findsByTheBeginningOfEachWord() {
        assertThat(found("mis bi")).containsExactly("missed-bin");
        assertThat(found("counc")).containsExactly("pay-tax");
        assertThat(found("bin mis")).as("in any order").containsExactly("missed-bin");
        assertThat(found("missed zebra")).as("every word must fit").isEmpty();
    }

    @Test
    void putsTitlesBeforeQuestionsAndTheirFirstWordsFirst() {
        assertThat(found("f")).startsWith("tip");
        // "emptied" is only in the questions, which all have here.
        assertThat(found("emptied")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAFE", "café", "cafe\u0301", "cafe licences!"})
    void doesNotMindCaseAccentsAndSigns(String typed) {
        assertThat(found(typed)).containsExactly("cafe");
    }

    @Test
    void findsInAnyScript() {
        assertThat(found("حاو")).containsExactly("missed-bin-ar");
    }

    @Test
    void doesNotMindApostrophes() {
        assertThat(found("wasnt empt")).isNotEmpty();
        assertThat(found("wasn’t empt")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "…", "()*+?[", "\u0000", "\ud800"})
    void findsNothingForNothing(String typed) {
        assertThat(found(typed)).isEmpty();
    }

    @Test
    void looksAtTheBeginningOfWhatIsLong() {
        assertThat(found("report " + " ".repeat(100_000) + "zebra")).containsExactly("missed-bin");
    }

    @Test
    void tellsNoMoreThanWanted() {
        assertThat(titles.beginning("where", 2)).hasSize(2);
    }

    private List<String> found(String typed) {
        return titles.beginning(typed, 10).stream().map(Topics.Entry::id).toList();
    }
}
