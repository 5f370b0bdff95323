package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortionsTests {

    private static final String FAMILY = "👨‍👩‍👧‍👦";
    private static final String WALES = "🏴󠁧󠁢󠁷󠁬󠁳󠁿";

    @Test
    void leavesWholeWhatFits() {
        assertThat(cut("  Bore da \n", 7)).containsExactly("Bore da");
        assertThat(cut(" \n ", 7)).isEmpty();
    }

    @Test
    void cutsAtParagraphsThenLinesThenSentencesThenWords() {
        assertThat(cut("One and two.\n\nThree four. Five", 16)).containsExactly("One and two.", "Three four. Five");
        assertThat(cut("One and two.\nThree four. Five", 16)).containsExactly("One and two.", "Three four. Five");
        assertThat(cut("One two three. Four five", 20)).containsExactly("One two three.", "Four five");
        assertThat(cut("One two three four", 12)).containsExactly("One two", "three four");
    }

    @Test
    void cutsAfterTheMarksThatEndASentenceFromRightToLeft() {
        assertThat(cut("متى يُجمع؟ غداً صباحاً في شارعكم", 16)).first().isEqualTo("متى يُجمع؟");
    }

    @ParameterizedTest
    @ValueSource(strings = {FAMILY, WALES, "🇬🇧", "ŵ", "w\u0302", "👍🏽", "नि"})
    void keepsACharacterAsPeopleSeeItWhole(String character) {
        for (Measure measure : Measure.values()) {
            int limit = measure.of(character) * 5 + measure.of(character) - 1;
            List<String> portions = cut(character.repeat(50), limit, measure);

            assertThat(portions)
                    .as("%s in %s", character, measure)
                    .allSatisfy(portion ->
                            assertThat(portion.replace(character, "")).isEmpty());
            assertThat(String.join("", portions)).isEqualTo(character.repeat(50));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fillsAMessageToTheLimitAndNotBeyond(Measure measure) {
        String text = "ŵ🗑️".repeat(10);
        int size = measure.of(text);

        assertThat(cut(text, size, measure)).containsExactly(text);
        assertThat(cut(text + "x", size, measure)).hasSize(2).allMatch(portion -> measure.of(portion) <= size);
    }

    @Test
    void neverCutsInsideALink() {
        List<Run> runs =
                MarkdownRuns.of("Read all of it: [the whole list of what goes in](https://c.example/bins) now");

        for (int limit = 34; limit < 70; limit++) {
            List<List<Run>> portions =
                    Portions.of(runs, limit, portion -> Portions.text(portion).length());
            assertThat(portions.stream()
                            .flatMap(List::stream)
                            .filter(run -> run.link().isPresent()))
                    .as("at %s", limit)
                    .singleElement()
                    .extracting(Run::text)
                    .isEqualTo("the whole list of what goes in");
        }
    }

    @Test
    void cutsBeforeALinkWhereThereIsNoSpaceToCutAt() {
        List<Run> runs = MarkdownRuns.of("x".repeat(20) + "[thelink](https://c.example/bins)");

        assertThat(Portions.of(runs, 25, portion -> Portions.text(portion).length()))
                .extracting(Portions::text)
                .containsExactly("x".repeat(20), "thelink");
    }

    @Test
    void cutsALinkThatAloneIsTooLong() {
        List<Run> runs = MarkdownRuns.of("[" + "long words ".repeat(20).strip() + "](https://c.example/)");

        assertThat(Portions.of(runs, 50, portion -> Portions.text(portion).length()))
                .hasSizeGreaterThan(4)
                .allMatch(portion -> Portions.text(portion).length() <= 50);
    }

    @Test
    void getsThroughEvenWhereNothingFits() {
        assertThat(cut("🗑️🗑️ ab", 1)).isNotEmpty();
        assertThat(String.join("", cut("🗑️🗑️ab", 1))).isEqualTo("🗑️🗑️ab");
        assertThat(Portions.of(MarkdownRuns.of("abc"), 1, portion -> 99)).hasSize(3);
    }

    /** As where signs are left out of the middle of a word: the same words measure more when the message ends with them. */
    @Test
    void looksAgainWhereAMessageThatEndsSoonerIsTheLonger() {
        ToIntFunction<List<Run>> odd = portion -> {
            String text = Portions.text(portion);
            return text.endsWith("!") ? 12 : text.length() < 12 ? 5 : 20;
        };
        List<String> messages = Portions.of(List.of(Run.plain("Go now! And then more words")), 10, odd).stream()
                .map(Portions::text)
                .toList();

        assertThat(messages.getFirst()).isEqualTo("Go");
        assertThat(String.join(" ", messages)).isEqualTo("Go now! And then more words");
    }

    private static List<String> cut(String text, int limit) {
        return cut(text, limit, Measure.UTF16);
    }

    private static List<String> cut(String text, int limit, Measure measure) {
        return Portions.of(List.of(Run.plain(text)), limit, portion -> measure.of(Portions.text(portion))).stream()
                .map(Portions::text)
                .toList();
    }
}
