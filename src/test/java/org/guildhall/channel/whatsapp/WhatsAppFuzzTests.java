package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.MarkdownRuns;
import org.guildhall.channel.Portions;
import org.guildhall.channel.Run;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes from Meta's side, or goes there. */
class WhatsAppFuzzTests {

    private static final NotificationReader READER = new NotificationReader(Fixtures.NUMBER);
    private static final WhatsAppChannel CHANNEL = Fixtures.channel(Fixtures.NOWHERE);
    private static final Address TO = new Address("whatsapp", Fixtures.NUMBER, "1", "1");

    /** What WhatsApp would take for markup around some of these words. */
    private static final Pattern MARKED = Pattern.compile("(?<![\\p{L}\\p{N}])[*_~](?=\\S)|`");

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S*", Pattern.CASE_INSENSITIVE);

    static Stream<byte[]> notifications() {
        return Seeds.posts("whatsapp");
    }

    static Stream<byte[]> signatures() {
        String right = Fixtures.signature("x".getBytes(StandardCharsets.UTF_8), Fixtures.APP_SECRET);
        return Stream.of("", right, right + "0", "sha256=", "sha1=" + right, "\u0000")
                .map(signature -> signature.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> markdown() {
        return Seeds.markdown();
    }

    @MethodSource("notifications")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        List<Inbound> read;
        try {
            read = READER.read(body);
        } catch (UnreadableWebhook refused) {
            return;
        }
        for (Inbound event : read) {
            assertThat(event.from().account()).isEqualTo(Fixtures.NUMBER);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
            }
            if (event instanceof Inbound.Said said) {
                assertThat(said.from().person()).isNotEmpty();
            }
        }
    }

    @MethodSource("signatures")
    @FuzzTest(maxDuration = "60s")
    void onlyTheSignatureItselfSigns(byte[] given) {
        byte[] body = "x".getBytes(StandardCharsets.UTF_8);
        String right = Fixtures.signature(body, Fixtures.APP_SECRET);
        for (String signature : Seeds.texts(given)) {
            assertThat(CHANNEL.signed(Fixtures.webhook(body, signature))).isEqualTo(signature.equals(right));
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesMessagesThatWhatsAppTakes(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (ObjectNode message : WhatsAppMessages.of(outbound(new Content.Text(text)))) {
                String body = message.path("text").path("body").stringValue();
                assertThat(body).isNotBlank();
                assertThat(body.length()).isLessThanOrEqualTo(WhatsAppMessages.LONGEST_TEXT);
            }
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTitleBecomesAButtonOrARowThatWhatsAppTakes(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Content offer = new Content.Choices(text, List.of(new Choice(text, text), new Choice("no", "No")));
            ObjectNode interactive = WhatsAppMessages.of(outbound(offer)).getLast();
            assertThat(interactive.path("interactive").path("body").path("text").stringValue())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(WhatsAppMessages.LONGEST_BODY);
            assertThat(interactive.findValuesAsString("title"))
                    .allMatch(title -> !title.isBlank() && title.length() <= WhatsAppMessages.LONGEST_ROW);
            assertThat(interactive.findValuesAsString("description"))
                    .allMatch(words -> words.length() <= WhatsAppMessages.LONGEST_DESCRIPTION);
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextStandsUnderAFileOrOverAQuestionForAPlaceAsWhatsAppTakesIt(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Content file =
                    new Content.Media(Content.MediaKind.PHOTO, new Handle("whatsapp", "1"), text, null, null, null);
            ObjectNode photo = WhatsAppMessages.of(outbound(file)).getLast();
            assertThat(photo.path("image").path("caption").stringValue(""))
                    .hasSizeLessThanOrEqualTo(WhatsAppMedia.LONGEST_CAPTION);
            ObjectNode place =
                    WhatsAppMessages.of(outbound(new Content.PlaceWanted(text))).getLast();
            assertThat(place.path("interactive").path("body").path("text").stringValue())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(WhatsAppMessages.LONGEST_BODY);
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void wordsWithoutMarksNeverCountAsMarkup(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            List<Run> plain = List.of(Run.plain(Portions.text(MarkdownRuns.of(text))));
            String written = ADDRESS.matcher(WhatsAppMarkup.of(plain)).replaceAll("");
            assertThat(MARKED.matcher(written).find()).as(written).isFalse();
            assertThat(written.lines()).noneMatch(line -> line.matches("[ \\t]*> .*"));
        }
    }

    private static Outbound outbound(Content content) {
        return new Outbound(new UUID(0, 0), TO, content, null);
    }
}
