package org.guildhall.campaign;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Thousands of chat pages open on one small node, each of whose visitors asks something once a minute. */
final class OpenStreams implements Row {

    private static final int QUESTIONS = 500;
    private static final double DELIVERED_P99_MILLIS = 1_000;

    /** Of what lives on the heap between the first minute and the last: noise, and not a leak of thousands of pages. */
    private static final double MOST_GROWTH_PERCENT = 10;

    /** For the normal load, the database and files. */
    private static final int OTHERS = 2_000;

    private static final Duration WORKED_OFF = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String asked(boolean full) {
        return "%,d chat streams open on one node with -Xmx512m, a message a minute each out of 500 questions, for %d s"
                .formatted(pages(full), seconds(full));
    }

    /** Ten thousand, or as many as a process may open files for: the service keeps a quarter of its own for other things. */
    private static int pages(boolean full) {
        long fitting = mostFiles() / 4 * 3 - OTHERS;
        return Math.toIntExact(Math.min(full ? 10_000 : 300, Math.max(1, fitting)));
    }

    private static int seconds(boolean full) {
        return full ? 300 : 8;
    }

    @Override
    public Result run(Run run) throws Exception {
        int pages = pages(run.full());
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server app = run.server("app", messenger)
                        .on(postgres)
                        .with("guildhall.admission.streams", pages + OTHERS)
                        .with("guildhall.admission.connections", pages + OTHERS)
                        .start();
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"))) {
            app.awaitReady();
            app.awaitAnswers();
            List<String> questions = Questions.answeredBy(app, Questions.all(), QUESTIONS);
            try (Driver driver = new Driver(ledger, List.of(app.address()));
                    Crowd crowd = Crowd.onWebChat(driver, messenger, pages, questions)) {
                // Whoever asks for the first time opens their page with it.
                int arriving = run.count(6, 120);
                crowd.ask((double) pages / arriving, Duration.ofSeconds(arriving + 1));
                crowd.awaitAcknowledged(WORKED_OFF);
                long before = app.liveBytes();
                return measured(run, app, crowd, pages)
                        .figure("2xx p50 ms", driver.latencies().millis(0.5))
                        .figure("2xx p99 ms", driver.latencies().millis(0.99))
                        .figure("statuses", driver.statuses())
                        .figure("different questions", questions.size())
                        .figure("heap in use before, MB", before / 1e6)
                        .atMost(
                                "heap in use has grown by",
                                100.0 * (app.liveBytes() - before) / before,
                                run.full() ? MOST_GROWTH_PERCENT : 10 * MOST_GROWTH_PERCENT,
                                "%")
                        .law(new Law(ledger, messenger, crowd.visitors()).awaitAndCheck(postgres::sql, WORKED_OFF));
            }
        }
    }

    private static Result measured(Run run, Server app, Crowd crowd, int pages) throws Exception {
        Latencies delivered = new Latencies();
        crowd.visitors().forEach(visitor -> visitor.measureAnswers(delivered));
        long asked = crowd.asked();
        crowd.ask(pages / 60.0, Duration.ofSeconds(seconds(run.full())));
        crowd.awaitAcknowledged(WORKED_OFF);
        long end = System.nanoTime() + SETTLED.toNanos();
        while (delivered.count() < crowd.asked() - asked && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        double open = app.metric("guildhall_admission_taken", "share=\"chat-streams\"");
        // Who never had an answer counts as having waited until now.
        crowd.visitors().forEach(visitor -> visitor.measureAnswers(new Latencies()));
        return new Result()
                .must("all pages stayed open", open >= pages, "%.0f of %d".formatted(open, pages))
                .figure("messages", crowd.asked() - asked)
                .figure("delivered", delivered.count())
                .figure("delivery p50 ms", delivered.millis(0.5))
                .figure("delivery p90 ms", delivered.millis(0.9))
                .figure("delivery, longest ms", delivered.millis(1))
                .speedAtMost("delivery p99", delivered.millis(0.99), DELIVERED_P99_MILLIS, "ms")
                .speedAtMost(
                        "an event loop was late by",
                        1_000 * app.metric("guildhall_event_loop_lag_seconds_max"),
                        DELIVERED_P99_MILLIS,
                        "ms");
    }

    private static long mostFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
