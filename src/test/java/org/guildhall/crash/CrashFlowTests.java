package org.guildhall.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged is dealt with once and in order, though the process is killed twice in the middle of it. */
class CrashFlowTests {

    private static final int CITIZENS = 200;
    private static final List<String> QUESTIONS =
            List.of("my bin was not emptied", "how do i pay my council tax", "when is my bin day");

    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyAcknowledgedMessageIsAnsweredOnceAndInOrder() throws Exception {
        TestDatabase database = TestDatabase.migrated();
        try (BotApi api = BotApi.start(0);
                Node node = new Node(database, api.url(), folder);
                ExecutorService telegram = Executors.newVirtualThreadPerTaskExecutor()) {
            node.awaitReady();
            List<Future<Integer>> chats = new ArrayList<>();
            for (int i = 0; i < CITIZENS; i++) {
                TelegramCitizen citizen = new TelegramCitizen(5_000_000L + i, "Citizen " + i);
                chats.add(telegram.submit(() -> converse(node, citizen)));
            }
            killWhen(database, node, "select count(*) >= 60 from inbox_events");
            killWhen(database, node, "select count(*) >= 250 from outbox where state = 'sent'");
            int acknowledged = 0;
            for (Future<Integer> chat : chats) {
                acknowledged += chat.get(3, TimeUnit.MINUTES);
            }
            assertThat(acknowledged).isEqualTo(CITIZENS * QUESTIONS.size());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> is(database, "select count(*) = 0 from outbox where state in ('pending', 'sending')")
                            && is(database, "select count(*) = 0 from conversations where turn_due is not null"));
            nothingIsLostTwiceOrOutOfOrder(database);
            everyReplyWasSeenOnceUnlessItIsMarked(database, api);
        }
    }

    /** One message after the other, each offered until it is acknowledged and then once more, as Telegram does. */
    private static int converse(Node node, TelegramCitizen citizen) throws InterruptedException {
        int acknowledged = 0;
        for (String question : QUESTIONS) {
            String update = citizen.says(question).toString();
            while (node.deliver(update) != 200) {
                TimeUnit.MILLISECONDS.sleep(300);
            }
            node.deliver(update);
            acknowledged++;
        }
        return acknowledged;
    }

    private static void killWhen(TestDatabase database, Node node, String condition) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> is(database, condition));
        node.kill();
        node.startAgain();
        node.awaitReady();
    }

    private static void nothingIsLostTwiceOrOutOfOrder(TestDatabase database) {
        assertThat(number(database, "select count(*) from messages where sender = 'citizen'"))
                .isEqualTo((long) CITIZENS * QUESTIONS.size());
        assertThat(number(database, "select count(*) from decisions")).isEqualTo((long) CITIZENS * QUESTIONS.size());
        assertThat(number(database, "select count(*) from conversations")).isEqualTo(CITIZENS);
        assertThat(number(database, """
                        select count(*) from conversations c
                        where c.last_seq <> (select count(*) from messages m where m.conversation = c.id)""")).as("sequences with a gap").isZero();
        assertThat(number(database, """
                        select count(*) from conversations c
                        where (select string_agg(m.text, '|' order by m.seq) from messages m
                               where m.conversation = c.id and m.sender = 'citizen') <> '%s'""".formatted(String.join("|", QUESTIONS))))
                .as("conversations out of order")
                .isZero();
        assertThat(number(database, "select count(*) from dead_letters")).isZero();
    }

    private static void everyReplyWasSeenOnceUnlessItIsMarked(TestDatabase database, BotApi api) {
        long parts = number(database, "select count(*) from outbox");
        long marked = number(database, "select count(*) from outbox where uncertain");
        long seen = api.calls("sendMessage").size();
        assertThat(number(database, "select count(*) from outbox where state not in ('sent', 'uncertain')"))
                .isZero();
        assertThat(seen)
                .as("messages at the messenger, of %s parts, %s marked", parts, marked)
                .isBetween(parts - marked, parts + marked);
    }

    private static boolean is(TestDatabase database, String condition) {
        return database.jdbc().sql(condition).query(Boolean.class).single();
    }

    private static long number(TestDatabase database, String count) {
        return database.jdbc().sql(count).query(Long.class).single();
    }
}
