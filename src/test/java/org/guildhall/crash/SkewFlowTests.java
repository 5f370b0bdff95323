package org.guildhall.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, one ten minutes fast and one ten minutes slow, on one database: nobody notices. */
@Tag("slow")
class SkewFlowTests {

    private static final int CITIZENS = 100;
    private static final List<String> QUESTIONS =
            List.of("my bin was not emptied", "how do i pay my council tax", "when is my bin day");
    private static final Pattern TIME = Pattern.compile("(?m)^(\\d\\d:\\d\\d:\\d\\d)\\.\\d{3} ");

    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nodesWithWrongClocksNeitherShareAConversationNorTakeALeaseEarly() throws Exception {
        assumeThat(installed())
                .as("faketime is not installed (Debian's package faketime): clocks that are wrong were not tried")
                .isTrue();
        TestDatabase database = TestDatabase.migrated();
        try (BotApi api = BotApi.start(0);
                Node fast = node("fast", "+10m", database, api);
                Node slow = node("slow", "-10m", database, api)) {
            fast.awaitReady();
            slow.awaitReady();
            assertThat(minutesOff(fast)).as("the fast node's clock").isBetween(9L, 11L);
            assertThat(minutesOff(slow)).as("the slow node's clock").isBetween(-11L, -9L);
            converse(fast, slow);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> number(database, "select count(*) from outbox where state in ('pending', 'sending')")
                                    == 0
                            && number(database, "select count(*) from conversations where turn_due is not null") == 0);
            long asked = (long) CITIZENS * QUESTIONS.size();
            assertThat(number(database, "select count(*) from decisions")).isEqualTo(asked);
            assertThat(number(
                            database, "select count(*) from outbox where attempts > 1 or uncertain or state <> 'sent'"))
                    .as("parts whose lease the other node took early")
                    .isZero();
            assertThat((long) api.calls("sendMessage").size())
                    .as("messages at the messenger")
                    .isEqualTo(number(database, "select count(*) from outbox"));
            assertThat(number(database, """
                            select count(*) from messages where abs(extract(epoch from now() - at)) > 300"""))
                    .as("messages with a node's own time")
                    .isZero();
            assertThat(number(database, "select count(*) from dead_letters")).isZero();
        }
    }

    private Node node(String name, String offset, TestDatabase database, BotApi api) throws IOException {
        // Both clocks are off by the same all the time, so that durations are as they are.
        List<String> program = new ArrayList<>(List.of("faketime", "-f", offset));
        program.addAll(Node.ofTheseClasses());
        return new Node(program, database, api.url(), Files.createDirectory(folder.resolve(name)));
    }

    private static void converse(Node fast, Node slow) throws Exception {
        try (ExecutorService telegram = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> chats = new ArrayList<>();
            for (int i = 0; i < CITIZENS; i++) {
                TelegramCitizen citizen = new TelegramCitizen(5_000_000L + i, "Citizen " + i);
                chats.add(() -> {
                    int to = 0;
                    for (String question : QUESTIONS) {
                        String update = citizen.says(question).toString();
                        while ((to % 2 == 0 ? fast : slow).deliver(update) != 200) {
                            TimeUnit.MILLISECONDS.sleep(300);
                        }
                        // The other node gets the same once more.
                        (++to % 2 == 0 ? fast : slow).deliver(update);
                    }
                    return to;
                });
            }
            for (Future<Integer> chat : telegram.invokeAll(chats)) {
                assertThat(chat.get()).isEqualTo(QUESTIONS.size());
            }
        }
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("faketime", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** How far a node's clock is off, by the last line it printed. */
    private static long minutesOff(Node node) throws IOException {
        Matcher times = TIME.matcher(node.printed());
        LocalTime last = LocalTime.MIN;
        while (times.find()) {
            last = LocalTime.parse(times.group(1));
        }
        long minutes = Duration.between(LocalTime.now(ZoneOffset.UTC), last).toMinutes();
        // Around midnight.
        return minutes > 720 ? minutes - 1440 : minutes < -720 ? minutes + 1440 : minutes;
    }

    private static long number(TestDatabase database, String count) {
        return database.jdbc().sql(count).query(Long.class).single();
    }
}
