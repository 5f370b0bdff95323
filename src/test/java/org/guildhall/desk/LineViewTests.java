package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
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
        assertThat(what(new Content.Text("hello"))).isNull();
    }

    @Test
    void saysThatAnOldButtonWasPressedInsteadOfShowingNothing() {
        assertThat(what(new Content.Text("")))
                .isEqualTo("No words: an old button was pressed, or the message was taken back");
    }

    private static @Nullable String what(Content content) {
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
        return LineView.of(said, List.of(), false, null, ZoneId.of("Europe/London"))
                .what();
    }
}
