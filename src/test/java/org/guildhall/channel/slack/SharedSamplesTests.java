package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.channel.Posts;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Secret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Payloads collected from Slack's own pages and tests, read where they lie beside the project; skipped where they are not. */
class SharedSamplesTests {

    private static final Path SAMPLES = Path.of("../shared/channels");

    private final SlackReader reader = new SlackReader("");

    @TestFactory
    Stream<DynamicTest> readsEverySampleAsExpected() throws IOException {
        Path index = SAMPLES.resolve("index.tsv");
        assumeTrue(
                Files.exists(index), "No collected payloads beside the project, so there is nothing to compare with");
        return Files.readAllLines(index).stream()
                .filter(line -> line.startsWith("slack/"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    private void check(List<String> columns) throws IOException {
        byte[] body = Files.readAllBytes(SAMPLES.resolve(columns.getFirst()));
        List<Inbound> events = columns.getFirst().endsWith(".form") ? reader.form(body) : reader.event(body);
        switch (columns.get(3)) {
            case "message" ->
                assertThat(events).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
                    assertThat(said.from().person()).endsWith(columns.get(6));
                    assertThat(said.choice()).isNull();
                });
            case "action" ->
                assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Inbound.Said.class,
                                said -> assertThat(said.from().person()).endsWith(columns.get(6)));
            // Signs, changes and what was taken back are events for us, and of the rest nothing is read.
            case "event" -> assertThat(events).noneMatch(Inbound.Said.class::isInstance);
            default -> assertThat(events).isEmpty();
        }
    }

    /** https://docs.slack.dev/authentication/verifying-requests-from-slack, which shows a secret, a call and its signature. */
    @Test
    void acceptsTheSignatureOfSlacksOwnPage() throws IOException {
        Path sample = SAMPLES.resolve("slack/official_slash_signed.form");
        assumeTrue(Files.exists(sample), "No collected payloads beside the project");
        SlackProperties properties = new SlackProperties(
                new Secret("8f742231b10e8888abcd99yyyzzz85a5"), new Secret("x"), "", Fixtures.NOWHERE, Set.of(), 5, "");
        SlackChannel channel = Fixtures.channel(properties, InstantSource.fixed(Instant.ofEpochSecond(1_531_420_618)));
        byte[] body = new String(Files.readAllBytes(sample), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);

        assertThat(channel.signed(Posts.post(
                        body,
                        Map.of(
                                SlackSignature.TIMESTAMP_HEADER,
                                "1531420618",
                                SlackSignature.HEADER,
                                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"))))
                .isTrue();
    }
}
