package org.guildhall.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.guildhall.channel.Posts;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessengerReadingTests {

    private static final String FILES = "https://scontent.xx.fbcdn.net/v";
    private static final Address ANN = new Address("messenger", Fixtures.PAGE, "5001", "5001");
    private static final Instant THEN = Instant.ofEpochMilli(1767261600000L);

    private final PlatformChannel channel = Fixtures.channel(Fixtures.NOWHERE);

    @Test
    void aTextIsWhatSomebodySaid() {
        assertThat(read("text"))
                .containsExactly(new Inbound.Said(
                        "m_TEXT", ANN, new Content.Text("My bin was not emptied"), null, null, null, THEN));
        assertThat(read("fields-of-the-future")).isEqualTo(read("text"));
    }

    @Test
    void aQuickReplyAndAButtonSayWhichChoiceItIsAndHowItRead() {
        assertThat(said("quick-reply").choice()).isEqualTo("missed-bin");
        assertThat(said("quick-reply").content()).isEqualTo(new Content.Text("Missed bin"));
        assertThat(said("postback"))
                .isEqualTo(
                        new Inbound.Said("m_TAP", ANN, new Content.Text("Missed bin"), "missed-bin", null, null, THEN));
    }

    @Test
    void aTapWithoutAnIdIsKnownByWhoWhenAndWhat() {
        Inbound.Said tap = said("postback-without-an-id");

        assertThat(tap.eventId()).startsWith("tap:5001:1767261600000:").hasSizeLessThan(100);
        assertThat(tap.choice()).isEqualTo("missed-bin");
    }

    @ParameterizedTest
    @CsvSource({
        "image, PHOTO, /photo.jpg?oh=1&oe=2",
        "video, VIDEO, /film.mp4",
        "audio, AUDIO, /voice.mp4",
        "file, DOCUMENT, /form.pdf",
    })
    void aFileComesWithItsAddressForFetching(String fixture, MediaKind kind, String path) {
        assertThat(said(fixture).content())
                .isEqualTo(new Content.Media(kind, new Handle("messenger", FILES + path), "", null, null, null));
    }

    @Test
    void severalPicturesAreSeveralThingsSaidTheWordsWithTheFirst() {
        List<Inbound> events = read("two-images");

        assertThat(events).extracting(Inbound::eventId).containsExactly("m_IMAGES", "m_IMAGES#2");
        assertThat(events)
                .extracting(event -> ((Inbound.Said) event).content().text())
                .containsExactly("both sides", "");
    }

    @Test
    void aPictureWithoutAnAddressIsStillAPicture() {
        assertThat(read("image-without-an-address"))
                .hasSize(3)
                .allSatisfy(event -> assertThat(((Inbound.Said) event).content())
                        .isEqualTo(new Content.Media(MediaKind.PHOTO, null, "", null, null, null)));
    }

    @ParameterizedTest
    @CsvSource({"sticker", "sticker-of-its-own-kind", "sticker-of-both-kinds"})
    void aThumbIsAStickerWithItsSign(String fixture) {
        assertThat(read(fixture)).hasSize(1);
        assertThat(said(fixture).content()).isInstanceOfSatisfying(Content.Media.class, sticker -> {
            assertThat(sticker.kind()).isEqualTo(MediaKind.STICKER);
            assertThat(sticker.text()).isEqualTo("\uD83D\uDC4D");
        });
    }

    @Test
    void aPlaceHasItsDegreesAndName() {
        assertThat(said("location").content())
                .isEqualTo(new Content.Location(52.4862, -1.8904, "Ann's Location", null));
    }

    @Test
    void thePreviewOfALinkAddsNothingToTheWords() {
        assertThat(said("link-with-preview").content()).isEqualTo(new Content.Text("https://council.example/bins"));
        assertThat(said("link-alone").content())
                .isEqualTo(new Content.Media(MediaKind.OTHER, null, "", "Bins", null, null));
    }

    @Test
    void whatMetaCannotHandOnIsNotSilence() {
        assertThat(said("unsupported").content())
                .isEqualTo(new Content.Media(MediaKind.OTHER, null, "", null, null, null));
    }

    @Test
    void anAttachmentThatWeDoNotKnowIsNotSilence() {
        assertThat(said("appointment").content())
                .isEqualTo(new Content.Media(MediaKind.OTHER, null, "", "Visit the tip", null, null));
        assertThat(said("attachment-of-the-future").content())
                .isEqualTo(new Content.Media(MediaKind.OTHER, null, "", null, null, null));
    }

    @Test
    void whatIsEditedOrTakenBackNamesTheMessageItWas() {
        assertThat(read("edited"))
                .containsExactly(new Inbound.Edited(
                        "m_TEXT:edit:1", ANN, "m_TEXT", new Content.Text("My green bin was not emptied")));
        assertThat(read("deleted")).containsExactly(new Inbound.Deleted("m_TEXT:deleted", ANN, "m_TEXT"));
    }

    @Test
    void whatIsPutOnAMessageSaysNothing() {
        assertThat(read("reaction"))
                .containsExactly(new Inbound.Reacted("m_OURS:react:5001:1767261600000", ANN, "m_OURS", "\u2764\uFE0F"));
        assertThat(read("reaction-taken-back"))
                .containsExactly(new Inbound.Reacted("m_OURS:unreact:5001:1767261600000", ANN, "m_OURS", ""));
    }

    @Test
    void deliveryIsToldOfEachMessage() {
        assertThat(read("delivered"))
                .containsExactly(
                        new Inbound.Receipt("m_OURS:delivered", ANN, "m_OURS", Stage.DELIVERED, null),
                        new Inbound.Receipt("m_OURS.2:delivered", ANN, "m_OURS.2", Stage.DELIVERED, null));
    }

    @Test
    void whatIsReadIsToldUntilWhen() {
        Instant until = Instant.ofEpochMilli(1767261599000L);

        assertThat(read("read"))
                .containsExactly(new Inbound.CaughtUp("read:5001:1767261599000", ANN, Stage.READ, until));
        assertThat(read("delivered-without-ids"))
                .containsExactly(new Inbound.CaughtUp("delivered:5001:1767261599000", ANN, Stage.DELIVERED, until));
    }

    @Test
    void everythingOfOursInABodyIsReadInOrder() {
        assertThat(read("several")).extracting(Inbound::eventId).containsExactly("m_1", "m_2", "m_3");
    }

    @Test
    void aBadElementDoesNotDropItsNeighbours() {
        List<Inbound> events = read("one-bad-element");

        assertThat(events).extracting(Inbound::eventId).containsExactly("m_1", "", "m_NOBODY", "m_2");
        assertThat(events.subList(1, 3)).hasOnlyElementsOfType(Inbound.Unreadable.class);
    }

    @Test
    void aTimeInWordsIsATime() {
        assertThat(said("timestamp-in-words").at()).isEqualTo(THEN);
    }

    private Inbound.Said said(String fixture) {
        return (Inbound.Said) read(fixture).getFirst();
    }

    private List<Inbound> read(String fixture) {
        return channel.read(MetaCalls.signed(Posts.body("messenger", fixture)));
    }
}
