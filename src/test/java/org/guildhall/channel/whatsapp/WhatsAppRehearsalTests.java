package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Posted;
import org.guildhall.channel.RehearsalContract;
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

class WhatsAppRehearsalTests implements RehearsalContract {

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

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Inbound heard(Deed deed) {
        return heard(side.did("wamid.9", ANN, deed).orElseThrow());
    }

    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return api.holds(name, mediaType, bytes);
    }

    @Override
    public String message() {
        return "wamid.1";
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

    @Test
    void knowsNoFileThatNobodySent() {
        FetchFailed failure = catchThrowableOfType(
                FetchFailed.class,
                () -> channel.fetch(new Handle("whatsapp", "990001")).block(SOON));

        assertThat(failure.why()).isEqualTo(Why.GONE);
    }

    @Test
    void knowsWhoHidesTheNumberByAnIdAndReachesThemThere() {
        side.hides(ANN, true);
        Inbound.Said hidden = said(side.said("wamid.1", ANN, "hello"));
        assertThat(hidden.from()).isEqualTo(new Address("whatsapp", Fixtures.NUMBER, "GB." + ANN, "GB." + ANN));
        assertThat(hidden.alias()).isNull();
        channel.send(new Outbound(UUID.randomUUID(), hidden.from(), new Content.Text("Monday"), null))
                .block(SOON);
        assertThat(api.messagesTo("GB." + ANN)).hasSize(1);
        assertThat(heard(new Deed.Read("wamid.OURS1", "")).from()).isEqualTo(hidden.from());

        side.hides(ANN, false);
        Inbound.Said shown = said(side.said("wamid.2", ANN, "hello again"));
        assertThat(shown.from()).isEqualTo(new Address("whatsapp", Fixtures.NUMBER, "GB." + ANN, ANN));
        assertThat(shown.alias()).isEqualTo(new Address("whatsapp", Fixtures.NUMBER, ANN, ANN));
    }

    @Test
    void hearsWhatIsTakenBackAndWhatIsRead() {
        assertThat(heard(new Deed.TookBack("wamid.1")))
                .isInstanceOfSatisfying(
                        Inbound.Deleted.class,
                        deleted -> assertThat(deleted.messageId()).isEqualTo("wamid.1"));
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
