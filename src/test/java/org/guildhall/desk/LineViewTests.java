package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What staff see of one message. */
class LineViewTests {

    @Test
    void saysWhatWasSentWhenItWasNotWords() {
        assertThat(what(new Content.Media(MediaKind.STICKER, null, "", null, null, null)))
                .isEqualTo("Sticker");
        assertThat(what(new Content.Media(MediaKind.MENTION, null, "", null, null, null)))
                .isEqualTo("A story that names us");
        assertThat(what(new Content.Text("hello"))).isNull();
    }

    @Test
    void saysThatAnOldButtonWasPressedInsteadOfShowingNothing() {
        assertThat(what(new Content.Text("")))
                .isEqualTo("No words: an old button was pressed, or the message was taken back");
    }

    @Test
    void showsTheSignThatTheCitizenPutOnIt() {
        assertThat(line(new Content.Text("Monday"), Map.of(1, "\uD83D\uDC4D\u202E"))
                        .reaction())
                .isEqualTo("\uD83D\uDC4D[U+202E]");
        assertThat(line(new Content.Text("Monday"), Map.of(2, "\uD83D\uDC4D")).reaction())
                .isNull();
    }

    private static @Nullable String what(Content content) {
        return line(content, Map.of()).what();
    }

    private static LineView line(Content content, Map<Integer, String> reactions) {
        Message said = new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                Sender.CITIZEN,
                null,
                content,
                null,
                null,
                null,
                Instant.parse("2026-11-23T10:00:00Z"));
        return LineView.of(said, transcript(said, reactions), ZoneId.of("Europe/London"));
    }

    private static Transcript transcript(Message said, Map<Integer, String> reactions) {
        Summary summary = new Summary(
                said.conversation(),
                null,
                null,
                Priority.NORMAL,
                Floor.ASSISTANT,
                "whatsapp",
                0,
                said.text(),
                null,
                null,
                said.at(),
                said.seq(),
                null);
        return new Transcript(
                summary,
                null,
                null,
                List.of(said),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                reactions);
    }
}
