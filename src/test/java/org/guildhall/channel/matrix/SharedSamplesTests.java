package org.guildhall.channel.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The specification's own examples, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SHARED = Path.of("../shared/channels");

    @TestFactory
    Stream<DynamicTest> readsTheExamplesOfTheSpecification() throws IOException {
        assumeTrue(Files.exists(SHARED.resolve("index.tsv")), "No collected calls beside the project");
        return Files.readAllLines(SHARED.resolve("index.tsv")).stream()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(columns -> columns.getFirst().startsWith("matrix/"))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    private static void check(List<String> columns) throws IOException {
        byte[] body = Files.readAllBytes(SHARED.resolve(columns.getFirst()));
        List<Inbound> said = new MatrixReader(Fixtures.ACCOUNT)
                .read(body).stream().filter(Inbound.Said.class::isInstance).toList();
        switch (columns.get(3)) {
            case "message", "nontext" ->
                assertThat(said).singleElement().isInstanceOfSatisfying(Inbound.Said.class, message -> {
                    assertThat(message.from().person()).isEqualTo(columns.get(6));
                    assertThat(message.from().replyTo()).isEqualTo(columns.get(7));
                    assertThat(message.eventId()).isEqualTo(columns.get(8));
                    assertThat(message.content() instanceof Content.Text)
                            .isEqualTo(columns.get(3).equals("message"));
                    if (columns.get(3).equals("message")) {
                        // Without what older apps quote above an answer.
                        assertThat(columns.get(5)).endsWith(message.content().text());
                    }
                });
            default -> assertThat(said).isEmpty();
        }
    }
}
