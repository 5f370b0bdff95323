package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Sender;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownTextTests {

    @Test
    void saysInBracketsWhatIsNotText() {
        assertThat(words(new Content.Media(MediaKind.PHOTO, null, "my bin", "a.jpg", null, null)))
                .isEqualTo("[photo] my bin");
        assertThat(words(new Content.Media(MediaKind.VOICE, null, "", null, null, null)))
                .isEqualTo("[voice]");
        assertThat(words(new Content.Location(51.5, -0.12, null, null))).isEqualTo("[location] 51.50000, -0.12000");
        assertThat(words(new Content.Contact("Ann", "01632 960123"))).isEqualTo("[contact] Ann 01632 960123");
        assertThat(words(new Content.Text("hello"))).isEqualTo("hello");
    }

    @Test
    void showsControlCharactersAndNamesWhatTurnsTextRound() {
        assertThat(ShownText.visible("a\u0000b\u001bc\u007f")).isEqualTo("a\u2400b\u241bc\u2421");
        assertThat(ShownText.visible("bill\u202Efdp.exe")).isEqualTo("bill[U+202E]fdp.exe");
        assertThat(ShownText.visible("two\nlines\tand 👩‍👧 عربي")).isEqualTo("two\nlines\tand 👩‍👧 عربي");
    }

    @Test
    void showsAnArticleThatStaffSentWithoutItsMarks() {
        Quoted quoted = new Quoted("missed-bin", 7, "Report a missed bin", null);
        assertThat(ShownText.forPage(ofStaff(quoted))).isEqualTo("Was it out?");
        assertThat(ShownText.forPage(ofStaff(null))).isEqualTo("Was it **out**?");
    }

    private static Message ofStaff(@Nullable Quoted quoted) {
        return new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                Sender.STAFF,
                "Anna",
                new Content.Text("Was it **out**?"),
                null,
                quoted,
                null,
                Instant.EPOCH);
    }

    @Test
    void cutsABeginningBetweenWords() {
        assertThat(ShownText.beginning("one\n\ntwo ")).isEqualTo("one two");
        assertThat(ShownText.beginning("word ".repeat(100)))
                .hasSizeLessThan(170)
                .endsWith("word …");
        assertThat(ShownText.beginning("\uD83D\uDC4D".repeat(200))).endsWith("\uD83D\uDC4D …");
    }

    @Test
    void takesWhatCannotBeStoredOutOfWhatStaffWrite() {
        assertThat(WrittenText.clean("  a\u0000b\ud800c\r\nd ")).isEqualTo("ab\ufffdc\nd");
        assertThat(WrittenText.clean(null)).isEmpty();
    }

    private static String words(Content content) {
        return ShownText.words(content);
    }
}
