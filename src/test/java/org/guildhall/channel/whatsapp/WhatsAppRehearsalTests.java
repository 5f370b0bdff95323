package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
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
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.GraphApi;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.WebhookCall;
import org.guildhall.simulator.WhatsAppSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The channel and the simulator understand each other, so that a rehearsal is worth something. */
class WhatsAppRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";

    private final WhatsAppSide side =
            new WhatsAppSide(URI.create("http://localhost:8080"), Fixtures.NUMBER, Fixtures.APP_SECRET);
    private final GraphApi api = GraphApi.start(0);
    private final WhatsAppChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void hearsWhatIsWritten() {
        Inbound.Said said = said(side.said("wamid.1", ANN, "Bore da ŵ 🗑️"));

        assertThat(said.eventId()).isEqualTo("wamid.1");
        assertThat(said.content().text()).isEqualTo("Bore da ŵ 🗑️");
        assertThat(said.from().person()).isEqualTo(ANN);
    }

    @ParameterizedTest
    @CsvSource({"2, button_reply", "5, list_reply"})
    void offersWhatCanBeTappedAndHearsTheTap(int choices, String kind) {
        List<Choice> options = IntStream.rangeClosed(1, choices)
                .mapToObj(i -> new Choice("id" + i, "Choice " + i))
                .toList();
        assertThat(send(new Content.Choices("Which one?", options))).isEqualTo(new Delivery.Accepted("wamid.OURS1"));

        GraphApi.Call call = api.messagesTo(ANN).getFirst();
        assertThat(call.token()).isEqualTo(Fixtures.TOKEN);
        assertThat(call.text()).isEqualTo("Which one?");
        assertThat(call.buttons()).hasSize(choices);
        Button last = call.buttons().getLast();
        assertThat(last).isEqualTo(new Button(kind, "id" + choices, "Choice " + choices));
        Inbound.Said tapped = said(side.tapped("wamid.2", ANN, last));
        assertThat(tapped.choice()).isEqualTo("id" + choices);
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

        assertThat(said.content()).isInstanceOfSatisfying(Content.Media.class, media -> {
            assertThat(media.kind()).isEqualTo(heard);
            assertThat(media.mediaType()).isEqualTo(mediaType);
            assertThat(media.text()).isEqualTo(kind == Deed.Kind.VOICE ? "" : "look");
            assertThat(media.fileName()).isEqualTo(kind == Deed.Kind.FILE ? "bin" : null);
        });
        Media fetched = channel.fetch(new Handle("whatsapp", file.id()))
                .blockOptional(SOON)
                .orElseThrow();
        assertThat(fetched.bytes()).isEqualTo(bytes);
    }

    @Test
    void knowsNoFileThatNobodySent() {
        FetchFailed failure = catchThrowableOfType(
                FetchFailed.class,
                () -> channel.fetch(new Handle("whatsapp", "990001")).block(SOON));

        assertThat(failure.why()).isEqualTo(Why.GONE);
    }

    @Test
    void hearsPlacesAndCards() {
        assertThat(((Inbound.Said) heard(new Deed.SentPlace(51.5, -0.1, "Town Hall", "High Street"))).content())
                .isEqualTo(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
        assertThat(((Inbound.Said) heard(new Deed.SentPlace(51.5, -0.1, "", ""))).content())
                .isEqualTo(new Content.Location(51.5, -0.1, null, null));
        assertThat(((Inbound.Said) heard(new Deed.SentCard("Bo Example", "+44 1632 960001"))).content())
                .isEqualTo(new Content.Contact("Bo Example", "+44 1632 960001"));
    }

    @Test
    void hearsWhatPeopleDoToMessages() {
        assertThat(heard(new Deed.Changed("wamid.1", "the green bin", 1)))
                .isInstanceOfSatisfying(Inbound.Edited.class, edited -> {
                    assertThat(edited.messageId()).isEqualTo("wamid.1");
                    assertThat(edited.content().text()).isEqualTo("the green bin");
                });
        assertThat(heard(new Deed.TookBack("wamid.1")))
                .isInstanceOfSatisfying(
                        Inbound.Deleted.class,
                        deleted -> assertThat(deleted.messageId()).isEqualTo("wamid.1"));
        assertThat(heard(new Deed.Reacted("wamid.OURS1", "👍")))
                .isInstanceOfSatisfying(
                        Inbound.Reacted.class,
                        reacted ->
                                assertThat(reacted.messageId() + reacted.sign()).isEqualTo("wamid.OURS1👍"));
        assertThat(heard(new Deed.Read("wamid.OURS1", "")))
                .isInstanceOfSatisfying(
                        Inbound.Receipt.class,
                        receipt -> assertThat(receipt.stage()).isEqualTo(Stage.READ));
        assertThat(side.did("wamid.9", ANN, new Deed.Blocked(true)))
                .as("WhatsApp tells nobody")
                .isEmpty();
    }

    @Test
    void tellsInWordsWhatIsShown() {
        Handle plan = new Handle(Handle.LINK, "https://council.example/plan");
        send(new Content.Media(MediaKind.PHOTO, plan, "The plan", null, null, null));
        send(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
        send(new Content.Contact("Bo Example", "+441632960001"));
        send(new Content.PlaceWanted("Where is it?"));

        List<GraphApi.Call> calls = api.messagesTo(ANN);
        assertThat(calls)
                .extracting(GraphApi.Call::thing)
                .containsExactly(
                        "[photo: https://council.example/plan]",
                        "[place: Town Hall, High Street, 51.5 -0.1]",
                        "[card: Bo Example, +441632960001]",
                        "");
        assertThat(calls.getFirst().text()).isEqualTo("The plan");
        assertThat(calls.getLast().text()).isEqualTo("Where is it?");
        assertThat(calls.getLast().buttons()).extracting(Button::kind).containsExactly(Button.PLACE);
    }

    @Test
    void learnsThatAMessageArrived() {
        Delivery delivery = send(new Content.Text("Monday"));

        assertThat(delivery).isInstanceOfSatisfying(Delivery.Accepted.class, accepted -> {
            Webhook call = webhook(side.arrived(String.valueOf(accepted.messageId()), ANN, ""));
            assertThat(channel.read(call)).singleElement().isInstanceOfSatisfying(Inbound.Receipt.class, receipt -> {
                assertThat(receipt.messageId()).isEqualTo(accepted.messageId());
                assertThat(receipt.stage()).isEqualTo(Stage.DELIVERED);
            });
        });
    }

    @Test
    void isRefusedAsToldAndDoesNotCountTicksAsMessages() {
        channel.courtesy(webhook(side.said("wamid.1", ANN, "hello"))).block(SOON);
        assertThat(api.messagesTo(ANN)).isEmpty();

        api.failing(call -> GraphApi.error(400, 131026, 0));
        assertThat(send(new Content.Text("Monday"))).isInstanceOf(Delivery.Refused.class);
        api.failing(call -> new Fault.Lost());
        assertThat(send(new Content.Text("Monday")))
                .matches(lost -> lost instanceof Delivery.Deferred maybe && maybe.uncertain());
    }

    private Inbound heard(Deed deed) {
        return heard(side.did("wamid.9", ANN, deed).orElseThrow());
    }

    private Inbound.Said said(WebhookCall call) {
        return (Inbound.Said) heard(call);
    }

    private Inbound heard(WebhookCall call) {
        Webhook webhook = webhook(call);
        assertThat(channel.signed(webhook)).isTrue();
        List<Inbound> heard = channel.read(webhook);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private static Webhook webhook(WebhookCall call) {
        return Posted.webhook(call.request(), "/webhooks/whatsapp");
    }

    private Delivery send(Content content) {
        Address to = new Address("whatsapp", Fixtures.NUMBER, ANN, ANN);
        return channel.send(new Outbound(UUID.randomUUID(), to, content, null))
                .blockOptional(SOON)
                .orElseThrow();
    }
}
