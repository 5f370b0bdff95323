package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartsTests {

    private static final String LONG =
            "This is a sentence about it. ".repeat(200).strip();

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
}
