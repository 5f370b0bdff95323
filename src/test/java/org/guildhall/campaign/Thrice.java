package org.guildhall.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.guildhall.simulator.TelegramCitizen;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every webhook comes three times at the same moment, at two nodes, and so again after one of them was killed: none has a
 * second effect.
 */
final class Thrice implements Row {

    private static final int COPIES = 3;
    /** Citizens who write at the same moment. */
    private static final int WRITERS = 32;

    private static final long FIRST_ID = 5_000_000;
    private static final Duration WORKED_OFF = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "thrice";
    }

    @Override
    public String asked(boolean full) {
        return "every webhook three times in parallel at two nodes, and so again after one was killed, %,d events"
                .formatted(events(full));
    }

    @Override
    public Result run(Run run) throws Exception {
        int events = events(run.full());
        try (Twins twins = Twins.ready(run);
                Driver driver = new Driver(twins.ledger(), twins.addresses());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> questions = Questions.usual();
            List<Event> all = new ArrayList<>();
            int people = run.count(300, 2_000);
            List<TelegramCitizen> citizens = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                citizens.add(new TelegramCitizen(FIRST_ID + i, "Citizen " + i));
            }
            for (int i = 0; i < events; i++) {
                TelegramCitizen citizen = citizens.get(i % people);
                ObjectNode update = citizen.says(questions.get(i % questions.size()));
                all.add(new Event(
                        i,
                        new Ledger.Entry(
                                "telegram",
                                Long.toString(citizen.id()),
                                i / people + 1,
                                update.path("update_id").asString("")),
                        update.toString().getBytes(StandardCharsets.UTF_8)));
            }
            writeAll(all, people, threads, event -> {
                parallel(driver, event, threads);
                twins.ledger().acknowledged(event.entry);
            });
            Law.Verdict first = twins.judge(List.of(), WORKED_OFF);
            Counts before = Counts.of(twins);
            Server killed = twins.nodes().get(run.random().nextInt(twins.nodes().size()));
            killed.kill();
            killed.start().awaitReady();
            writeAll(all, people, threads, event -> parallel(driver, event, threads));
            Law.Verdict second = twins.judge(List.of(), WORKED_OFF);
            Counts after = Counts.of(twins);
            return new Result()
                    .law(first)
                    .law(second)
                    .figure("statuses", driver.statuses())
                    .atMost("messages beyond one an event", after.said - events, 0, "")
                    .must(
                            "nothing new after the repeat",
                            before.equals(after),
                            "before " + before + ", after " + after);
        }
    }

    private static int events(boolean full) {
        return full ? 100_000 : 900;
    }

    /** Each citizen's events in order, many citizens at once. */
    private static void writeAll(List<Event> events, int people, ExecutorService threads, Writing writing)
            throws ExecutionException, InterruptedException {
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int mine = writer;
            writers.add(threads.submit(() -> {
                for (int i = 0; i < events.size(); i++) {
                    if (i % people % WRITERS == mine) {
                        writing.write(events.get(i));
                    }
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    private static void parallel(Driver driver, Event event, ExecutorService threads)
            throws ExecutionException, InterruptedException {
        List<Future<?>> copies = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            int copy = i;
            copies.add(threads.submit(() -> {
                untilAccepted(driver, event, copy);
                return null;
            }));
        }
        for (Future<?> copy : copies) {
            copy.get();
        }
    }

    /** Copies go alternately to both nodes; with the next event it is the other node that gets more of them. */
    private static void untilAccepted(Driver driver, Event event, int copy) throws InterruptedException {
        int node = (event.number + copy) % 2;
        while (driver.offerOnce(node, Driver.WEBHOOK, Driver.TELEGRAM, event.body) / 100 != 2) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** What is done with one event. */
    private interface Writing {
        void write(Event event) throws ExecutionException, InterruptedException;
    }

    private record Event(int number, Ledger.Entry entry, byte[] body) {}

    /** How much there is of everything that an event leads to. */
    private record Counts(long said, long replies, long decisions, long parts, long events, long shown) {

        static Counts of(Twins twins) {
            JdbcClient sql = twins.postgres().sql();
            return new Counts(
                    number(sql, "select count(*) from messages where sender = 'citizen'"),
                    number(sql, "select count(*) from messages where sender <> 'citizen'"),
                    number(sql, "select count(*) from decisions"),
                    number(sql, "select count(*) from outbox"),
                    number(sql, "select count(*) from inbox_events"),
                    twins.messenger().count());
        }

        private static long number(JdbcClient sql, String query) {
            return sql.sql(query).query(Long.class).single();
        }
    }
}
