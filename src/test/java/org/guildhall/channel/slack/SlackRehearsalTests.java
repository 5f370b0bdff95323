package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.channel.Media;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.SlackApi;
import org.guildhall.simulator.SlackSide;
import org.guildhall.simulator.WebhookCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The play that {@code script/rehearse} gives is one that the channel takes for the real thing. */
class SlackRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("slack", SlackChannel.ACCOUNT, "U5001", "D5001");

    private final SlackSide side = new SlackSide(URI.create("http://localhost:8080"), Fixtures.SIGNING_SECRET);
    private final SlackApi api = SlackApi.start(0);
    private final SlackChannel channel = channel();

    @AfterEach
    void stop() {
        api.close();
    }

    private SlackChannel channel() {
        SlackProperties ours = Fixtures.properties(api.url());
        return Fixtures.channel(
                new SlackProperties(
                        ours.signingSecret(),
                        ours.botToken(),
                        "",
                        ours.apiUrl(),
                        ours.mediaHosts(),
                        ours.perSecond(),
                        ours.staffRoom()),
                InstantSource.system());
    }

    @Test
    void itsApiTakesWhatTheChannelSendsAndRefusesAsTold() {
        assertThat(channel.send(question()).block(SOON)).isEqualTo(new Delivery.Sent("D5001:1767262000.000001"));
        assertThat(api.messagesTo("5001")).singleElement().satisfies(call -> {
            assertThat(call.token()).isEqualTo(Fixtures.TOKEN);
            assertThat(call.text()).isEqualTo("Did that help?");
            assertThat(call.buttons()).extracting(Button::title).containsExactly("Yes", "No");
        });

        api.failing(call -> SlackApi.error(200, "user_disabled"));
        assertThat(channel.send(question()).block(SOON)).isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void itsCitizensWordsAndTapsAreSignedAndRead() {
        channel.send(question()).block(SOON);

        Inbound.Said said = said(new Deed.Wrote("Bore da ŵ 🗑️ <&>"));
        assertThat(said.content().text()).isEqualTo("Bore da ŵ 🗑️ <&>");
        assertThat(said.from()).isEqualTo(ANN);
        Inbound.Said tapped =
                said(new Deed.Tapped(api.messagesTo("5001").getFirst().buttons().getLast()));
        assertThat(tapped.content().text()).isEqualTo("No");
        assertThat(tapped.choice()).isEqualTo("no");
        assertThat(tapped.from()).isEqualTo(ANN);
    }

    @Test
    void itsChannelsAreHeardWhereTheyNameUs() {
        assertThat(said(new Deed.WroteInGroup("@council when is bin day?")).from())
                .isEqualTo(new Address("slack", SlackChannel.ACCOUNT, "C5001:U5001", "C5001/1767261600.000001"));
        assertThat(channel.read(webhook(new Deed.WroteInGroup("who has the keys?"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTO, PHOTO, image/jpeg",
        "VIDEO, VIDEO, video/mp4",
        "VOICE, VOICE, audio/mp4",
        "FILE, DOCUMENT, text/plain"
    })
    void itsFilesAreReadAndFetched(Deed.Kind kind, MediaKind heard, String mediaType) {
        byte[] bytes = {1, 2, 3};
        Kept file = api.holds("bin", mediaType, bytes);

        Content.Media media =
                (Content.Media) said(new Deed.SentFile(kind, file, "look")).content();
        assertThat(media.kind()).isEqualTo(heard);
        assertThat(media.text()).isEqualTo("look");
        Media fetched = channel.fetch(Objects.requireNonNull(media.handle()))
                .blockOptional(SOON)
                .orElseThrow();
        assertThat(fetched.bytes()).isEqualTo(bytes);
    }

    @Test
    void itsChangesAndSignsAreRead() {
        assertThat(heard(new Deed.Changed("1.2", "the green bin", 1)))
                .isInstanceOfSatisfying(Inbound.Edited.class, edited -> {
                    assertThat(edited.messageId()).isEqualTo("D5001:1.2");
                    assertThat(edited.content().text()).isEqualTo("the green bin");
                });
        assertThat(heard(new Deed.TookBack("1.2")))
                .isInstanceOfSatisfying(
                        Inbound.Deleted.class,
                        deleted -> assertThat(deleted.messageId()).isEqualTo("D5001:1.2"));
        assertThat(heard(new Deed.Reacted("1.2", "👍")))
                .isInstanceOfSatisfying(
                        Inbound.Reacted.class,
                        reacted -> assertThat(reacted.sign()).isEqualTo("👍"));
        assertThat(heard(new Deed.Reacted("1.2", "")))
                .isInstanceOfSatisfying(
                        Inbound.Reacted.class,
                        reacted -> assertThat(reacted.sign()).isEmpty());
    }

    @Test
    void itsEchoesOfOurOwnAreSignedAndIgnored() {
        WebhookCall call = side.arrived("1767262000.000001", "5001", "");
        Webhook webhook = Posted.webhook(call.request(), "/webhooks/slack");

        assertThat(channel.signed(webhook)).isTrue();
        assertThat(channel.read(webhook)).isEmpty();
    }

    @Test
    void itTellsInWordsWhatIsShownAndPassesNoPlacesOn() {
        Content photo = new Content.Media(
                MediaKind.PHOTO, new Handle(Handle.LINK, "https://council.example/plan"), "The plan", null, null, null);
        channel.send(new Outbound(UUID.randomUUID(), ANN, photo, null)).block(SOON);

        assertThat(api.messagesTo("5001"))
                .extracting(SlackApi.Call::thing)
                .containsExactly("[photo: https://council.example/plan]");
        assertThat(side.did("1.2", "5001", new Deed.SentPlace(51.5, -0.1, "", "")))
                .isEmpty();
    }

    private Inbound.Said said(Deed deed) {
        return (Inbound.Said) heard(deed);
    }

    private Inbound heard(Deed deed) {
        List<Inbound> heard = channel.read(webhook(deed));
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private Webhook webhook(Deed deed) {
        WebhookCall call = side.did("1767261600.000001", "5001", deed).orElseThrow();
        Webhook webhook = Posted.webhook(call.request(), "/webhooks/slack");
        assertThat(channel.signed(webhook)).isTrue();
        return webhook;
    }

    private static Outbound question() {
        Content content =
                new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No")));
        return new Outbound(UUID.randomUUID(), ANN, content, null);
    }
}
