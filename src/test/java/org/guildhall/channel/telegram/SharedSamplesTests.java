package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real payloads collected from public test suites and vendors' pages, read where they lie beside the project; skipped
 * where they are not.
 */
class SharedSamplesTests {

    private static final Path SAMPLES = Path.of("../shared/channels");

    /** Where the collected expectation is another implementation's, and ours differs on purpose. */
    private static final Map<String, String> IGNORED_ON_PURPOSE = Map.of(
            "bottender_group_message.json", "groups: only what is said to the bot is heard",
            "schema_business_message.json",
                    "business connections are not subscribed to, and need another way to answer");

    /** An event there, and for us one too, with something to store. */
    private static final String BLOCKED = "schema_my_chat_member_blocked.json";

    /** There a citizen is told apart by the group, too, so that nobody's private words turn up in it. */
    private static final String IN_A_GROUP = "bottender_group_callback_query.json";

    /** A topic of a group, where another bot than ours is called. */
    private static final String IN_A_TOPIC = "schema_group_topic_mention.json";

    private final UpdateReader reader = Fixtures.reader();

    @TestFactory
    Stream<DynamicTest> readsEverySampleAsExpected() throws IOException {
        Path index = SAMPLES.resolve("index.tsv");
        assumeTrue(
                Files.exists(index), "No collected payloads beside the project, so there is nothing to compare with");
        return Files.readAllLines(index).stream()
                .filter(line -> line.startsWith("telegram/"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(columns -> dynamicTest(columns.getFirst(), () -> check(columns)));
    }

    private void check(List<String> columns) throws IOException {
        String file = columns.getFirst().substring("telegram/".length());
        List<Inbound> events = reader.read(Files.readAllBytes(SAMPLES.resolve(columns.getFirst())));
        String outcome = columns.get(3);
        if (file.equals(IN_A_TOPIC)) {
            assertThat(events).as("another bot's").isEmpty();
            List<Inbound> called =
                    Fixtures.reader("CouncilBot").read(Files.readAllBytes(SAMPLES.resolve(columns.getFirst())));
            assertThat(called).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
                assertThat(said.from().person()).isEqualTo(columns.get(7) + ":" + person(columns));
                assertThat(said.from().replyTo()).isEqualTo(columns.get(7) + "/5");
                assertThat(said.content().text()).isEqualTo(columns.get(5).replace("@CouncilBot", ""));
            });
        } else if (file.equals(BLOCKED)) {
            assertThat(events).singleElement().isInstanceOf(Inbound.Blocked.class);
        } else if (outcome.equals("event") && !events.isEmpty()) {
            assertThat(events).singleElement().isInstanceOfAny(Inbound.Edited.class, Inbound.Reacted.class);
        } else if (IGNORED_ON_PURPOSE.containsKey(file) || outcome.equals("event") || outcome.equals("ignored")) {
            assertThat(events).as(outcome).isEmpty();
        } else {
            assertThat(events).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> check(columns, said));
        }
    }

    private static void check(List<String> columns, Inbound.Said said) {
        String group = columns.getFirst().endsWith(IN_A_GROUP) ? columns.get(7) + ":" : "";
        assertThat(said.from().person()).as("sender").isEqualTo(group + person(columns));
        if (!columns.get(7).isEmpty()) {
            assertThat(said.from().replyTo()).as("chat").isEqualTo(columns.get(7));
        }
        switch (columns.get(3)) {
            case "message" -> assertThat(said.content().text()).isEqualTo(columns.get(5));
            case "action" -> assertThat(said.choice()).isEqualTo(columns.get(9));
            case "nontext" -> assertThat(said.content()).isNotInstanceOf(org.guildhall.message.Content.Text.class);
            default -> throw new AssertionError("An outcome nobody described: " + columns.get(3));
        }
    }

    private static String person(List<String> columns) {
        return columns.get(6);
    }
}
