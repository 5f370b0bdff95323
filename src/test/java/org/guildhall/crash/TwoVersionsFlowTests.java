package org.guildhall.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/**
 * The version before the newest migration and this one, side by side on one database, forwards and back again. Needs both
 * jars: {@code script/two-versions} builds them.
 */
@Tag("slow")
class TwoVersionsFlowTests {

    private static final int CITIZENS = 12;
    private static final Duration SOON = Duration.ofMinutes(2);

    /** Messages acknowledged before the next thing happens. */
    private static final int A_WHILE = 120;

    private static final List<String> QUESTIONS =
            List.of("my bin was not emptied", "how do i pay my council tax", "when is my bin day");

    @TempDir
    Path folder = Path.of("");

    private Path before = Path.of("");
    private Path now = Path.of("");

    @BeforeEach
    void jars() {
        String given = System.getProperty("two-versions.before");
        assumeThat(given)
                .as("run script/two-versions, which builds the version before")
                .isNotNull();
        before = Path.of(Objects.requireNonNull(given));
        now = Path.of(Objects.requireNonNull(System.getProperty("two-versions.now")));
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingIsLostWhileBothRunNorWhenItIsRolledBack() throws Exception {
        TestDatabase database = TestDatabase.empty();
        try (BotApi api = BotApi.start(0);
                Node old = node("before", before, database, api)) {
            old.awaitReady();
            int migrations = number(database, "select count(*) from flyway_schema_history where success");
            try (Crowd crowd = new Crowd(old)) {
                crowd.talksOn();
                try (Node young = node("now", now, database, api)) {
                    young.awaitReady();
                    assertThat(number(database, "select count(*) from flyway_schema_history where success"))
                            .as("the new version has migrated")
                            .isGreaterThan(migrations);
                    crowd.alsoTo(young);
                    crowd.talksOn();
                    old.kill();
                    crowd.talksOn();
                    // Back again: the version before starts on what the new one has migrated.
                    old.startAgain();
                    old.awaitReady();
                    crowd.talksOn();
                    young.kill();
                    crowd.talksOn();
                }
                int said = crowd.stops();
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> number(
                                                database,
                                                "select count(*) from outbox where state in ('pending', 'sending')")
                                        == 0
                                && number(database, "select count(*) from conversations where turn_due is not null")
                                        == 0);
                nothingIsLost(database, said);
            }
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whatIsKilledWhileItMigratesGoesOnAtTheNextStart() throws Exception {
        TestDatabase database = TestDatabase.empty();
        try (BotApi api = BotApi.start(0);
                Node node = node("killed", now, database, api)) {
            for (int applied = 0; applied < 5; applied += 2) {
                int enough = applied;
                Awaitility.await()
                        .atMost(SOON)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> migrations(database) >= enough);
                node.kill();
                node.startAgain();
            }
            node.awaitReady();
            assertThat(number(database, "select count(*) from flyway_schema_history where not success"))
                    .isZero();
            TelegramCitizen ann = new TelegramCitizen(5_000_000L, "Ann");
            assertThat(node.deliver(ann.says(QUESTIONS.getFirst()).toString())).isEqualTo(200);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> !api.messagesTo(5_000_000L).isEmpty());
        }
    }

    private Node node(String name, Path jar, TestDatabase database, BotApi api) throws IOException {
        return new Node(Node.ofJar(jar), database, api.url(), Files.createDirectory(folder.resolve(name)));
    }

    private static void nothingIsLost(TestDatabase database, int said) {
        assertThat(number(database, "select count(*) from messages where sender = 'citizen'"))
                .as("messages kept, of those acknowledged")
                .isEqualTo(said);
        assertThat(number(database, "select count(*) from decisions"))
                .as("decided")
                .isEqualTo(said);
        assertThat(number(database, """
                        select count(*) from conversations c
                        where c.last_seq <> (select count(*) from messages m where m.conversation = c.id)""")).as("sequences with a gap").isZero();
        assertThat(number(database, "select count(*) from outbox where state not in ('sent', 'uncertain')"))
                .as("replies that did not go")
                .isZero();
        assertThat(number(database, "select count(*) from dead_letters")).isZero();
    }

    /** −1 while there is not even the table that counts them. */
    private static int migrations(TestDatabase database) {
        try {
            return number(database, "select count(*) from flyway_schema_history where success");
        } catch (DataAccessException notYet) {
            return -1;
        }
    }

    private static int number(TestDatabase database, String count) {
        return database.jdbc().sql(count).query(Integer.class).single();
    }

    /** Citizens who go on asking, each message until somebody acknowledges it. */
    private static final class Crowd implements AutoCloseable {

        private final List<Node> nodes = new CopyOnWriteArrayList<>();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<?>> citizens = new ArrayList<>();

        Crowd(Node first) {
            nodes.add(first);
            for (int i = 0; i < CITIZENS; i++) {
                TelegramCitizen citizen = new TelegramCitizen(5_000_000L + i, "Citizen " + i);
                citizens.add(threads.submit(() -> {
                    converse(citizen);
                    return null;
                }));
            }
        }

        private void converse(TelegramCitizen citizen) throws InterruptedException {
            for (int turn = 0; going.get(); turn++) {
                String update =
                        citizen.says(QUESTIONS.get(turn % QUESTIONS.size())).toString();
                for (int attempt = turn; nodes.get(attempt % nodes.size()).deliver(update) != 200; attempt++) {
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                acknowledged.incrementAndGet();
            }
        }

        void alsoTo(Node node) {
            nodes.add(node);
        }

        void talksOn() {
            int from = acknowledged.get();
            Awaitility.await().atMost(SOON).until(() -> acknowledged.get() >= from + A_WHILE);
        }

        /** How many messages were acknowledged in all. */
        int stops() throws Exception {
            going.set(false);
            for (Future<?> citizen : citizens) {
                citizen.get(2, TimeUnit.MINUTES);
            }
            return acknowledged.get();
        }

        @Override
        public void close() {
            going.set(false);
            threads.shutdownNow();
        }
    }
}
