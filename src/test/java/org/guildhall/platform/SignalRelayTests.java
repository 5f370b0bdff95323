package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.guildhall.platform.DatabaseProperties.Durability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Two nodes on one database. */
class SignalRelayTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.empty();
    private final Signals here = new Signals();
    private final Signals there = new Signals();
    private final SignalRelay relayHere = new SignalRelay(here, given());
    private final SignalRelay relayThere = new SignalRelay(there, given());
    private final List<String> heardHere = new CopyOnWriteArrayList<>();
    private final List<String> heardThere = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        here.on("turns").subscribe(heardHere::add);
        there.on("turns").subscribe(heardThere::add);
        relayHere.start();
        relayThere.start();
        // Both say so once they are connected: hints before that may be lost.
        await().atMost(SOON)
                .until(() -> heardHere.contains(Signals.EVERYTHING) && heardThere.contains(Signals.EVERYTHING));
        heardHere.clear();
        heardThere.clear();
    }

    @AfterEach
    void stop() {
        relayHere.stop();
        relayThere.stop();
    }

    @Test
    void wakesTheOtherNodeToo() {
        here.raise("turns", "1");

        assertThat(heardHere).as("at once").containsExactly("1");
        await().atMost(SOON).untilAsserted(() -> assertThat(heardThere).containsExactly("1"));
    }

    @Test
    void doesNotEcho() {
        here.raise("turns", "1");
        await().atMost(SOON).until(() -> heardThere.contains("1"));
        there.raise("turns", "2");
        await().atMost(SOON).until(() -> heardHere.contains("2"));

        assertThat(heardHere).containsExactly("1", "2");
        assertThat(heardThere).containsExactly("1", "2");
    }

    @Test
    void reconnectsAndAsksEverybodyToLook() {
        database.jdbc()
                .sql("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and query like 'listen%'")
                .query()
                .listOfRows();

        await().atMost(SOON).untilAsserted(() -> assertThat(heardThere).contains(Signals.EVERYTHING));
        await().atMost(SOON).untilAsserted(() -> assertThat(heardHere).contains(Signals.EVERYTHING));
        here.raise("turns", "after");
        await().atMost(SOON).untilAsserted(() -> assertThat(heardThere).contains("after"));
    }

    @Test
    void notifiesTenTimesASecondAtMostHoweverMuchThereIsToSay() throws SQLException {
        List<String> keys =
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
        List<String> batches = new ArrayList<>();
        try (Connection outside = given().connections().getConnection();
                Statement sql = outside.createStatement();
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            sql.execute("listen guildhall_signals");
            PGConnection notifications = outside.unwrap(PGConnection.class);
            Iterator<String> next = keys.iterator();
            long began = System.nanoTime();
            ScheduledFuture<?> raising = clock.scheduleAtFixedRate(
                    () -> {
                        if (next.hasNext()) {
                            here.raise("turns", next.next());
                        }
                    },
                    0,
                    3,
                    TimeUnit.MILLISECONDS);
            await().atMost(SOON).until(() -> {
                batches.addAll(payloads(notifications));
                return batches.stream().mapToLong(SignalRelayTests::signals).sum() == keys.size();
            });
            double seconds = (System.nanoTime() - began) / 1e9;
            raising.cancel(false);

            assertThat(seconds).isGreaterThan(2.9);
            assertThat(batches.size() / seconds).as("batches a second").isLessThanOrEqualTo(11);
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(heardThere).containsExactlyElementsOf(keys));
    }

    /** What came since the last look, as nobody of ours reads it. */
    private static List<String> payloads(PGConnection notifications) throws SQLException {
        PGNotification[] arrived = notifications.getNotifications(1);
        return arrived == null
                ? List.of()
                : Arrays.stream(arrived).map(PGNotification::getParameter).toList();
    }

    /** The first line says who tells. */
    private static long signals(String payload) {
        return payload.lines().count() - 1;
    }

    @Test
    void doesNothingWithADatabaseThatNobodyElseCanUse() {
        SignalRelay relay = new SignalRelay(new Signals(), new DatabaseServer() {
            @Override
            public org.postgresql.ds.PGSimpleDataSource connections() {
                throw new AssertionError("no connection is needed");
            }

            @Override
            public boolean shared() {
                return false;
            }

            @Override
            public void close() {}
        });

        relay.start();

        assertThat(relay.isRunning()).isFalse();
    }

    private DatabaseServer given() {
        return new GivenDatabase(new DatabaseProperties(
                database.url(), database.username(), new Secret(database.password()), Durability.MANAGED));
    }
}
