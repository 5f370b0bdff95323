package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.channel.Media;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** The channel and the simulator understand each other, so that a rehearsal is worth something. */
class TelegramRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ADDRESS = new Address("telegram", "42", "5001", "5001");

    private final BotApi api = BotApi.start(0);
    private final TelegramChannel channel = Fixtures.channel(api.url());
    private final TelegramCitizen ann = new TelegramCitizen(5001, "Ann");

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTO, PHOTO, image/jpeg",
        "VIDEO, VIDEO, video/mp4",
        "VOICE, VOICE, audio/ogg",
        "FILE, DOCUMENT, text/plain"
    })
    void hearsAndFetchesFiles(Deed.Kind kind, MediaKind heard, String mediaType) {
        byte[] bytes = {1, 2, 3};
        Kept file = api.holds("bin", mediaType, bytes);

        Inbound.Said said = (Inbound.Said) heard(new Deed.SentFile(kind, file, "look"));

        assertThat(said.messageId()).isEqualTo("7");
        assertThat(said.content()).isInstanceOfSatisfying(Content.Media.class, media -> {
            assertThat(media.kind()).isEqualTo(heard);
            assertThat(media.handle()).isEqualTo(new Handle("telegram", file.id()));
            assertThat(media.text()).isEqualTo("look");
            assertThat(media.mediaType()).isEqualTo(kind == Deed.Kind.PHOTO ? null : mediaType);
        });
        Media fetched = channel.fetch(new Handle("telegram", file.id()))
                .blockOptional(SOON)
                .orElseThrow();
        assertThat(fetched.bytes()).isEqualTo(bytes);
    }

    @Test
    void hearsWordsPlacesAndCards() {
        assertThat(((Inbound.Said) heard(new Deed.Wrote("hello"))).content()).isEqualTo(new Content.Text("hello"));
        assertThat(((Inbound.Said) heard(new Deed.SentPlace(51.5, -0.1, "Town Hall", "High Street"))).content())
                .isEqualTo(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
        assertThat(((Inbound.Said) heard(new Deed.SentPlace(51.5, -0.1, "", ""))).content())
                .isEqualTo(new Content.Location(51.5, -0.1, null, null));
        assertThat(((Inbound.Said) heard(new Deed.SentCard("Bo Example", "+441632960001"))).content())
                .isEqualTo(new Content.Contact("Bo Example", "+441632960001"));
    }

    @Test
    void hearsWhatPeopleDoToMessagesAndToTheBot() {
        assertThat(heard(new Deed.Changed("3", "the green bin", 1)))
                .isInstanceOfSatisfying(Inbound.Edited.class, edited -> {
                    assertThat(edited.messageId()).isEqualTo("3");
                    assertThat(edited.content().text()).isEqualTo("the green bin");
                });
        assertThat(heard(new Deed.Reacted("4", "👍")))
                .isInstanceOfSatisfying(
                        Inbound.Reacted.class,
                        reacted ->
                                assertThat(reacted.messageId() + reacted.sign()).isEqualTo("4👍"));
        assertThat(heard(new Deed.Blocked(true)))
                .isInstanceOfSatisfying(
                        Inbound.Blocked.class,
                        blocked -> assertThat(blocked.blocked()).isTrue());
        assertThat(heard(new Deed.Blocked(false)))
                .isInstanceOfSatisfying(
                        Inbound.Blocked.class,
                        blocked -> assertThat(blocked.blocked()).isFalse());
    }

    static List<Deed> untold() {
        return List.of(new Deed.TookBack("3"), new Deed.Received("4", ""), new Deed.Read("4", ""));
    }

    @ParameterizedTest
    @MethodSource("untold")
    void isNotToldWhatTelegramTellsNoBot(Deed deed) {
        assertThat(ann.does(7, deed)).isEmpty();
    }

    @Test
    void hearsATapOnWhatWasOffered() {
        send(new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No"))));
        BotApi.Call shown = api.messagesTo(5001).getFirst();
        assertThat(shown.offer())
                .containsExactly(new Button("callback", "yes", "Yes"), new Button("callback", "no", "No"));

        Inbound.Said tapped = (Inbound.Said) heard(ann.taps(new BotApi.Shown(shown, 1), "no"));
        assertThat(tapped.choice()).isEqualTo("no");
        assertThat(tapped.content().text()).isEqualTo("No");
    }

    @Test
    void tellsInWordsWhatIsShown() {
        assertThat(send(new Content.Media(
                        MediaKind.PHOTO,
                        new Handle(Handle.LINK, "https://council.example/plan"),
                        "The **plan** & [more](https://council.example)",
                        null,
                        null,
                        null)))
                .as("every message has an id")
                .isEqualTo(new Delivery.Sent("1"));
        send(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
        send(new Content.Contact("Bo Example", "+441632960001"));
        send(new Content.PlaceWanted("Where is it?"));

        BotApi.Call photo = api.calls("sendPhoto").getFirst();
        assertThat(photo.words()).isEqualTo("The plan & more (https://council.example)");
        assertThat(photo.thing()).isEqualTo("[photo: https://council.example/plan]");
        assertThat(api.calls("sendVenue").getFirst().thing()).isEqualTo("[place: Town Hall, High Street, 51.5 -0.1]");
        assertThat(api.calls("sendContact").getFirst().thing()).isEqualTo("[card: Bo Example, +441632960001]");
        assertThat(api.messagesTo(5001).getLast().offer())
                .extracting(Button::kind)
                .containsExactly(Button.PLACE);
    }

    private Inbound heard(Deed deed) {
        return heard(ann.does(7, deed).orElseThrow());
    }

    private Inbound heard(ObjectNode update) {
        List<Inbound> heard = channel.read(Fixtures.webhook(update.toString()));
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private Delivery send(Content content) {
        return WholeReply.send(channel, new Outbound(UUID.randomUUID(), ADDRESS, content, null));
    }
}
