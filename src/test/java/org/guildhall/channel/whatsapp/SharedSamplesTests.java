package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Secret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real signatures collected from public test suites, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SIGNATURES = Path.of("../shared/channels/signatures.json");

    @TestFactory
    Stream<DynamicTest> acceptsEverySignatureOfMeta() throws IOException {
        assumeTrue(Files.exists(SIGNATURES), "No collected signatures beside the project");
        JsonNode samples = new JsonMapper().readTree(Files.readAllBytes(SIGNATURES));
        return StreamSupport.stream(samples.spliterator(), false)
                .filter(sample -> sample.path("channel").stringValue("").contains("whatsapp"))
                .filter(sample -> sample.path("header").stringValue("").equals(MetaDoor.SIGNATURE_HEADER))
                .map(sample -> dynamicTest(sample.path("name").stringValue(), () -> check(sample)));
    }

    private static void check(JsonNode sample) {
        byte[] body = sample.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
        JsonNode message = new JsonMapper()
                .readTree(body)
                .path("entry")
                .path(0)
                .path("changes")
                .path(0)
                .path("value");
        WhatsAppProperties ours = Fixtures.properties(Fixtures.NOWHERE, "");
        WhatsAppProperties theirs = new WhatsAppProperties(
                ours.accessToken(),
                message.path("metadata").path("phone_number_id").stringValue("1"),
                new Secret(sample.path("secret").stringValue()),
                ours.verifyToken(),
                ours.apiUrl(),
                ours.perSecond(),
                ours.mediaHosts(),
                ours.number(),
                ours.template());
        WhatsAppChannel channel = Fixtures.channel(theirs);
        Webhook webhook = Fixtures.webhook(body, sample.path("expected").stringValue());

        assertThat(channel.signed(webhook)).isEqualTo(sample.path("valid").booleanValue());
        if (!message.isMissingNode()) {
            assertThat(channel.read(webhook)).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
                JsonNode sent = message.path("messages").path(0);
                assertThat(said.eventId()).isEqualTo(sent.path("id").stringValue());
                assertThat(said.content().text())
                        .isEqualTo(sent.path("text").path("body").stringValue());
            });
        }
    }
}
