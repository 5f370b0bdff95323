package org.guildhall.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.GraphApi;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.PlatformSide;
import org.guildhall.simulator.WebhookCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The channel and the simulator understand each other, also where Instagram is not as Messenger. */
class InstagramRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("instagram", Fixtures.ACCOUNT, "5001", "5001");

    private final PlatformSide side =
            new PlatformSide("instagram", URI.create("http://localhost:8080"), Fixtures.ACCOUNT, MetaCalls.APP_SECRET);
    private final GraphApi api = GraphApi.start(0);
    private final PlatformChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void hearsWordsAndPhotos() {
        Kept photo = api.holds("bin.jpg", "image/jpeg", new byte[] {1, 2, 3});

        assertThat(said(new Deed.Wrote("Bore da ŵ 🗑️")).content()).isEqualTo(new Content.Text("Bore da ŵ 🗑️"));
        assertThat(said(new Deed.SentFile(Deed.Kind.PHOTO, photo, "")).content())
                .isEqualTo(new Content.Media(
                        MediaKind.PHOTO, new Handle("instagram", photo.address().toString()), "", null, null, null));
    }

    static List<Deed> withheld() {
        return List.of(new Deed.SentPlace(51.5, -0.1, "", ""), new Deed.SentCard("Bo Example", "+441632960001"));
    }

    @ParameterizedTest
    @MethodSource("withheld")
    void hearsOfPlacesAndCardsOnlyThatSomethingCame(Deed deed) {
        assertThat(said(deed).content())
                .isInstanceOfSatisfying(
                        Content.Media.class, media -> assertThat(media.kind()).isEqualTo(MediaKind.OTHER));
    }

    @Test
    void isToldOfEachMessageThatWasReadAndOfNoneThatArrived() {
        assertThat(heard(new Deed.Read("m_9", "")))
                .isEqualTo(new Inbound.Receipt("m_9:read", ANN, "m_9", Stage.READ, null));
        assertThat(side.did("m_1", "5001", new Deed.Received("m_9", ""))).isEmpty();
    }

    @Test
    void whoHasBlockedTheAccountIsGone() {
        api.failing(call -> GraphApi.error(400, 100, 2534014));

        assertThat(channel.send(new Outbound(UUID.randomUUID(), ANN, new Content.Text("Monday"), null))
                        .block(SOON))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.blocked()).isTrue());
    }

    private Inbound.Said said(Deed deed) {
        return (Inbound.Said) heard(deed);
    }

    private Inbound heard(Deed deed) {
        WebhookCall call = side.did("m_1", "5001", deed).orElseThrow();
        Webhook webhook = Posted.webhook(call.request(), "/webhooks/instagram");
        assertThat(channel.signed(webhook)).isTrue();
        List<Inbound> heard = channel.read(webhook);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }
}
