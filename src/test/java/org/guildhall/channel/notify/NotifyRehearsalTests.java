package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Secret;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.NotifyVendor;
import org.guildhall.simulator.TextApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The channel and the simulator understand each other, so that a rehearsal is worth something. */
class NotifyRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";

    private final NotifyVendor notify = new NotifyVendor(URI.create("http://localhost:8080"), Fixtures.TOKEN);
    private final TextApi api = TextApi.start(0, notify);
    private final NotifyChannel channel = channel(NotifyVendor.SECRET);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void hearsWhatIsTexted() {
        Webhook call =
                Posted.webhook(notify.said(notify.newId(), ANN, "Bore da ŵ 🗑️").request(), "/webhooks/notify");

        assertThat(channel.signed(call)).isTrue();
        assertThat(channel.read(call)).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.content().text()).isEqualTo("Bore da ŵ 🗑️");
            assertThat(said.from().person()).isEqualTo(ANN);
        });
    }

    /** A phone says in words what only words can carry, and Notify's page says that pictures cannot come in. */
    @Test
    void hearsWordsAndNothingElse() {
        Kept photo = api.holds("bin.jpg", "image/jpeg", new byte[] {1, 2, 3});

        assertThat(notify.did("1", ANN, new Deed.Wrote("hello"))).isPresent();
        assertThat(notify.did("1", ANN, new Deed.SentFile(Deed.Kind.PHOTO, photo, "look")))
                .isEmpty();
        assertThat(notify.did("1", ANN, new Deed.SentPlace(51.5, -0.1, "", ""))).isEmpty();
        assertThat(notify.did("1", ANN, new Deed.Read("1", ""))).isEmpty();
    }

    @Test
    void isHeardAndLearnsThatItArrived() {
        Delivery delivery = send(channel);

        TextApi.Shown shown = api.messages().getFirst();
        assertThat(shown.words()).isEqualTo("Monday");
        assertThat(shown.person()).isEqualTo(ANN);
        assertThat(delivery).isEqualTo(new Delivery.Sent(shown.id()));
        HttpRequest delivered =
                notify.arrived(shown.id(), shown.person(), shown.reference()).request();
        List<Inbound> read = channel.read(Posted.webhook(delivered, "/webhooks/notify"));
        assertThat(read).singleElement().isInstanceOfSatisfying(Inbound.Receipt.class, receipt -> {
            assertThat(receipt.messageId()).isEqualTo(shown.id());
            assertThat(receipt.stage()).isEqualTo(Stage.DELIVERED);
        });
    }

    @Test
    void isRefusedWithoutTheSecretAndWhenItIsTold() {
        assertThat(send(channel(Fixtures.KEY_SECRET)))
                .isEqualTo(new Delivery.Refused(NotifyErrors.reason("AuthError"), false));
        api.failing(message -> NotifyVendor.error(429, "RateLimitError"));
        assertThat(send(channel)).isInstanceOf(Delivery.Deferred.class);
        assertThat(api.messages()).isEmpty();

        api.failing(message -> new Fault.Lost());
        assertThat(send(channel)).matches(lost -> lost instanceof Delivery.Deferred maybe && maybe.uncertain());
        assertThat(api.messages()).hasSize(1);
    }

    private NotifyChannel channel(String secret) {
        NotifySetup setup = NotifySetup.of(new NotifyProperties(
                new Secret("rehearsal-" + NotifyVendor.SERVICE + "-" + secret),
                new Secret(Fixtures.TOKEN),
                NotifyVendor.TEMPLATE,
                "message",
                api.url(),
                50));
        return new NotifyChannel(
                setup, NotifyConfiguration.caller(setup), Fixtures.unlimited(), new SimpleMeterRegistry(), cost -> {});
    }

    private static Delivery send(NotifyChannel channel) {
        Address to = new Address("notify", NotifyVendor.SERVICE, ANN, ANN);
        return channel.send(new Outbound(UUID.randomUUID(), to, new Content.Text("**Monday**"), null))
                .blockOptional(SOON)
                .orElseThrow();
    }
}
