package org.guildhall.channel.line;

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
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.AppApi;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.LineVendor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The channel and the simulator understand each other, so that a rehearsal is worth something. */
class LineRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";
    private static final Address TO_ANN = new Address("line", LineChannel.ACCOUNT, ANN, ANN);

    private final LineVendor line = new LineVendor(URI.create("http://localhost:8080"), Fixtures.SECRET);
    private final AppApi api = AppApi.start(0, line);
    private final LineChannel channel =
            Fixtures.channel(Fixtures.properties(api.url(), Fixtures.SECRET, line.accessToken()));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aChoiceIsShownUnderTheTokenTappedAndHeard() {
        channel.courtesy(call(new Deed.Wrote("hello"))).block(SOON);
        Delivery delivery =
                send(new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No"))));

        AppApi.Shown shown = api.messages().getFirst();
        assertThat(delivery).isEqualTo(new Delivery.Sent(shown.id()));
        assertThat(shown.person()).isEqualTo(ANN);
        assertThat(shown.words()).isEqualTo("Did that help?");
        assertThat(shown.offer()).extracting(Button::title).containsExactly("Yes", "No");
        Inbound.Said tapped = said(new Deed.Tapped(shown.offer().getLast()));
        assertThat(tapped.content().text()).isEqualTo("No");
        assertThat(tapped.choice()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"PHOTO, PHOTO", "VIDEO, VIDEO", "VOICE, VOICE", "FILE, DOCUMENT"})
    void hearsAndFetchesFiles(Deed.Kind kind, MediaKind heard) {
        byte[] bytes = {1, 2, 3};
        Kept file = api.holds("bin", "image/jpeg", bytes);

        Content.Media media =
                (Content.Media) said(new Deed.SentFile(kind, file, "")).content();
        assertThat(media.kind()).isEqualTo(heard);
        assertThat(media.fileName()).isEqualTo(kind == Deed.Kind.FILE ? "bin" : null);
        Media fetched = channel.fetch(Objects.requireNonNull(media.handle()))
                .blockOptional(SOON)
                .orElseThrow();
        assertThat(fetched.bytes()).isEqualTo(bytes);
    }

    @Test
    void whatIsWrittenBesideAFileIsAMessageOfItsOwn() {
        Kept file = api.holds("bin", "image/jpeg", new byte[] {1});

        assertThat(channel.read(call(new Deed.SentFile(Deed.Kind.PHOTO, file, "look"))))
                .extracting(event -> ((Inbound.Said) event).content().text())
                .containsExactly("", "look");
    }

    @Test
    void hearsWordsPlacesWhatIsTakenBackAndWhoComesAndGoes() {
        assertThat(said(new Deed.Wrote("Bore da ŵ 🗑️")).content()).isEqualTo(new Content.Text("Bore da ŵ 🗑️"));
        assertThat(said(new Deed.SentPlace(51.5, -0.1, "Town Hall", "High Street"))
                        .content())
                .isEqualTo(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
        assertThat(heard(new Deed.TookBack("6"))).isEqualTo(new Inbound.Deleted("6:unsent", TO_ANN, "6"));
        assertThat(heard(new Deed.Blocked(true))).isEqualTo(new Inbound.Blocked("event-7", TO_ANN, true));
        assertThat(heard(new Deed.Blocked(false))).isEqualTo(new Inbound.Blocked("event-7", TO_ANN, false));
        assertThat(line.did("7", ANN, new Deed.Read("9", ""))).isEmpty();
    }

    @Test
    void isPutOffAsItIsToldAndAPushThatWasLostIsShownOnce() {
        api.failing(call -> line.tooMany());
        assertThat(send(new Content.Text("Monday"))).isInstanceOf(Delivery.Deferred.class);
        assertThat(api.messages()).isEmpty();

        Outbound reply = new Outbound(new UUID(0, 9), TO_ANN, new Content.Text("Monday"), null);
        api.failing(call -> new Fault.Lost());
        assertThat(channel.send(reply).block(SOON))
                .matches(lost -> lost instanceof Delivery.Deferred maybe && maybe.uncertain());
        api.failing(call -> Fault.NONE);
        assertThat(channel.send(reply).block(SOON))
                .isEqualTo(new Delivery.Sent(api.messages().getFirst().id()));
        assertThat(api.messages()).hasSize(1);
    }

    private Inbound.Said said(Deed deed) {
        return (Inbound.Said) heard(deed);
    }

    private Inbound heard(Deed deed) {
        List<Inbound> heard = channel.read(call(deed));
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private Webhook call(Deed deed) {
        Webhook call = Posted.webhook(line.did("7", ANN, deed).orElseThrow().request(), "/webhooks/line");
        assertThat(channel.signed(call)).isTrue();
        return call;
    }

    private Delivery send(Content content) {
        return channel.send(new Outbound(UUID.randomUUID(), TO_ANN, content, null))
                .blockOptional(SOON)
                .orElseThrow();
    }
}
