package org.guildhall.channel.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real payloads collected from public test suites, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SAMPLES = Path.of("../shared/channels");
    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> readsEverySampleAsExpected() throws IOException {
        Path index = SAMPLES.resolve("index.tsv");
        assumeTrue(Files.exists(index), "No collected payloads beside the project");
        return Files.readAllLines(index).stream()
                .filter(line -> line.startsWith("line/"))
                .map(line -> List.of(line.split("\t", -1)))
                // Several in one body share one id there, which LINE's never do.
                .filter(columns -> !columns.get(3).contains("+"))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    private static void check(List<String> columns) throws IOException {
        byte[] body = Files.readAllBytes(SAMPLES.resolve(columns.getFirst()));
        List<Inbound> events = LineReader.read(body);
        if (columns.get(3).equals("event") || columns.get(3).equals("ignored") || inAGroup(body)) {
            // In a group everybody would read the answer, so there is none.
            assertThat(events).noneMatch(Inbound.Said.class::isInstance);
            return;
        }
        // Besides what was said, one of them tells that somebody has added the account.
        assertThat(events)
                .filteredOn(Inbound.Said.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Inbound.Said.class, said -> {
                    assertThat(said.from().person()).isEqualTo(columns.get(6));
                    switch (columns.get(3)) {
                        case "action" -> assertThat(said.choice()).isEqualTo(columns.get(9));
                        case "nontext" -> assertThat(said.content()).isNotInstanceOf(Content.Text.class);
                        default -> {
                            assertThat(said.content().text()).isEqualTo(columns.get(5));
                            assertThat(said.eventId()).isEqualTo(columns.get(8));
                        }
                    }
                });
    }

    private static boolean inAGroup(byte[] body) {
        String type = JSON.readTree(body)
                .path("events")
                .path(0)
                .path("source")
                .path("type")
                .stringValue("");
        return type.equals("group") || type.equals("room");
    }

    @TestFactory
    Stream<DynamicTest> acceptsEverySignatureOfLine() throws IOException {
        Path signatures = SAMPLES.resolve("signatures.json");
        assumeTrue(Files.exists(signatures), "No collected signatures beside the project");
        return JSON.readTree(Files.readAllBytes(signatures))
                .valueStream()
                .filter(sample -> sample.path("channel").stringValue("").equals("line"))
                .map(sample -> dynamicTest(sample.path("name").stringValue(), () -> check(sample)));
    }

    private static void check(JsonNode sample) {
        byte[] body = sample.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
        Webhook webhook = Posts.post(
                body,
                Map.of(LineChannel.SIGNATURE_HEADER, sample.path("expected").stringValue()));
        LineChannel theirs = Fixtures.channel(
                Fixtures.properties(Fixtures.NOWHERE, sample.path("secret").stringValue(), Fixtures.TOKEN));

        assertThat(theirs.signed(webhook)).isEqualTo(sample.path("valid").booleanValue());
    }
}
