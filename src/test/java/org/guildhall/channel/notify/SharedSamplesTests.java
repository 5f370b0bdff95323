package org.guildhall.channel.notify;

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

/** Payloads collected from Notify's own pages and tests, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SAMPLES = Path.of("../shared/channels");

    private final NotifyReader reader = new NotifyReader(Fixtures.SERVICE, Fixtures.TEMPLATE);

    @TestFactory
    Stream<DynamicTest> readsEverySampleAsExpected() throws IOException {
        Path index = SAMPLES.resolve("index.tsv");
        assumeTrue(
                Files.exists(index), "No collected payloads beside the project, so there is nothing to compare with");
        return Files.readAllLines(index).stream()
                .filter(line -> line.startsWith("sms_notify/"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    /** There a receipt is ignored, as nobody answers one; for us it is an event. */
    private void check(List<String> columns) throws IOException {
        List<Inbound> events = reader.read(Files.readAllBytes(SAMPLES.resolve(columns.getFirst())));
        String kind = columns.get(4);
        if (columns.get(3).equals("message")) {
            assertThat(events).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
                assertThat(said.content().text()).isEqualTo(columns.get(5).replace("\\n", "\n"));
                assertThat(said.from().person()).isEqualTo(columns.get(6));
                assertThat(said.from().replyTo()).isEqualTo(columns.get(7));
                assertThat(said.eventId()).isEqualTo(columns.get(8));
            });
        } else if (kind.startsWith("status:")) {
            assertThat(events).singleElement().isInstanceOfSatisfying(Inbound.Receipt.class, receipt -> {
                assertThat(receipt.messageId()).isEqualTo(columns.get(8));
                assertThat(receipt.eventId()).endsWith(kind.substring("status".length()));
            });
        } else {
            assertThat(events).isEmpty();
        }
    }
}
