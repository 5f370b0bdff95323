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

/** Every webhook comes three times at the same moment, and once more after a restart: none has a second effect. */
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
        return "every webhook three times in parallel, again after a restart, %,d events".formatted(events(full));
    }

    @Override
    public Result run(Run run) throws Exception {
        int events = events(run.full());
        try (Town town = Town.withPostgres(run, 1, 0);
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
                        new Ledger.Entry(
                                "telegram",
                                Long.toString(citizen.id()),
                                i / people + 1,
                                update.path("update_id").asString("")),
                        update.toString().getBytes(StandardCharsets.UTF_8)));
            }
            writeAll(all, people, threads, event -> parallel(town, event, threads));
            Law.Verdict first = town.judge(WORKED_OFF);
            Counts before = Counts.of(town.app().database(), town.messenger().count());
            town.app().kill();
            town.app().start().awaitReady();
            writeAll(all, people, threads, event -> untilAccepted(town, event));
            Law.Verdict second = town.judge(WORKED_OFF);
            Counts after = Counts.of(town.app().database(), town.messenger().count());
            return new Result()
                    .law(first)
                    .law(second)
                    .figure("statuses", town.driver().statuses())
                    .atMost("messages beyond one an event", after.said - events, 0, "")
                    .must(
                            "nothing new after the repeat",
                            before.equals(after),
                            "before " + before + ", after " + after);
        }
    }

    private static int events(boolean full) {
        return full ? 100_000 : 1_200;
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

    private static void parallel(Town town, Event event, ExecutorService threads)
            throws ExecutionException, InterruptedException {
        List<Future<?>> copies = new ArrayList<>();
        for (int copy = 0; copy < COPIES; copy++) {
            copies.add(threads.submit(() -> {
                untilAccepted(town, event);
                return null;
            }));
        }
        for (Future<?> copy : copies) {
            copy.get();
        }
        town.ledger().acknowledged(event.entry);
    }

    private static void untilAccepted(Town town, Event event) throws InterruptedException {
        while (town.driver().offerOnce(Driver.WEBHOOK, Driver.TELEGRAM, event.body) / 100 != 2) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** What is done with one event. */
    private interface Writing {
        void write(Event event) throws ExecutionException, InterruptedException;
    }

    private record Event(Ledger.Entry entry, byte[] body) {}

    /** How much there is of everything that an event leads to. */
    private record Counts(long said, long replies, long decisions, long parts, long events, long shown) {

        static Counts of(JdbcClient sql, long shown) {
            return new Counts(
                    number(sql, "select count(*) from messages where sender = 'citizen'"),
                    number(sql, "select count(*) from messages where sender <> 'citizen'"),
                    number(sql, "select count(*) from decisions"),
                    number(sql, "select count(*) from outbox"),
                    number(sql, "select count(*) from inbox_events"),
                    shown);
        }

        private static long number(JdbcClient sql, String query) {
            return sql.sql(query).query(Long.class).single();
        }
    }
}
