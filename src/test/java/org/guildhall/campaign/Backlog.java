package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guildhall.simulator.TelegramCitizen;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A queue far longer than the heap drains nearly as quickly as an empty one. */
final class Backlog implements Row {

    private static final int MEGABYTES = 256;
    private static final String MEMORY = MEGABYTES + "m";
    /** Of that, what is still in use after a collection. */
    private static final double SHARE_IN_USE = 0.8;

    private static final double SHARE_OF_EMPTY = 0.7;
    private static final double MEGABYTE = 1024 * 1024;
    private static final int QUESTIONS = 200;
    private static final long FIRST_ID = 5_000_000;
    /** Below those of the simulator's clock. */
    private static final long FIRST_EVENT = 1_000_000;

    private static final long FIRST_CITIZEN = 4_000_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration WORKED_OFF = Duration.ofHours(6);

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String asked(boolean full) {
        return "%,d queued messages with -Xmx%s".formatted(queued(full), MEMORY);
    }

    @Override
    public Result run(Run run) throws Exception {
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server app = run.server("app", messenger).on(postgres).memory(MEMORY);
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"))) {
            app.start().awaitReady();
            app.awaitAnswers();
            Queued.hold(postgres.sql());
            letOneWait(app, ledger);
            Queued queued = new Queued(postgres.sql(), FIRST_ID, FIRST_EVENT);
            // Those that are answered at once, so that no pause for the rest of a question is measured.
            List<String> questions = Questions.answeredBy(app, Questions.usual(), QUESTIONS);
            Scene scene = new Scene(run, postgres.sql(), app, ledger, queued, questions);
            scene.drain(run.count(500, 3_000));
            double empty = scene.drain(run.count(500, 3_000));
            double full = scene.drainAndCollect(queued(run.full()));
            return new Result()
                    .law(new Law(ledger, messenger, List.of()).awaitAndCheck(postgres::sql, WORKED_OFF))
                    .figure("answered a second, empty queue", empty)
                    .speedAtLeast("answered a second, full queue", full, SHARE_OF_EMPTY * empty, "")
                    .figure("largest heap in use, MB", scene.largestHeap / MEGABYTE)
                    .figure("queued when the heap was collected", scene.queuedAtCollection)
                    .atMost(
                            "share of the heap in use after that",
                            scene.liveHeap / MEGABYTE / MEGABYTES,
                            SHARE_IN_USE,
                            "")
                    .atMost("out of memory", count(app.log(), "OutOfMemoryError"), 0, "")
                    .atMost("turns that failed", count(app.log(), " failed at attempt "), 0, "");
        }
    }

    private static int queued(boolean full) {
        return full ? 500_000 : 1_500;
    }

    private static void letOneWait(Server app, Ledger ledger) throws Exception {
        TelegramCitizen citizen = new TelegramCitizen(FIRST_CITIZEN, "Citizen");
        var update = citizen.says("When is my bin day?");
        try (Driver driver = new Driver(ledger, List.of(app.address()))) {
            driver.deliver(
                    new Ledger.Entry(
                            "telegram",
                            Long.toString(FIRST_CITIZEN),
                            1,
                            update.path("update_id").asString("")),
                    Driver.WEBHOOK,
                    Driver.TELEGRAM,
                    update.toString(),
                    System.nanoTime());
        }
    }

    private static long count(Path log, String word) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(word)).count();
        }
    }

    /** Everything that is running. */
    private static final class Scene {

        private final Run run;
        private final JdbcClient sql;
        private final Server app;
        private final Ledger ledger;
        private final Queued queued;
        private final List<String> questions;
        private double largestHeap;
        private double liveHeap;
        private long queuedAtCollection;

        Scene(Run run, JdbcClient sql, Server app, Ledger ledger, Queued queued, List<String> questions) {
            this.run = run;
            this.sql = sql;
            this.app = app;
            this.ledger = ledger;
            this.queued = queued;
            this.questions = questions;
        }

        /** Queues so many while the node stands still, and says how many a second it then answers until none is left. */
        double drain(int count) throws Exception {
            queue(count);
            long began = System.nanoTime();
            awaitFewerThan(1);
            return answered(count, System.nanoTime() - began);
        }

        /** The same with a full collection when half of them are left: neither its time counts nor what was answered in it. */
        double drainAndCollect(int count) throws Exception {
            queue(count);
            long began = System.nanoTime();
            queuedAtCollection = awaitFewerThan(count / 2);
            long collecting = System.nanoTime();
            liveHeap = app.liveBytes();
            long meanwhile = queuedAtCollection - left();
            long goingOn = System.nanoTime();
            awaitFewerThan(1);
            return answered(count - meanwhile, System.nanoTime() - goingOn + collecting - began);
        }

        private void queue(int count) throws Exception {
            awaitFewerThan(1);
            app.pause();
            ledger.acknowledged(queued.add(count, questions));
            app.resume();
        }

        private double answered(long count, long nanos) {
            double perSecond = count / (nanos / 1e9);
            run.say("%,d queued messages answered, %.0f a second".formatted(count, perSecond));
            return perSecond;
        }

        /** How many were left then. */
        private long awaitFewerThan(int most) throws Exception {
            long end = System.nanoTime() + WORKED_OFF.toNanos();
            long say = System.nanoTime();
            long left = left();
            while (left >= most) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("%,d answers are still to be given".formatted(left));
                }
                if (System.nanoTime() - say > 0) {
                    run.say("%,d answers to be given".formatted(left));
                    say += TimeUnit.SECONDS.toNanos(30);
                }
                largestHeap = Math.max(largestHeap, app.metric("jvm_memory_used_bytes", "area=\"heap\""));
                // A count costs PostgreSQL the more the longer the queue is.
                TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos() * (1 + left / 5_000));
                left = left();
            }
            return left;
        }

        private long left() {
            return sql.sql("""
                            select (select count(*) from conversations where turn_due is not null)
                                 + (select count(*) from outbox where state in ('pending', 'sending'))""").query(Long.class).single();
        }
    }
}
