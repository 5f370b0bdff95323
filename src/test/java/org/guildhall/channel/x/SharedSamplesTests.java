package org.guildhall.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real calls and signatures collected from public pages, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SHARED = Path.of("../shared/channels");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TestFactory
    Stream<DynamicTest> signsAsX() throws IOException {
        assumeTrue(Files.exists(SHARED.resolve("signatures.json")), "No collected signatures beside the project");
        JsonNode samples = JSON.readTree(Files.readAllBytes(SHARED.resolve("signatures.json")));
        return StreamSupport.stream(samples.spliterator(), false)
                .filter(sample -> sample.path("channel").stringValue("").equals("x"))
                .map(sample -> dynamicTest(
                        sample.path("name").stringValue(),
                        () -> assertThat(Fixtures.signature(
                                        sample.path("body").stringValue().getBytes(StandardCharsets.UTF_8),
                                        sample.path("secret").stringValue()))
                                .isEqualTo(sample.path("expected").stringValue())));
    }

    @TestFactory
    Stream<DynamicTest> readsWhatXsPagesShow() throws IOException {
        assumeTrue(Files.exists(SHARED.resolve("index.tsv")), "No collected calls beside the project");
        return Files.readAllLines(SHARED.resolve("index.tsv")).stream()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(columns -> columns.getFirst().startsWith("x/"))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    private static void check(List<String> columns) {
        byte[] body = bytes(SHARED.resolve(columns.getFirst()));
        List<Inbound> said = new ArrayList<>(new XReader(account(JSON.readTree(body))).read(body));
        said.removeIf(event -> !(event instanceof Inbound.Said));
        if (columns.get(3).equals("message") || columns.get(3).equals("action")) {
            assertThat(said).singleElement().isInstanceOfSatisfying(Inbound.Said.class, message -> {
                // The link to the file that stands in the words is no word of theirs.
                assertThat(columns.get(5)).startsWith(message.content().text());
                assertThat(message.from().person()).isEqualTo(columns.get(6));
                assertThat(message.eventId()).isEqualTo(columns.get(8));
                assertThat(message.choice() == null ? "" : message.choice()).isEqualTo(columns.get(9));
            });
        } else {
            assertThat(said).isEmpty();
        }
    }

    private static String account(JsonNode call) {
        return call.path("for_user_id")
                .stringValue(call.path("data").path("filter").path("user_id").stringValue("0"));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
