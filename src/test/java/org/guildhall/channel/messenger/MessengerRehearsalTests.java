package org.guildhall.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.channel.Media;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.GraphApi;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.PlatformSide;
import org.guildhall.simulator.WebhookCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The play that {@code script/rehearse} gives is one that the channel takes for the real thing. */
class MessengerRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("messenger", Fixtures.PAGE, "5001", "5001");
    private static final PlatformSide SIDE =
            new PlatformSide("messenger", URI.create("http://localhost:8080"), Fixtures.PAGE, MetaCalls.APP_SECRET);

    @Test
    void itsApiTakesWhatTheChannelSendsAndRefusesAsTold() {
        try (GraphApi api = GraphApi.start(0)) {
            PlatformChannel channel = Fixtures.channel(api.url());

            assertThat(channel.send(question()).block(SOON)).isEqualTo(new Delivery.Sent("m_1"));
            assertThat(api.messagesTo("5001")).singleElement().satisfies(call -> {
                assertThat(call.token()).isEqualTo(MetaCalls.TOKEN);
                assertThat(call.text()).isEqualTo("Did that help?");
                assertThat(call.buttons()).extracting(Button::title).containsExactly("Yes", "No");
            });

            api.failing(call -> GraphApi.error(403, 10, 2018278));
            assertThat(channel.send(question()).block(SOON)).isInstanceOf(Delivery.Refused.class);
        }
    }

    @Test
    void itsCitizensWordsAndTapsAreSignedAndRead() {
        try (GraphApi api = GraphApi.start(0)) {
            PlatformChannel channel = Fixtures.channel(api.url());
            channel.send(question()).block(SOON);

            assertThat(said(channel, new Deed.Wrote("hello")).content().text()).isEqualTo("hello");
            Button no = api.messagesTo("5001").getFirst().buttons().getLast();
            Inbound.Said tapped = said(channel, new Deed.Tapped(no));
            assertThat(tapped.content().text()).isEqualTo("No");
            assertThat(tapped.choice()).isEqualTo("no");
        }
    }

    @ParameterizedTest
    @CsvSource({"PHOTO, PHOTO", "VIDEO, VIDEO", "VOICE, AUDIO", "FILE, DOCUMENT"})
    void itsFilesAreReadAndFetched(Deed.Kind kind, MediaKind heard) {
        try (GraphApi api = GraphApi.start(0)) {
            PlatformChannel channel = Fixtures.channel(api.url());
            byte[] bytes = {1, 2, 3};
            Kept file = api.holds("bin", "image/jpeg", bytes);

            assertThat(said(channel, new Deed.SentFile(kind, file, "look")).content())
                    .isInstanceOfSatisfying(Content.Media.class, media -> {
                        assertThat(media.kind()).isEqualTo(heard);
                        assertThat(media.text()).isEqualTo("look");
                    });
            Media fetched = channel.fetch(new Handle("messenger", file.address().toString()))
                    .blockOptional(SOON)
                    .orElseThrow();
            assertThat(fetched.bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void itsPlacesAreReadAndOfCardsThatSomethingCame() {
        try (GraphApi api = GraphApi.start(0)) {
            PlatformChannel channel = Fixtures.channel(api.url());

            assertThat(said(channel, new Deed.SentPlace(51.5, -0.1, "Town Hall", ""))
                            .content())
                    .isEqualTo(new Content.Location(51.5, -0.1, "Town Hall", null));
            assertThat(said(channel, new Deed.SentCard("Bo Example", "+441632960001"))
                            .content())
                    .isInstanceOfSatisfying(
                            Content.Media.class,
                            media -> assertThat(media.kind()).isEqualTo(MediaKind.OTHER));
        }
    }

    @Test
    void itsChangesSignsAndReceiptsAreRead() {
        try (GraphApi api = GraphApi.start(0)) {
            PlatformChannel channel = Fixtures.channel(api.url());

            assertThat(heard(channel, new Deed.Changed("m_1", "the green bin", 2)))
                    .isEqualTo(new Inbound.Edited("m_1:edit:2", ANN, "m_1", new Content.Text("the green bin")));
            assertThat(heard(channel, new Deed.TookBack("m_1")))
                    .isEqualTo(new Inbound.Deleted("m_1:deleted", ANN, "m_1"));
            assertThat(heard(channel, new Deed.Reacted("m_9", "👍")))
                    .isInstanceOfSatisfying(
                            Inbound.Reacted.class,
                            reacted -> assertThat(reacted.sign()).isEqualTo("👍"));
            assertThat(heard(channel, new Deed.Reacted("m_9", "")))
                    .isInstanceOfSatisfying(
                            Inbound.Reacted.class,
                            reacted -> assertThat(reacted.sign()).isEmpty());
            assertThat(heard(channel, new Deed.Received("m_9", "")))
                    .isEqualTo(new Inbound.Receipt("m_9:delivered", ANN, "m_9", Stage.DELIVERED, null));
            assertThat(heard(channel, new Deed.Read("m_9", "")))
                    .isInstanceOfSatisfying(
                            Inbound.CaughtUp.class,
                            caughtUp -> assertThat(caughtUp.stage()).isEqualTo(Stage.READ));
        }
    }

    @Test
    void itTellsInWordsWhatIsShown() {
        try (GraphApi api = GraphApi.start(0)) {
            Content photo = new Content.Media(
                    MediaKind.PHOTO, new Handle(Handle.LINK, "https://council.example/plan"), "", null, null, null);
            Fixtures.channel(api.url())
                    .send(new Outbound(UUID.randomUUID(), ANN, photo, null))
                    .block(SOON);

            assertThat(api.messagesTo("5001"))
                    .extracting(GraphApi.Call::thing)
                    .containsExactly("[photo: https://council.example/plan]");
        }
    }

    private static Inbound.Said said(PlatformChannel channel, Deed deed) {
        return (Inbound.Said) heard(channel, deed);
    }

    private static Inbound heard(PlatformChannel channel, Deed deed) {
        WebhookCall call = SIDE.did("m_1", "5001", deed).orElseThrow();
        Webhook webhook = Posted.webhook(call.request(), "/webhooks/messenger");
        assertThat(channel.signed(webhook)).isTrue();
        List<Inbound> heard = channel.read(webhook);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private static Outbound question() {
        Content content =
                new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No")));
        return new Outbound(UUID.randomUUID(), ANN, content, null);
    }
}
