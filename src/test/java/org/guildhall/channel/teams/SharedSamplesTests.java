package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Payloads collected from Microsoft's own pages and tests, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SAMPLES = Path.of("../shared/channels");

    private final TeamsReader reader = Fixtures.reader();

    @TestFactory
    Stream<DynamicTest> readsEverySampleAsExpected() throws IOException {
        Path index = SAMPLES.resolve("index.tsv");
        assumeTrue(
                Files.exists(index), "No collected payloads beside the project, so there is nothing to compare with");
        return Files.readAllLines(index).stream()
                .filter(line -> line.startsWith("teams/"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    /** A form that we did not give out is nothing said to us, and a picture comes with its words as one. */
    private void check(List<String> columns) throws IOException {
        List<Inbound> events = reader.read(Files.readAllBytes(SAMPLES.resolve(columns.getFirst())));
        if (columns.get(3).equals("message")) {
            assertThat(events).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
                assertThat(said.content().text()).isEqualTo(columns.get(5));
                assertThat(said.from().person()).endsWith(columns.get(6));
                assertThat(TeamsPlace.to(said.from()).conversation()).isEqualTo(columns.get(7));
                assertThat(said.eventId()).isEqualTo(columns.get(7) + "|" + columns.get(8));
            });
        } else {
            assertThat(events).noneMatch(Inbound.Said.class::isInstance);
        }
    }
}
