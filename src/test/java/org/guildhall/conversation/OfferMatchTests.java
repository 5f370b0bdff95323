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

    private static final List<Choice> AFTER_AN_ANSWER =
            List.of(new Choice("yes", "Yes"), new Choice("no", "No"), new Choice("person", "Talk to a person"));

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
        "none, none",
        "no 2, new",
        "no. 2, new",
        "option two, new",
        "2 please, new",
        "i meant the second, new",
        "it's the first one, missed",
        "yes the second one, new",
        "no the second one, new",
        "the last one, new",
        "last, new",
        "missed, missed",
        "the missed one please, missed",
        "new bins, new",
        "I mean the new one, new",
        "neither, none",
        "none of them, none",
        "Neither of those., none",
        "no, none",
        "something else, none"
    })
    void countsAndTitlesAreUnderstood(String typed, String meant) {
        assertThat(OfferMatch.in(typed, OFFER)).map(Choice::id).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bin",
                "4",
                "0",
                "99",
                "a",
                "my bin wasn't emptied again",
                "",
                "\u0000",
                "((((",
                "the",
                "how do I report a missed bin",
                "can i get a new bin",
                "not the new one",
                "is it new?  why",
                "thanks",
                "yes",
                "ok",
                "1 or 2",
                "2 bins",
                "the missed one and the new one",
                "it is",
                "of the",
                "report get missed new bin today"
            })
    void anythingElseIsANewQuestion(String typed) {
        assertThat(OfferMatch.in(typed, OFFER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"yes, yes", "no, no", "talk to a person, person", "a person please, person", "2, no", "last, person"})
    void yesNoAndAPersonArePickedAsBefore(String typed, String meant) {
        assertThat(OfferMatch.in(typed, AFTER_AN_ANSWER)).map(Choice::id).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "nope", "neither", "no thanks", "yes but not my street", "where", "talk about bins"})
    void whatRefusesAnOfferOrAsksOnIsNoAnswerToWhetherItHelped(String typed) {
        assertThat(OfferMatch.in(typed, AFTER_AN_ANSWER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Un, missed", "dau, new", "dwy, new", "tri, none", "tair, none"})
    void welshNumbersCountToo(String typed, String meant) {
        assertThat(OfferMatch.in(typed, OFFER)).map(Choice::id).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"five, c5", "the seventh one, c7", "10, c10", "ten, c10", "10th, c10", "chwech, c6", "deg, c10"})
    void countsUpToTheLongestListAMessengerShows(String typed, String meant) {
        List<Choice> ten = java.util.stream.IntStream.rangeClosed(1, 10)
                .mapToObj(n -> new Choice("c" + n, "Title of " + n * 100))
                .toList();

        assertThat(OfferMatch.in(typed, ten)).map(Choice::id).contains(meant);
    }

    @Test
    void aWordOfATitleComesBeforeTheWelshNumberItAlsoIs() {
        List<Choice> heating = List.of(
                new Choice("boiler", "Mend a boiler"),
                new Choice("pump", "Get a heat pump"),
                new Choice("a", "A grant"),
                new Choice("b", "A loan"),
                new Choice("none", "None of these"));

        assertThat(OfferMatch.in("pump", heating)).map(Choice::id).contains("pump");
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
