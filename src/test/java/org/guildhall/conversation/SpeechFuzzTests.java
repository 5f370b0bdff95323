package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.MarkdownRuns;
import org.guildhall.channel.Portions;
import org.guildhall.channel.Run;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever staff write: they write words, and citizens read these words. */
class SpeechFuzzTests {

    static Stream<byte[]> words() {
        return Stream.concat(
                Stream.of(
                                "*not bold* and _not slanted_ and **neither**",
                                "1. first\n2) second\n3. third",
                                "# 7 & 8\n- 9\n+ 10\n* 11\n> 12",
                                "above\n---\nbelow\n***\nbelow that",
                                "`x` ~~~ ``` [a](https://b.example) <https://c.example> &amp; \\* \\",
                                "[a]: https://b.example\n\n[a]",
                                "two  \nlines\\\nand three\n\n\nand a gap",
                                "| a | b |\n|---|---|\n| c | d |",
                                "£5 for a 🗑️, café, ŵ, مرحبا",
                                "2.5 kg at 10.30am, no. 7.",
                                "Total\n===",
                                "Dear Ann,\n\n    5 * 3\n\tand 7",
                                "Hi\n\n 2) foo\n 1. a\n 1. b",
                                "https://example.org/a_b?c=d&e=f#g",
                                "")
                        .map(words -> words.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    static Stream<byte[]> sentences() {
        return Stream.of(
                        "Please bring *both* forms, and your _passport_ [or card]. ",
                        "Is it #4 or #5? Tell us & we come! ",
                        "one -two +three ~four |five >six ",
                        "*",
                        "2) ")
                .map(words -> words.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void citizensReadWordForWordWhatStaffWriteAndNoneOfItIsMarkup(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            String written = written(text);
            List<Run> runs = runs(Speech.literally(new Content.Text(written)));
            assertThat(runs).as(written).allMatch(run -> run.marks().isEmpty());
            assertThat(words(Portions.text(runs))).isEqualTo(words(written));
        }
    }

    @MethodSource("sentences")
    @FuzzTest(maxDuration = "60s")
    void aLongReplyStaysLiteralInEachOfItsParts(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            String written = written(text.isEmpty() ? "" : text.repeat(2 * Parts.LONGEST / text.length() + 1));
            List<Run> runs = Parts.of(new Content.Text(written)).stream()
                    .flatMap(part -> runs(Speech.literally(part)).stream())
                    .toList();
            assertThat(runs).allMatch(run -> run.marks().isEmpty());
            // A word without end may be cut.
            assertThat(withoutSpace(Portions.text(runs))).isEqualTo(withoutSpace(written));
        }
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void whatIsToBeTappedStaysAsItIs(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            List<Choice> options = List.of(new Choice(text, text));
            String literal = Speech.literally(new Content.Text(text)).text();
            assertThat(Speech.literally(new Content.Choices(text, options)))
                    .isEqualTo(new Content.Choices(literal, options));
        }
    }

    /** As the desk takes it: without control characters, halves of surrogate pairs, and space around it. */
    private static String written(String text) {
        return text.codePoints()
                .filter(point -> point == '\n' || point == '\t' || !Character.isISOControl(point))
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
    }

    private static List<Run> runs(Content content) {
        return MarkdownRuns.of(content.text());
    }

    private static String withoutSpace(String text) {
        return text.codePoints()
                .filter(point -> !Character.isWhitespace(point))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
