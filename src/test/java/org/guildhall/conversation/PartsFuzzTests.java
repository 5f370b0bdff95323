package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a reply says, and however long it is. */
class PartsFuzzTests {

    private static final List<Choice> OFFER = List.of(new Choice("yes", "Yes"), new Choice("no", "No"));

    static Stream<byte[]> words() {
        return Stream.concat(
                Stream.of(
                                "This is a sentence about it. ",
                                "word ",
                                "x",
                                "🗑️",
                                "👩‍👩‍👧‍👦 ",
                                "Bydd eich bin yn cael ei wagio. ",
                                "مرحبا بكم. ",
                                "一二三。",
                                "line\n\n- item\n",
                                "- [Pay your council tax](https://council.example/pay)\n",
                                "**Bring your card** or ",
                                "**",
                                "[",
                                "e" + "\u0301".repeat(2 * Parts.LONGEST),
                                "👩\u200D".repeat(Parts.LONGEST),
                                "start" + " ".repeat(2 * Parts.LONGEST) + "end")
                        .map(words -> words.getBytes(StandardCharsets.UTF_8)),
                Seeds.markdown());
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void aReplyIsCutIntoPartsThatFitAndSaysTheSame(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (String words : List.of(stored(text), stored(longer(text)))) {
                List<Content> parts = Parts.of(new Content.Choices(words, OFFER));

                assertThat(parts.getLast())
                        .isInstanceOfSatisfying(
                                Content.Choices.class,
                                last -> assertThat(last.options()).isEqualTo(OFFER));
                assertThat(parts.subList(0, parts.size() - 1)).allMatch(Content.Text.class::isInstance);
                assertThat(parts).allSatisfy(part -> {
                    assertThat(part.text()).hasSizeLessThanOrEqualTo(Parts.LONGEST);
                    assertThat(part.text().isBlank()).isEqualTo(words.isBlank());
                    assertThat(part.text().codePoints())
                            .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
                });
                assertThat(together(parts)).isEqualTo(withoutSpace(words));
            }
        }
    }

    /** As it comes out of the database, which holds no halves of surrogate pairs, and without space around it. */
    private static String stored(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).strip();
    }

    /** Again and again, until it is two parts at least. */
    private static String longer(String text) {
        return text.isEmpty() ? "" : text.repeat(2 * Parts.LONGEST / text.length() + 1);
    }

    private static String together(List<Content> parts) {
        return withoutSpace(parts.stream().map(Content::text).collect(Collectors.joining()));
    }

    private static String withoutSpace(String text) {
        return text.codePoints()
                .filter(point -> !Character.isWhitespace(point))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
