package org.guildhall.channel.x;

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
import org.guildhall.platform.Secret;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.TextApi;
import org.guildhall.simulator.WebhookCall;
import org.guildhall.simulator.XVendor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class XRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";

    private final XVendor vendor =
            new XVendor(URI.create("http://localhost:8080"), Fixtures.ACCOUNT, Fixtures.CONSUMER_SECRET);
    private final TextApi api = TextApi.start(0, vendor);
    private final XChannel channel = Fixtures.channel(api.url(), Spending.UNLIMITED, cost -> {}, new EmptyShelf());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void hearsWords() {
        Inbound.Said said = (Inbound.Said) heard(vendor.said("2080", ANN, "Bore da ŵ & 🗑️"));

        assertThat(said.content()).isEqualTo(new Content.Text("Bore da ŵ & 🗑️"));
        assertThat(said.name()).isEqualTo("Citizen " + ANN);
        assertThat(said.from().person()).isEqualTo(ANN);
    }

    @Test
    void hearsAndFetchesAPhoto() {
        byte[] bytes = {1, 2, 3};
        Kept file = api.holds("bin.jpg", "image/jpeg", bytes);
        Inbound.Said said =
                (Inbound.Said) heard(vendor.did("2081", ANN, new Deed.SentFile(Deed.Kind.PHOTO, file, "look"))
                        .orElseThrow());

        Content.Media media = (Content.Media) said.content();
        assertThat(media.kind()).isEqualTo(MediaKind.PHOTO);
        assertThat(media.text()).isEqualTo("look");
        assertThat(Objects.requireNonNull(channel.fetch(Objects.requireNonNull(media.handle()))
                                .block(SOON))
                        .bytes())
                .isEqualTo(bytes);
    }

    @Test
    void writesWithATokenThatItAsksForAndHearsThatItWasRead() {
        Delivery delivery = send();

        assertThat(delivery).isInstanceOfSatisfying(Delivery.Sent.class, sent -> {
            assertThat(api.messages()).singleElement().satisfies(shown -> {
                assertThat(shown.person()).isEqualTo(ANN);
                assertThat(shown.words()).isEqualTo("Monday");
                assertThat(shown.id()).isEqualTo(sent.messageId());
            });
            assertThat(heard(vendor.arrived(String.valueOf(sent.messageId()), ANN, "")))
                    .isInstanceOf(Inbound.CaughtUp.class);
        });
    }

    @Test
    void isRefusedAsTold() {
        api.failing(message -> vendor.unwanted().orElseThrow());
        assertThat(send()).matches(delivery -> delivery instanceof Delivery.Refused refused && refused.blocked());
        api.failing(message -> vendor.tooMany());
        assertThat(send()).isInstanceOf(Delivery.Deferred.class);
        api.failing(message -> new Fault.Lost());
        assertThat(send()).matches(delivery -> delivery instanceof Delivery.Deferred maybe && maybe.uncertain());
    }

    private Inbound heard(WebhookCall call) {
        Webhook webhook = Posted.webhook(call.request(), "/webhooks/x");
        assertThat(channel.signed(webhook)).isTrue();
        List<Inbound> heard = channel.read(webhook);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private Delivery send() {
        Address to = new Address("x", Fixtures.ACCOUNT, ANN, ANN);
        return Objects.requireNonNull(
                channel.send(new Outbound(UUID.randomUUID(), to, new Content.Text("Monday"), null))
                        .block(SOON));
    }

    /** Tokens that nobody has fetched yet. */
    private static final class EmptyShelf implements XAccess.Store {
        @Override
        public Mono<XAccess.Good> current() {
            return Mono.empty();
        }

        @Override
        public Mono<Secret> lease() {
            return Mono.just(new Secret("first"));
        }

        @Override
        public Mono<Void> keep(XAccess.Good access, Secret refresh) {
            return Mono.empty();
        }
    }
}
