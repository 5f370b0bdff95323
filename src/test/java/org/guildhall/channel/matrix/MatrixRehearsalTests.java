package org.guildhall.channel.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.MatrixVendor;
import org.guildhall.simulator.TextApi;
import org.guildhall.simulator.WebhookCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";

    private final MatrixVendor vendor =
            new MatrixVendor(URI.create("http://localhost:8080"), Fixtures.ACCOUNT, Fixtures.HS_TOKEN);
    private final TextApi api = TextApi.start(0, vendor);
    private final MatrixChannel channel = channel();

    /** With the token that the simulator knows. */
    private MatrixChannel channel() {
        MatrixProperties ours = Fixtures.properties(api.url());
        MatrixSetup setup = MatrixSetup.of(new MatrixProperties(
                ours.userId(),
                ours.hsToken(),
                new Secret(vendor.asToken()),
                ours.apiUrl(),
                ours.mediaHosts(),
                ours.perSecond()));
        return new MatrixChannel(
                setup,
                MatrixConfiguration.caller(setup),
                new MatrixFiles(setup.properties(), FetcherFixture.fetcher()));
    }

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

        Content.Media media = (Content.Media) content(new Deed.SentFile(kind, file, "look"));
        assertThat(media.kind()).isEqualTo(heard);
        assertThat(media.text()).isEqualTo("look");
        assertThat(media.fileName()).isEqualTo("bin");
        assertThat(media.mediaType()).isEqualTo(mediaType);
        assertThat(Objects.requireNonNull(channel.fetch(Objects.requireNonNull(media.handle()))
                                .block(SOON))
                        .bytes())
                .isEqualTo(bytes);
    }

    @Test
    void hearsWordsAndPlaces() {
        assertThat(content(new Deed.Wrote("Bore da ŵ 🗑️"))).isEqualTo(new Content.Text("Bore da ŵ 🗑️"));
        assertThat(content(new Deed.SentPlace(51.5, -0.1, "Town Hall", "")))
                .isEqualTo(new Content.Location(51.5, -0.1, "Town Hall", null));
    }

    @Test
    void hearsOfChangesSignsAndWhoIsGone() {
        assertThat(heard(new Deed.Changed("$m", "the green bin", 1)))
                .isInstanceOfSatisfying(Inbound.Edited.class, edited -> {
                    assertThat(edited.messageId()).isEqualTo("$m");
                    assertThat(edited.content().text()).isEqualTo("the green bin");
                });
        assertThat(heard(new Deed.Reacted("$m", "👍"))).isInstanceOf(Inbound.Reacted.class);
        assertThat(heard(new Deed.TookBack("$m"))).isInstanceOf(Inbound.Deleted.class);
        assertThat(heard(new Deed.Blocked(true)))
                .matches(event -> event instanceof Inbound.Blocked now && now.blocked());
        assertThat(heard(new Deed.Blocked(false)))
                .matches(event -> event instanceof Inbound.Blocked now && !now.blocked());
    }

    @Test
    void showsWhatItSendsOnceHoweverOftenItIsSent() {
        Outbound reply = reply();
        api.failing(message -> new Fault.Lost());
        assertThat(send(reply)).matches(delivery -> delivery instanceof Delivery.Deferred maybe && maybe.uncertain());
        api.failing(message -> Fault.NONE);
        Delivery delivery = send(reply);

        assertThat(api.messages()).singleElement().satisfies(shown -> {
            assertThat(shown.words()).isEqualTo("Monday");
            assertThat(delivery).isEqualTo(new Delivery.Sent(shown.id()));
            Inbound read = heard(vendor.arrived(shown.id(), shown.person(), ""));
            assertThat(read).isInstanceOf(Inbound.CaughtUp.class);
            assertThat(read.from().person()).isEqualTo("@" + ANN + ":example.org");
        });
    }

    @Test
    void isRefusedAsToldAndDoesNotCountTicksAsMessages() {
        channel.courtesy(webhook(vendor.said("$1", ANN, "hello"))).block(SOON);
        assertThat(api.messages()).isEmpty();

        api.failing(message -> vendor.unwanted().orElseThrow());
        assertThat(send(reply()))
                .matches(delivery -> delivery instanceof Delivery.Refused refused && refused.blocked());
        api.failing(message -> vendor.tooMany());
        assertThat(send(reply())).isInstanceOf(Delivery.Deferred.class);
    }

    private Content content(Deed deed) {
        return ((Inbound.Said) heard(deed)).content();
    }

    private Inbound heard(Deed deed) {
        return heard(vendor.did("$9", ANN, deed).orElseThrow());
    }

    private Inbound heard(WebhookCall call) {
        Webhook webhook = webhook(call);
        assertThat(channel.signed(webhook)).isTrue();
        List<Inbound> heard = channel.read(webhook);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private static Webhook webhook(WebhookCall call) {
        return Posted.webhook(call.request(), "/webhooks/matrix");
    }

    private static Outbound reply() {
        String room = "!chat" + ANN + ":example.org";
        Address to = new Address("matrix", Fixtures.ACCOUNT, "@" + ANN + ":example.org", room);
        return new Outbound(UUID.randomUUID(), to, new Content.Text("Monday"), null);
    }

    private Delivery send(Outbound reply) {
        return Objects.requireNonNull(channel.send(reply).block(SOON));
    }
}
