package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.GraphApi;
import org.guildhall.simulator.MetaSide;
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
        MetaSide.Button last = call.buttons().getLast();
        assertThat(last).isEqualTo(new MetaSide.Button(kind, "id" + choices, "Choice " + choices));
        Inbound.Said tapped = said(side.tapped("wamid.2", ANN, last));
        assertThat(tapped.choice()).isEqualTo("id" + choices);
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
        Webhook webhook = webhook(call);
        assertThat(channel.signed(webhook)).isTrue();
        List<Inbound> heard = channel.read(webhook);
        assertThat(heard).singleElement().isInstanceOf(Inbound.Said.class);
        return (Inbound.Said) heard.getFirst();
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
