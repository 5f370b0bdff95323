package org.guildhall.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
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
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.AppApi;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.ViberVendor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The channel and the simulator understand each other, so that a rehearsal is worth something. */
class ViberRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";
    private static final Address TO_ANN = new Address("viber", ViberChannel.ACCOUNT, ANN, ANN);

    private final ViberVendor viber = new ViberVendor(URI.create("http://localhost:8080"), Fixtures.TOKEN);
    private final AppApi api = AppApi.start(0, viber);
    private final ViberChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aChoiceIsShownTappedAndHeard() {
        Delivery delivery =
                send(new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No"))));

        AppApi.Shown shown = api.messages().getFirst();
        assertThat(delivery).isEqualTo(new Delivery.Sent(shown.id()));
        assertThat(shown.words()).isEqualTo("Did that help?");
        assertThat(shown.offer()).extracting(Button::title).containsExactly("Yes", "No");
        Inbound.Said tapped = said(new Deed.Tapped(shown.offer().getLast()));
        assertThat(tapped.content().text()).isEqualTo("No");
        assertThat(tapped.choice()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"PHOTO, PHOTO", "VIDEO, VIDEO", "VOICE, DOCUMENT", "FILE, DOCUMENT"})
    void hearsAndFetchesFiles(Deed.Kind kind, MediaKind heard) {
        byte[] bytes = {1, 2, 3};
        Kept file = api.holds("bin", "image/jpeg", bytes);

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
    void hearsWordsPlacesCardsAndWhoComesAndGoes() {
        assertThat(said(new Deed.Wrote("Bore da ŵ 🗑️")).content()).isEqualTo(new Content.Text("Bore da ŵ 🗑️"));
        assertThat(said(new Deed.SentPlace(51.5, -0.1, "", "")).content())
                .isEqualTo(new Content.Location(51.5, -0.1, null, null));
        assertThat(said(new Deed.SentCard("Bo Example", "+44 1632 960001")).content())
                .isEqualTo(new Content.Contact("Bo Example", "+44 1632 960001"));
        assertThat(heard(new Deed.Blocked(true))).isEqualTo(new Inbound.Blocked("7:unsubscribed", TO_ANN, true));
        assertThat(heard(new Deed.Blocked(false))).isEqualTo(new Inbound.Blocked("7:subscribed", TO_ANN, false));
    }

    @Test
    void learnsHowFarAMessageGot() {
        assertThat(heard(new Deed.Received("9", "")))
                .isEqualTo(new Inbound.Receipt("9:delivered", TO_ANN, "9", Stage.DELIVERED, null));
        assertThat(heard(new Deed.Read("9", "")))
                .isEqualTo(new Inbound.Receipt("9:read", TO_ANN, "9", Stage.READ, null));
    }

    @Test
    void isRefusedAndPutOffAsItIsTold() {
        api.failing(call -> ViberVendor.error(6, "notSubscribed"));
        assertThat(send(new Content.Text("Monday"))).isEqualTo(new Delivery.Refused(ViberErrors.reason("6"), true));
        api.failing(call -> viber.tooMany());
        assertThat(send(new Content.Text("Monday"))).isInstanceOf(Delivery.Deferred.class);
        assertThat(api.messages()).isEmpty();

        api.failing(call -> new Fault.Lost());
        assertThat(send(new Content.Text("Monday")))
                .matches(lost -> lost instanceof Delivery.Deferred maybe && maybe.uncertain());
        assertThat(api.messages()).hasSize(1);
    }

    @Test
    void itTellsInWordsWhatIsShown() {
        send(new Content.Media(
                MediaKind.PHOTO, new Handle(Handle.LINK, "https://council.example/plan"), "", null, null, null));
        send(new Content.Contact("Dai Rees", "+441632960123"));

        assertThat(api.messages())
                .extracting(AppApi.Shown::words)
                .containsExactly("[photo: https://council.example/plan]", "[card: Dai Rees, +441632960123]");
    }

    private Inbound.Said said(Deed deed) {
        return (Inbound.Said) heard(deed);
    }

    private Inbound heard(Deed deed) {
        Webhook call = Posted.webhook(viber.did("7", ANN, deed).orElseThrow().request(), "/webhooks/viber");
        assertThat(channel.signed(call)).isTrue();
        List<Inbound> heard = channel.read(call);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private Delivery send(Content content) {
        return channel.send(new Outbound(UUID.randomUUID(), TO_ANN, content, null))
                .blockOptional(SOON)
                .orElseThrow();
    }
}
