package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.message.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferMatchTests {

    private static final List<Choice> OFFER = List.of(
            new Choice("missed", "Report a missed bin"),
            new Choice("new", "Get a new bin"),
            new Choice("none", "None of these"));

    @ParameterizedTest
    @CsvSource({
        "2, new",
        "2., new",
        "number 2, new",
        "two, new",
        "the second one, new",
        "Second!, new",
        "option 3, none",
        "report a missed bin, missed",
        "missed bin, missed",
        "None of these, none",
        "none, none"
    })
    void countsAndTitlesAreUnderstood(String typed, String meant) {
        assertThat(OfferMatch.in(typed, OFFER)).map(Choice::id).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin", "4", "0", "99", "a", "my bin wasn't emptied again", "", "\u0000", "((((", "the"})
    void anythingElseIsANewQuestion(String typed) {
        assertThat(OfferMatch.in(typed, OFFER)).isEmpty();
    }

    @Test
    void withoutAnOfferNothingIsMeant() {
        assertThat(OfferMatch.in("2", List.of())).isEmpty();
    }

    @Test
    void aButtonMayNameItsPlace() {
        assertThat(OfferMatch.placed("#2", OFFER)).map(Choice::id).contains("new");
        assertThat(OfferMatch.placed("#9", OFFER)).isEmpty();
        assertThat(OfferMatch.placed("new", OFFER)).isEmpty();
    }
}
