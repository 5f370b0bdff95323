package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.guildhall.channel.Media;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Secret;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.TextApi;
import org.guildhall.simulator.TwilioVendor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The channel and the simulator understand each other, so that a rehearsal is worth something. */
class TwilioRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final URI SERVER = URI.create("http://localhost:8080");

    @ParameterizedTest
    @ValueSource(strings = {"", "whatsapp:"})
    void understandEachOther(String prefix) {
        TwilioVendor twilio = new TwilioVendor(SERVER, Fixtures.TOKEN, prefix);
        try (TextApi api = TextApi.start(0, twilio)) {
            TwilioChannel channel = channel(api.url(), Fixtures.TOKEN);
            Webhook call = Posted.webhook(
                    twilio.said(twilio.newId(), "447700900123", "Bore da & ŵ 🗑️")
                            .request(),
                    "/webhooks/twilio");
            assertThat(channel.signed(call)).isTrue();
            List<Inbound> heard = channel.read(call);
            assertThat(heard)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Inbound.Said.class,
                            said -> assertThat(said.content().text()).isEqualTo("Bore da & ŵ 🗑️"));

            Address ann = heard.getFirst().from();
            assertThat(ann)
                    .isEqualTo(new Address(
                            "twilio",
                            prefix + TwilioVendor.NUMBER,
                            prefix + "+447700900123",
                            prefix + "+447700900123"));
            Delivery delivery = send(channel, ann);
            TextApi.Shown shown = api.messages().getFirst();
            assertThat(shown.words()).isEqualTo("Monday");
            assertThat(delivery)
                    .isEqualTo(prefix.isEmpty() ? new Delivery.Sent(shown.id()) : new Delivery.Accepted(shown.id()));

            Webhook arrived = Posted.webhook(
                    twilio.arrived(shown.id(), shown.person(), shown.reference())
                            .request(),
                    "/webhooks/twilio");
            assertThat(channel.signed(arrived)).isTrue();
            assertThat(channel.read(arrived)).singleElement().isInstanceOfSatisfying(Inbound.Receipt.class, receipt -> {
                assertThat(receipt.messageId()).isEqualTo(shown.id());
                assertThat(receipt.from()).isEqualTo(ann);
                assertThat(receipt.stage()).isEqualTo(Stage.DELIVERED);
            });

            assertThat(send(channel(api.url(), "another"), ann))
                    .isEqualTo(new Delivery.Refused(TwilioErrors.reason(20003), false));
            api.failing(message -> TwilioVendor.error(429, 20429));
            assertThat(send(channel, ann)).isInstanceOf(Delivery.Deferred.class);
            assertThat(api.messages()).hasSize(1);
            api.failing(message -> new Fault.Lost());
            assertThat(send(channel, ann))
                    .matches(lost -> lost instanceof Delivery.Deferred maybe && maybe.uncertain());
            assertThat(api.messages()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whatsapp:"})
    void hearsFilesAndFetchesThem(String prefix) {
        TwilioVendor twilio = new TwilioVendor(SERVER, Fixtures.TOKEN, prefix);
        try (TextApi api = TextApi.start(0, twilio)) {
            TwilioChannel channel = channel(api.url(), Fixtures.TOKEN);
            byte[] bytes = {1, 2, 3};
            Kept photo = api.holds("bin.jpg", "image/jpeg", bytes);

            Inbound.Said said =
                    (Inbound.Said) heard(channel, twilio, new Deed.SentFile(Deed.Kind.PHOTO, photo, "look"));

            assertThat(said.content()).isInstanceOfSatisfying(Content.Media.class, media -> {
                assertThat(media.kind()).isEqualTo(MediaKind.PHOTO);
                assertThat(media.text()).isEqualTo("look");
                Media fetched = channel.fetch(Objects.requireNonNull(media.handle()))
                        .blockOptional(SOON)
                        .orElseThrow();
                assertThat(fetched.bytes()).isEqualTo(bytes);
            });
        }
    }

    @Test
    void hearsPlacesAndWhatWasReadOnWhatsApp() {
        TwilioVendor twilio = new TwilioVendor(SERVER, Fixtures.TOKEN, "whatsapp:");
        try (TextApi api = TextApi.start(0, twilio)) {
            TwilioChannel channel = channel(api.url(), Fixtures.TOKEN);

            Inbound.Said said =
                    (Inbound.Said) heard(channel, twilio, new Deed.SentPlace(51.5, -0.1, "Town Hall", "High Street"));
            assertThat(said.content()).isEqualTo(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
            assertThat(heard(channel, twilio, new Deed.Read("SMOURS", SERVER + "/webhooks/twilio")))
                    .isInstanceOfSatisfying(
                            Inbound.Receipt.class,
                            receipt -> assertThat(receipt.stage()).isEqualTo(Stage.READ));

            channel.send(new Outbound(
                            UUID.randomUUID(),
                            said.from(),
                            new Content.Media(
                                    MediaKind.PHOTO,
                                    new Handle(Handle.LINK, "https://council.example/plan"),
                                    "The plan",
                                    null,
                                    null,
                                    null),
                            null))
                    .block(SOON);
            assertThat(api.messages().getFirst().words()).isEqualTo("The plan");
            assertThat(api.messages().getFirst().thing()).isEqualTo("[file: https://council.example/plan]");
        }
    }

    @Test
    void hearsFarewellsByText() {
        TwilioVendor twilio = new TwilioVendor(SERVER, Fixtures.TOKEN, "");
        TwilioChannel channel = channel(Fixtures.NOWHERE, Fixtures.TOKEN);

        assertThat(((Inbound.Blocked) heard(channel, twilio, new Deed.Blocked(true))).blocked())
                .isTrue();
        assertThat(((Inbound.Blocked) heard(channel, twilio, new Deed.Blocked(false))).blocked())
                .isFalse();
        assertThat(twilio.did("SM1", "447700900123", new Deed.SentPlace(51.5, -0.1, "", "")))
                .isEmpty();
    }

    private static Inbound heard(TwilioChannel channel, TwilioVendor twilio, Deed deed) {
        Webhook call = Posted.webhook(
                twilio.did("SM1", "447700900123", deed).orElseThrow().request(), "/webhooks/twilio");
        assertThat(channel.signed(call)).isTrue();
        List<Inbound> heard = channel.read(call);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private static TwilioChannel channel(URI apiUrl, String token) {
        TwilioSetup setup = TwilioSetup.of(new TwilioProperties(
                TwilioVendor.ACCOUNT,
                new Secret(token),
                TwilioVendor.NUMBER,
                TwilioVendor.NUMBER,
                "",
                apiUrl,
                Set.of("*.twiliocdn.com"),
                10));
        return new TwilioChannel(
                setup,
                TwilioConfiguration.caller(setup.properties()),
                new TwilioFiles(setup.properties(), FetcherFixture.fetcher()),
                new PublicUrl(SERVER),
                new SimpleMeterRegistry(),
                cost -> {});
    }

    private static Delivery send(TwilioChannel channel, Address to) {
        return channel.send(new Outbound(UUID.randomUUID(), to, new Content.Text("**Monday**"), null))
                .blockOptional(SOON)
                .orElseThrow();
    }
}
