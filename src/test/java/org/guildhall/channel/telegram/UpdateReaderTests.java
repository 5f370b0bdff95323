package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateReaderTests {

    private static final Address ANN = new Address("telegram", "42", "5001", "5001");

    private final UpdateReader reader = Fixtures.reader();

    @Test
    void readsATextWithItsSender() {
        assertThat(reader.read(Fixtures.body("text")))
                .containsExactly(new Inbound.Said(
                        "900001",
                        ANN,
                        new Content.Text("My bin was not emptied"),
                        null,
                        "Ann Example",
                        "en",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        "0"));
    }

    @Test
    void takesAStartWithAPayloadForAStart() {
        assertThat(said("start").content()).isEqualTo(new Content.Text("/start"));
    }

    @Test
    void keepsTheLargestPhotoWithItsCaption() {
        assertThat(said("photo").content())
                .isEqualTo(media(MediaKind.PHOTO, "photo-large", "Is this fly-tipping?", null, null, 180_000L));
    }

    @Test
    void keepsRecordingsWithTheirHandles() {
        assertThat(said("video").content())
                .isEqualTo(media(MediaKind.VIDEO, "video-1", "", "pothole.mp4", "video/mp4", 900_000L));
        assertThat(said("video-note").content()).isEqualTo(media(MediaKind.VIDEO, "note-1", "", null, null, null));
        assertThat(said("voice").content()).isEqualTo(media(MediaKind.VOICE, "voice-1", "", null, "audio/ogg", 9_000L));
        assertThat(said("audio").content())
                .isEqualTo(media(MediaKind.AUDIO, "audio-1", "", "noise.mp3", "audio/mpeg", 700_000L));
    }

    @Test
    void keepsFilesStickersAndAnimationsAsWhatTheyAre() {
        assertThat(said("document").content())
                .isEqualTo(media(MediaKind.DOCUMENT, "doc-1", "my bill", "bill.pdf", "application/pdf", 44_000L));
        assertThat(said("sticker").content()).isEqualTo(media(MediaKind.STICKER, "sticker-1", "😡", null, null, null));
        assertThat(said("animation").content())
                .isEqualTo(media(MediaKind.ANIMATION, "animation-1", "", "bin.mp4", "video/mp4", 50_000L));
    }

    @Test
    void keepsPlacesAndContacts() {
        assertThat(said("location").content()).isEqualTo(new Content.Location(51.5007, -0.1246, null, null));
        assertThat(said("venue").content())
                .isEqualTo(new Content.Location(51.5007, -0.1246, "Town Hall", "High Street"));
        assertThat(said("contact").content()).isEqualTo(new Content.Contact("Bo Example", "+441632960001"));
    }

    @Test
    void keepsThatSomethingCameWhenItCannotBeShown() {
        assertThat(said("poll").content())
                .isEqualTo(new Content.Media(MediaKind.OTHER, null, "Which day?", null, null, null));
    }

    @Test
    void readsATappedButtonAsAChoiceWithItsTitle() {
        Inbound.Said said = said("button");

        assertThat(said.choice()).isEqualTo("person");
        assertThat(said.content()).isEqualTo(new Content.Text("Talk to a person"));
        assertThat(said.from()).isEqualTo(ANN);
        assertThat(reader.courtesy(Fixtures.body("button"))).contains(new UpdateReader.Courtesy("77001", "5001", 12L));
    }

    @Test
    void readsATappedButtonWhoseMessageIsGone() {
        assertThat(said("button-of-an-old-message").choice()).isEqualTo("solved");
        assertThat(said("button-without-a-message").choice()).isEqualTo("#2");
    }

    @Test
    void isPoliteAboutWhatIsTappedAndWhatIsSaidInPrivate() {
        assertThat(reader.courtesy(Fixtures.body("button-without-a-message")))
                .hasValueSatisfying(polite -> assertThat(polite.chat()).isNull());
        assertThat(reader.courtesy(Fixtures.body("text"))).contains(new UpdateReader.Courtesy(null, "5001", null));
        assertThat(reader.courtesy(Fixtures.body("chat-without-a-type"))).isPresent();
        assertThat(reader.courtesy(Fixtures.body("group-that-names-us"))).isEmpty();
        assertThat(reader.courtesy(Fixtures.body("another-bot"))).isEmpty();
        assertThat(reader.courtesy(Fixtures.body("reaction"))).isEmpty();
        assertThat(reader.courtesy(Fixtures.body("button-of-a-message-with-a-long-id")))
                .contains(new UpdateReader.Courtesy("77009", "5001", 4_294_967_302L));
    }

    @Test
    void readsWhatWasChangedUnderTheIdOfTheMessage() {
        assertThat(reader.read(Fixtures.body("edited")))
                .containsExactly(
                        new Inbound.Edited("900024", ANN, "23", new Content.Text("My bin was not emptied on Monday")));
        assertThat(said("text").messageId()).isEqualTo("0");
    }

    @Test
    void followsAPlaceThatMoves() {
        assertThat(reader.read(Fixtures.body("live-location-moves")))
                .containsExactly(
                        new Inbound.Edited("900061", ANN, "30", new Content.Location(51.5010, -0.1250, null, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "group-that-names-us, when are the bins for ŵy?",
        "group-that-answers-us, and the green ones?",
        "group-with-a-command, /start",
        "group-with-our-name-alone, /start"
    })
    void hearsInAGroupOnlyWhatIsSaidToIt(String fixture, String words) {
        Inbound.Said said = said(fixture);

        assertThat(said.content()).isEqualTo(new Content.Text(words));
        assertThat(said.from()).isEqualTo(new Address("telegram", "42", "-100200300:5001", "-100200300"));
        assertThat(said.name()).isEqualTo("Ann Example (in a group)");
    }

    @Test
    void hearsNobodyByNameBeforeItKnowsItsName() {
        UpdateReader nameless = new UpdateReader(TelegramConfiguration.json(), "42", new BotName());

        assertThat(nameless.read(Fixtures.body("group-that-names-us"))).isEmpty();
        assertThat(nameless.read(Fixtures.body("group-that-answers-us"))).hasSize(1);
    }

    @Test
    void readsATappedButtonInAGroupAsThatPersonsThere() {
        assertThat(said("button-in-a-group").from())
                .isEqualTo(new Address("telegram", "42", "-100200300:5001", "-100200300"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"group-in-a-topic", "button-in-a-topic"})
    void keepsTheTopicInWhichItWasCalled(String fixture) {
        assertThat(said(fixture).from()).isEqualTo(new Address("telegram", "42", "-100200300:5001", "-100200300/5"));
    }

    @Test
    void takesAThreadOfAnswersForNoTopic() {
        assertThat(said("group-in-a-thread-of-answers").from().replyTo()).isEqualTo("-100200300");
    }

    @Test
    void seesBlockingAndLettingInAgain() {
        assertThat(reader.read(Fixtures.body("blocked")))
                .singleElement()
                .isInstanceOfSatisfying(Inbound.Blocked.class, blocked -> {
                    assertThat(blocked.blocked()).isTrue();
                    assertThat(blocked.from()).isEqualTo(ANN);
                });
        assertThat(reader.read(Fixtures.body("unblocked")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Inbound.Blocked.class,
                        blocked -> assertThat(blocked.blocked()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group",
                "group-that-names-another-bot",
                "added-to-a-group",
                "channel-post",
                "another-bot",
                "pinned",
                "reaction-in-a-group",
                "kind-of-the-future"
            })
    void saysNothingTo(String fixture) {
        assertThat(reader.read(Fixtures.body(fixture))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "reaction, 900027, \uD83D\uDC4D",
        "reaction-taken-back, 900091, ''",
        "reaction-of-several-kinds, 900092, \uD83D\uDC4D\u2B50\u2B50"
    })
    void readsWhatIsPutOnAMessageAsNothingSaid(String fixture, String id, String signs) {
        assertThat(reader.read(Fixtures.body(fixture))).containsExactly(new Inbound.Reacted(id, ANN, "9", signs));
    }

    @Test
    void readsPastFieldsOfTheFuture() {
        assertThat(said("fields-of-the-future").content()).isEqualTo(new Content.Text("hello"));
    }

    @Test
    void keepsTheWordsOfAPhotoItCannotRead() {
        String update = """
                {"update_id":1,"message":{"message_id":1,"from":{"id":5001,"is_bot":false,"first_name":"Ann"},
                "chat":{"id":5001,"type":"private"},"caption":"fly-tipping","photo":"hologram"}}""";

        assertThat(reader.read(update.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .extracting(event -> ((Inbound.Said) event).content())
                .isEqualTo(new Content.Media(MediaKind.OTHER, null, "fly-tipping", null, null, null));
    }

    @Test
    void readsTelegramsOwnExampleWithoutAChatType() {
        assertThat(said("chat-without-a-type").content()).isEqualTo(new Content.Text("/start"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"update_id\":\"x\"}",
                "{\"update_id\":1,\"message\":{\"message_id\":{}}}",
                "{\"update_id\":1,\"message\":{\"text\":\"hello\"}}",
                "{\"update_id\":1}}}}{",
                "\u0000"
            })
    void saysWhatItCannotRead(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (body.startsWith("{\"update_id\":1}")) {
            assertThat(reader.read(bytes)).isEmpty();
        } else {
            assertThatThrownBy(() -> reader.read(bytes)).isInstanceOf(UnreadableWebhook.class);
        }
    }

    @Test
    void refusesAnAbyssOfBrackets() {
        byte[] abyss = ("{\"update_id\":1,\"message\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reader.read(abyss)).isInstanceOf(UnreadableWebhook.class);
    }

    /** Bytes flipped, cut, doubled and swapped in real-looking updates; the seed is fixed so that a failure comes again. */
    @Test
    void neverThrowsAnythingElseWhateverTheBytes() {
        Random random = new Random(20_260_101);
        String[] seeds = {"text", "photo", "venue", "button", "blocked", "animation", "fields-of-the-future", "sticker"
        };
        int readable = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] body = mutated(Fixtures.body(seeds[i % seeds.length]), random);
            try {
                reader.read(body);
                readable++;
            } catch (UnreadableWebhook expected) {
                assertThat(expected.getMessage()).doesNotContain("bin");
            }
        }
        assertThat(readable).isBetween(100, 1_900);
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] body = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(8)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = (byte) "{}[]\",:0-9nul\\".charAt(random.nextInt(14));
                case 2 -> {
                    int from = random.nextInt(body.length);
                    System.arraycopy(
                            original,
                            Math.min(from, original.length - 1),
                            body,
                            at,
                            Math.min(8, Math.min(body.length - at, original.length - from)));
                }
                case 3 -> body = java.util.Arrays.copyOf(body, Math.max(1, body.length - random.nextInt(40)));
                default -> body[at] = (byte) ('a' + random.nextInt(26));
            }
        }
        return body;
    }

    private Inbound.Said said(String fixture) {
        return (Inbound.Said) reader.read(Fixtures.body(fixture)).getFirst();
    }

    private static Content.Media media(
            MediaKind kind,
            String handle,
            String text,
            @Nullable String fileName,
            @Nullable String mediaType,
            @Nullable Long size) {
        return new Content.Media(kind, new Handle("telegram", handle), text, fileName, mediaType, size);
    }
}
