package org.guildhall.channel.viber;

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
                .filter(line -> line.startsWith("viber/"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    private static void check(List<String> columns) throws IOException {
        List<Inbound> events = ViberReader.read(Files.readAllBytes(SAMPLES.resolve(columns.getFirst())));
        if (columns.get(3).equals("event") || columns.get(3).equals("ignored")) {
            // Receipts and who comes and goes are events for us too, and nothing said.
            assertThat(events).noneMatch(Inbound.Said.class::isInstance);
            return;
        }
        assertThat(events).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.from().person()).isEqualTo(columns.get(6));
            assertThat(said.eventId()).isEqualTo(columns.get(8));
            if (columns.get(3).equals("nontext")) {
                assertThat(said.content()).isNotInstanceOf(Content.Text.class);
            } else {
                assertThat(said.content().text()).isEqualTo(columns.get(5));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> acceptsEverySignatureOfViber() throws IOException {
        Path signatures = SAMPLES.resolve("signatures.json");
        assumeTrue(Files.exists(signatures), "No collected signatures beside the project");
        return JSON.readTree(Files.readAllBytes(signatures))
                .valueStream()
                .filter(sample -> sample.path("channel").stringValue("").equals("viber"))
                .map(sample -> dynamicTest(sample.path("name").stringValue(), () -> {
                    byte[] body = sample.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
                    Webhook webhook = Posts.post(
                            body,
                            Map.of(
                                    ViberChannel.SIGNATURE_HEADER,
                                    sample.path("expected").stringValue()));
                    ViberChannel theirs = Fixtures.channel(Fixtures.properties(
                            Fixtures.NOWHERE, sample.path("secret").stringValue(), Fixtures.SENDER));

                    assertThat(theirs.signed(webhook))
                            .isEqualTo(sample.path("valid").booleanValue());
                }));
    }
}
