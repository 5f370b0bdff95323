package org.guildhall.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.channel.Channel;
import org.guildhall.channel.OutboundSample;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Real payloads collected from public test suites, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SAMPLES = Path.of("../shared/channels");
    private static final JsonMapper JSON = new JsonMapper();

    /** Ignored there; for us they say how far a reply got. */
    private static final Set<String> RECEIPTS =
            Set.of("messenger/bottender_delivery.json", "messenger/bottender_read.json");

    @TestFactory
    Stream<DynamicTest> readsEverySampleAsExpected() throws IOException {
        Path index = SAMPLES.resolve("index.tsv");
        assumeTrue(Files.exists(index), "No collected payloads beside the project");
        return Files.readAllLines(index).stream()
                .filter(line -> line.startsWith("messenger/"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    private static void check(List<String> columns) throws IOException {
        byte[] body = toOurPage(Files.readString(SAMPLES.resolve(columns.getFirst())));
        List<Inbound> events = Fixtures.channel(Fixtures.NOWHERE).read(MetaCalls.signed(body));
        if (RECEIPTS.contains(columns.getFirst())) {
            assertThat(events).singleElement().isInstanceOfAny(Inbound.Receipt.class, Inbound.CaughtUp.class);
            return;
        }
        if (columns.get(3).equals("event") || columns.get(3).equals("ignored")) {
            // A sign on a message is an event for us too, and nothing said.
            assertThat(events).allMatch(Inbound.Reacted.class::isInstance);
            return;
        }
        List<String> texts = parts(columns.get(5));
        List<String> senders = parts(columns.get(6));
        List<String> ids = parts(columns.get(8));
        assertThat(events).hasSameSizeAs(senders).hasOnlyElementsOfType(Inbound.Said.class);
        for (int i = 0; i < events.size(); i++) {
            Inbound.Said said = (Inbound.Said) events.get(i);
            assertThat(said.from().person()).isEqualTo(senders.get(i));
            if (!ids.get(i).isEmpty()) {
                assertThat(said.eventId()).isEqualTo(ids.get(i));
            }
            switch (columns.get(3)) {
                case "message" -> assertThat(said.content()).isEqualTo(new Content.Text(texts.get(i)));
                case "action" -> assertThat(said.choice()).isEqualTo(columns.get(9));
                case "nontext" -> assertThat(said.content()).isNotInstanceOf(Content.Text.class);
                default -> throw new AssertionError("An outcome nobody described: " + columns.get(3));
            }
        }
    }

    /** As if it had been sent to our page, whichever page it was sent to. */
    private static byte[] toOurPage(String body) {
        JsonNode entry = JSON.readTree(body).path("entry").path(0);
        String event =
                entry.path("messaging").path(0).path("recipient").path("id").stringValue("");
        boolean echo =
                entry.path("messaging").path(0).path("message").path("is_echo").asBoolean(false);
        String page = event.isEmpty() || echo ? entry.path("id").asString("1") : event;
        return body.replace('"' + page + '"', '"' + Fixtures.PAGE + '"').getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> parts(String column) {
        return List.of(column.split(" \\|\\| ", -1));
    }

    @TestFactory
    Stream<DynamicTest> acceptsEverySignatureOfMeta() throws IOException {
        Path signatures = SAMPLES.resolve("signatures.json");
        assumeTrue(Files.exists(signatures), "No collected signatures beside the project");
        return StreamSupport.stream(
                        JSON.readTree(Files.readAllBytes(signatures)).spliterator(), false)
                .filter(sample -> sample.path("channel").stringValue("").contains("messenger"))
                .filter(sample -> sample.path("header").stringValue("").equals(MetaDoor.SIGNATURE_HEADER))
                .map(sample -> dynamicTest(sample.path("name").stringValue(), () -> {
                    byte[] body = sample.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
                    Webhook webhook = Posts.post(
                            body,
                            Map.of(
                                    MetaDoor.SIGNATURE_HEADER,
                                    sample.path("expected").stringValue()));
                    PlatformChannel theirs = Fixtures.channel(Fixtures.properties(
                            Fixtures.PAGE,
                            Fixtures.NOWHERE,
                            sample.path("secret").stringValue()));

                    assertThat(theirs.signed(webhook))
                            .isEqualTo(sample.path("valid").booleanValue());
                }));
    }

    /** What another implementation sends we send too, field by field, where both can say it. */
    @TestFactory
    Stream<DynamicTest> sendsWhatOthersSend() throws IOException {
        List<OutboundSample> ours = OutboundSample.of("messenger").stream()
                .filter(OutboundSample::ours)
                .filter(sample -> !sample.label().contains("max text length"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(10);
        return ours.stream().map(sample -> dynamicTest(sample.label(), () -> send(sample)));
    }

    private static void send(OutboundSample sample) {
        try (StubApi api = new StubApi(Answer.json(sample.status(0), sample.answer(0)))) {
            Channel channel = Fixtures.channel(api.url());
            JsonNode theirs = sample.bodies().isEmpty()
                    ? JSON.createObjectNode()
                    : sample.bodies().getFirst();
            boolean tagged = theirs.has("tag");
            Outbound reply = sample.reply(
                    new Address("messenger", Fixtures.PAGE, "12345", "12345"),
                    tagged ? Outbound.Speaker.STAFF : Outbound.Speaker.ASSISTANT);
            Delivery delivery = (tagged ? channel.sendOutsideWindow(reply, 0, 0) : channel.send(reply)).block();

            ended(sample, delivery);
            assertThat(api.calls()).isNotEmpty();
            JsonNode call = api.calls().getFirst().body();
            if (!sample.bodies().isEmpty()) {
                assertThat(call.path("recipient")).isEqualTo(theirs.path("recipient"));
                assertThat(message(call)).isEqualTo(message(theirs));
                // What answers is what we send, and nothing to many: theirs is an update then.
                if (!theirs.path("messaging_type").stringValue("").equals("UPDATE")) {
                    assertThat(call.path("messaging_type")).isEqualTo(theirs.path("messaging_type"));
                    assertThat(call.path("tag")).isEqualTo(theirs.path("tag"));
                }
            }
        }
    }

    /** That a file will be sent again is said to spare Meta work, and we do not know it. */
    private static JsonNode message(JsonNode call) {
        JsonNode message = call.path("message").deepCopy();
        if (message.path("attachment").path("payload") instanceof ObjectNode payload) {
            payload.remove("is_reusable");
            return payload.path("template_type").stringValue("").equals("button") ? asReplies(payload) : message;
        }
        return message;
    }

    /** A few choices we show as buttons, which stay where they are; what they read and what comes back is the same. */
    private static JsonNode asReplies(JsonNode buttons) {
        ObjectNode message = JSON.createObjectNode();
        message.set("text", buttons.path("text"));
        ArrayNode replies = message.putArray("quick_replies");
        for (JsonNode button : buttons.path("buttons")) {
            assertThat(button.path("type").stringValue("")).isEqualTo("postback");
            ObjectNode reply = button.deepCopy().asObject();
            reply.remove("type");
            replies.add(reply.put("content_type", "text"));
        }
        return message;
    }

    private static void ended(OutboundSample sample, @Nullable Delivery delivery) {
        String error = sample.error();
        if (error.isEmpty()) {
            assertThat(delivery).isEqualTo(new Delivery.Sent("mid.133"));
        } else if (error.contains("Throttled")) {
            assertThat(delivery).isInstanceOf(Delivery.Deferred.class);
        } else if (error.contains("Unexpected") || error.contains("Unparseable")) {
            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            Delivery.Deferred.class,
                            later -> assertThat(later.uncertain()).isTrue());
        } else {
            assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        }
    }
}
