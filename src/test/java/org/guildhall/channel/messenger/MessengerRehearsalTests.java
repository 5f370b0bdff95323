package org.guildhall.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.GraphApi;
import org.guildhall.simulator.MetaCitizen;
import org.guildhall.simulator.MetaSide;
import org.guildhall.simulator.PlatformSide;
import org.junit.jupiter.api.Test;

/** The play that {@code script/rehearse} gives is one that the channel takes for the real thing. */
class MessengerRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("messenger", Fixtures.PAGE, "5001", "5001");

    @Test
    void itsApiTakesWhatTheChannelSendsAndRefusesAsTold() {
        try (GraphApi api = GraphApi.start(0)) {
            PlatformChannel channel = Fixtures.channel(api.url());

            assertThat(channel.send(question()).block(SOON)).isEqualTo(new Delivery.Sent("m_1"));
            assertThat(api.messagesTo("5001")).singleElement().satisfies(call -> {
                assertThat(call.token()).isEqualTo(MetaCalls.TOKEN);
                assertThat(call.text()).isEqualTo("Did that help?");
                assertThat(call.buttons()).extracting(MetaSide.Button::title).containsExactly("Yes", "No");
            });

            api.failing(call -> GraphApi.error(403, 10, 2018278));
            assertThat(channel.send(question()).block(SOON)).isInstanceOf(Delivery.Refused.class);
        }
    }

    @Test
    void itsCitizensWordsAndTapsAreSignedAndRead() throws Exception {
        try (GraphApi api = GraphApi.start(0);
                StubApi server = new StubApi(Answer.json(200, ""));
                MetaCitizen ann = new MetaCitizen(
                        new PlatformSide("messenger", server.url(), Fixtures.PAGE, MetaCalls.APP_SECRET), "5001")) {
            PlatformChannel channel = Fixtures.channel(api.url());
            channel.send(question()).block(SOON);

            assertThat(ann.says("hello")).isEqualTo(200);
            assertThat(ann.taps(api.messagesTo("5001").getFirst().buttons().getLast()))
                    .isEqualTo(200);

            List<Inbound> heard = server.calls().stream()
                    .map(MessengerRehearsalTests::webhook)
                    .peek(call -> assertThat(channel.signed(call)).isTrue())
                    .flatMap(call -> channel.read(call).stream())
                    .toList();
            assertThat(heard)
                    .extracting(event -> ((Inbound.Said) event).content().text())
                    .containsExactly("hello", "No");
            assertThat(((Inbound.Said) heard.getLast()).choice()).isEqualTo("no");
        }
    }

    private static Webhook webhook(StubApi.Call call) {
        assertThat(URI.create(call.path()).getPath()).endsWith("/webhooks/messenger");
        return Posts.post(
                call.body().toString().getBytes(StandardCharsets.UTF_8),
                Map.of(MetaDoor.SIGNATURE_HEADER, String.valueOf(call.headers().getFirst(MetaDoor.SIGNATURE_HEADER))));
    }

    private static Outbound question() {
        Content content =
                new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No")));
        return new Outbound(UUID.randomUUID(), ANN, content, null);
    }
}
