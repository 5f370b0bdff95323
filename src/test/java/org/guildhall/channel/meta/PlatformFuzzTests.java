package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.Posts;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes from the Messenger Platform's side, or goes there. */
class PlatformFuzzTests {

    private static final String PAGE = "104700001";
    private static final List<MessengerPlatform> PLATFORMS = List.of(Platforms.LARGE, Platforms.SMALL);

    static Stream<byte[]> posts() {
        return Stream.concat(Seeds.posts("messenger"), Seeds.posts("instagram"));
    }

    static Stream<byte[]> signatures() {
        String right = MetaCalls.signature("x".getBytes(StandardCharsets.UTF_8), MetaCalls.APP_SECRET);
        return Stream.of("", right, right + "0", "sha256=", "sha1=" + right, "\u0000")
                .map(signature -> signature.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> markdown() {
        return Seeds.markdown();
    }

    @MethodSource("posts")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        for (MessengerPlatform platform : PLATFORMS) {
            List<Inbound> read;
            try {
                read = new PlatformReader(platform, PAGE).read(body);
            } catch (UnreadableWebhook refused) {
                continue;
            }
            for (Inbound event : read) {
                assertThat(event.from().account()).isEqualTo(PAGE);
                assertThat(event.from().person()).isNotEqualTo(PAGE);
                if (!(event instanceof Inbound.Unreadable)) {
                    assertThat(event.eventId()).isNotEmpty();
                    assertThat(event.from().person()).isNotEmpty();
                }
            }
        }
    }

    @MethodSource("signatures")
    @FuzzTest(maxDuration = "60s")
    void onlyTheSignatureItselfSigns(byte[] given) {
        byte[] body = "x".getBytes(StandardCharsets.UTF_8);
        String right = MetaCalls.signature(body, MetaCalls.APP_SECRET);
        for (String signature : Seeds.texts(given)) {
            assertThat(MetaCalls.DOOR.signed(Posts.post(body, Map.of(MetaDoor.SIGNATURE_HEADER, signature))))
                    .isEqualTo(signature.equals(right));
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesMessagesThatMetaTakes(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (MessengerPlatform platform : PLATFORMS) {
                for (ObjectNode message : PlatformMessages.of(Platforms.outbound(new Content.Text(text)), platform)) {
                    String words = message.path("text").stringValue();
                    assertThat(words).isNotBlank();
                    assertThat(platform.measure().of(words)).isLessThanOrEqualTo(platform.longest());
                }
            }
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTitleBecomesAButtonThatMetaTakes(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Content offer = new Content.Choices(text, List.of(new Choice(text, text), new Choice("no", "No")));
            for (MessengerPlatform platform : PLATFORMS) {
                ObjectNode last =
                        PlatformMessages.of(Platforms.outbound(offer), platform).getLast();
                assertThat(buttons(last)).hasSize(2).allSatisfy(button -> {
                    assertThat(button.path("title").stringValue())
                            .isNotBlank()
                            .hasSizeLessThanOrEqualTo(PlatformMessages.LONGEST_TITLE);
                    assertThat(button.path("payload").stringValue())
                            .isNotBlank()
                            .hasSizeLessThanOrEqualTo(PlatformMessages.LONGEST_PAYLOAD);
                });
                assertThat(last.path("attachment").path("payload").path("text").stringValue("x"))
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(PlatformMessages.LONGEST_TEMPLATE);
            }
        }
    }

    private static List<JsonNode> buttons(ObjectNode message) {
        JsonNode template = message.path("attachment").path("payload").path("buttons");
        return Stream.concat(message.path("quick_replies").valueStream(), template.valueStream())
                .toList();
    }
}
