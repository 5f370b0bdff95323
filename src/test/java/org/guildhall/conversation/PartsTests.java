package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.channel.MarkdownRuns;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartsTests {

    private static final String LONG =
            "This is a sentence about it. ".repeat(200).strip();

    static List<String> markup() {
        return List.of(
                "- [Pay your council tax](https://council.example/pay)\n",
                "[Pay your council tax](https://council.example/pay) or ",
                "**Bring your passport or card** and ",
                "You may *bring your passport or card* and ",
                "Type `help with my bin` or ");
    }

    static List<Content> contents() {
        return List.of(
                new Content.Choices(LONG, List.of(new Choice("yes", "Yes"))),
                new Content.PlaceWanted(LONG),
                new Content.Media(
                        Content.MediaKind.PHOTO, new Handle("whatsapp", "1"), LONG, "plan.png", "image/png", 7L));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void whatIsToBeTappedOrShownStaysWithTheLastPart(Content content) {
        List<Content> parts = Parts.of(content);

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).isInstanceOf(Content.Text.class);
        assertThat(parts.getLast()).isInstanceOf(content.getClass()).isNotEqualTo(content);
        assertThat(parts.getFirst().text() + " " + parts.getLast().text()).isEqualTo(LONG);
        assertThat(parts).allSatisfy(part -> assertThat(part.text()).hasSizeLessThanOrEqualTo(Parts.LONGEST));
    }

    @ParameterizedTest
    @MethodSource("markup")
    void noCutGoesThroughMarkup(String again) {
        for (int shift = 0; shift < again.length(); shift++) {
            String text = "x".repeat(shift) + "\n\n" + again.repeat(2 * Parts.LONGEST / again.length() + 1);
            List<Content> parts = Parts.of(new Content.Text(text));

            assertThat(parts).hasSizeGreaterThan(1);
            assertThat(parts.stream()
                            .flatMap(part -> marked(part.text()).stream())
                            .toList())
                    .as("%s moved by %s", again, shift)
                    .isEqualTo(marked(text));
        }
    }

    @Test
    void aPartEndsWhereAParagraphDoesBeforeALineOrASentenceWould() {
        String first = "One two. ".repeat(250).strip();
        String second = "Three four.\nFive six. ".repeat(200).strip();
        String third = "Seven eight. ".repeat(300).strip();

        List<Content> parts = Parts.of(new Content.Text(first + "\n\n" + second + "\n\n" + third));

        assertThat(parts.getFirst().text()).isEqualTo(first);
        assertThat(parts.get(1).text()).startsWith("Three four.").endsWith("four.");
        assertThat(parts.getLast().text()).endsWith("eight.");
    }

    @Test
    void whatIsMarkedFromBeginToEndIsCutAllTheSame() {
        String text = "**" + "word ".repeat(2 * Parts.LONGEST / 5).strip() + "**";

        assertThat(Parts.of(new Content.Text(text)))
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part.text()).hasSizeLessThanOrEqualTo(Parts.LONGEST));
    }

    private static List<String> marked(String markdown) {
        return MarkdownRuns.of(markdown).stream()
                .filter(run -> !run.marks().isEmpty())
                .map(run -> run.text()
                        + run.marks().stream()
                                .map(mark -> mark.style() + " " + mark.href())
                                .toList())
                .toList();
    }
}
