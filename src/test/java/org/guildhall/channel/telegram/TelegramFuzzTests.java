package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes from Telegram's side, or goes there. */
class TelegramFuzzTests {

    private static final UpdateReader READER = Fixtures.reader();
    private static final TelegramChannel CHANNEL = Fixtures.channel(URI.create("http://localhost:1"));
    private static final Address TO = new Address("telegram", "42", "1", "1");

    /** https://core.telegram.org/bots/api#html-style */
    private static final Pattern TAG = Pattern.compile(
            "<(/?)(b|i|code|pre|blockquote|a)( href=\"https?://[^\"<>]*\")?>", Pattern.CASE_INSENSITIVE);

    static Stream<byte[]> updates() {
        return Seeds.posts("telegram");
    }

    static Stream<byte[]> secrets() {
        return Stream.of("", Fixtures.SECRET, Fixtures.SECRET + "x", "canary", "\u0000")
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> markdown() {
        return Seeds.markdown();
    }

    @MethodSource("updates")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        List<Inbound> read;
        try {
            read = READER.read(body);
        } catch (UnreadableWebhook refused) {
            return;
        }
        assertThat(read).hasSizeLessThanOrEqualTo(1);
        for (Inbound event : read) {
            assertThat(event.eventId()).matches("-?\\d{1,19}");
            assertThat(event.from().person()).matches("(-?\\d{1,19}:)?-?\\d{1,19}");
            assertThat(event.from().replyTo()).matches("-?\\d{1,19}(/\\d{1,18})?");
        }
        assertThat(READER.courtesy(body).stream())
                .allMatch(polite ->
                        polite.callback() == null || !polite.callback().isBlank());
    }

    @MethodSource("secrets")
    @FuzzTest(maxDuration = "60s")
    void onlyTheSecretItselfSigns(byte[] given) {
        for (String secret : Seeds.texts(given)) {
            assertThat(CHANNEL.signed(Fixtures.webhook(new byte[0], secret))).isEqualTo(secret.equals(Fixtures.SECRET));
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesMessagesThatTelegramTakes(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Outbound reply = new Outbound(new UUID(0, 0), TO, new Content.Text(text), null);
            for (TelegramText message : TelegramText.of(reply)) {
                assertThat(shown(message.html()).length()).isBetween(1, TelegramText.LONGEST);
                assertThat(message.plain()).isNotBlank().hasSizeLessThanOrEqualTo(TelegramText.LONGEST);
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource("markdown")
    void anyTextStandsUnderAPhotoOnlyWhereTelegramTakesIt(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Content photo =
                    new Content.Media(Content.MediaKind.PHOTO, new Handle("telegram", "1"), text, null, null, null);
            Outbound reply = new Outbound(new UUID(0, 0), TO, photo, null);
            for (TelegramText words : TelegramText.of(reply)) {
                if (TelegramMedia.takesCaption(reply, words)) {
                    assertThat(shown(words.html())).hasSizeLessThanOrEqualTo(TelegramMedia.LONGEST_CAPTION);
                    assertThat(words.plain()).hasSizeLessThanOrEqualTo(TelegramMedia.LONGEST_CAPTION);
                }
            }
        }
    }

    /** What a group's words may name, whatever its marks say. */
    @FuzzTest(maxDuration = "60s")
    @MethodSource("updates")
    void ourNameIsNeverLeftInWhatWeHear(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            assertThat(Mention.without("@marlbridge_bot " + text, "marlbridge_bot"))
                    .doesNotContainPattern("(?i)@marlbridge_bot(?![A-Za-z0-9_])");
        }
    }

    /** What is left without tags, all of which must be Telegram's and nest. */
    private static String shown(String html) {
        Deque<String> open = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (tag.find()) {
            text.append(html, at, tag.start());
            at = tag.end();
            if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
            } else {
                assertThat(open.poll()).isEqualTo(tag.group(2));
            }
        }
        text.append(html.substring(at));
        assertThat(open).isEmpty();
        assertThat(text.indexOf("<"))
                .as("a tag that Telegram does not know, in %s", html)
                .isEqualTo(-1);
        return text.toString()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
