package org.guildhall.campaign;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The daily load: how soon a messenger has its 2xx, how soon a citizen has the answer, and what it costs. */
final class Steady implements Row {

    private static final double PER_SECOND = 200;
    private static final double NEW_PER_SECOND = 60;
    private static final int QUESTIONS = 500;
    /** New questions are made from so many. */
    private static final int FRESH = 60;

    private static final int TRIES = 8;

    private static final int SHORT_SECONDS = 6;

    private static final double ACCEPTED_P50_MILLIS = 15;
    private static final double ACCEPTED_P99_MILLIS = 100;
    private static final double ANSWERED_P99_MILLIS = 1_000;
    /** Of the last minute, so the start is among it in the short form. */
    private static final double LATEST_EVENT_LOOP_MILLIS = 250;

    private static final Duration WORKED_OFF = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public String asked(boolean full) {
        return "200 webhooks/s for %d s on own PostgreSQL, 500 questions repeating; then 60/s, every question new"
                .formatted(full ? 60 : SHORT_SECONDS);
    }

    @Override
    public Result run(Run run) throws Exception {
        int seconds = run.count(SHORT_SECONDS, 60);
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server app = run.server("app", messenger).on(postgres).start();
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"))) {
            app.awaitReady();
            app.awaitAnswers();
            List<String> questions = Questions.answeredBy(app, Questions.all(), QUESTIONS);
            List<String> sure = sure(app, questions);
            Result result = new Result().figure("different questions", questions.size());
            Load load = new Load(app, postgres, ledger, messenger, result);
            load.run("warm-up", 5_000_000, PER_SECOND, run.count(6, 30), questions, false);
            try (Prober alive = Prober.alive(app)) {
                load.run("repeating", 6_000_000, PER_SECOND, seconds, questions, true);
                alive.judged(result);
            }
            List<String> fresh = IntStream.range(0, (int) NEW_PER_SECOND * seconds)
                    .mapToObj(i -> fresh(sure.get(i % sure.size()), i))
                    .toList();
            load.run("new", 7_000_000, NEW_PER_SECOND, seconds, fresh, true);
            return result.law(new Law(ledger, messenger, List.of()).awaitAndCheck(postgres::sql, WORKED_OFF));
        }
    }

    /** Those that are answered at once whatever number they have, so that it is no matter of luck when they are new. */
    private static List<String> sure(Server app, List<String> questions) throws IOException {
        List<String> sure = questions.subList(0, Math.min(FRESH, questions.size()));
        for (int number = 1; number <= TRIES; number++) {
            int tried = number;
            List<String> numbered =
                    sure.stream().map(it -> fresh(it, -tried * 97)).toList();
            List<String> answered = Questions.answeredBy(app, numbered, FRESH);
            sure = sure.stream()
                    .filter(it -> answered.contains(fresh(it, -tried * 97)))
                    .toList();
        }
        return sure;
    }

    /** The same question as nobody has asked it before. */
    private static String fresh(String question, int number) {
        return question + " (" + number + ")";
    }

    /** One load after the other on the same node, each by citizens of its own who ask once. */
    private record Load(Server app, Postgres postgres, Ledger ledger, Messenger messenger, Result result) {

        void run(String kind, long firstId, double perSecond, int seconds, List<String> questions, boolean counts)
                throws Exception {
            int messages = (int) (perSecond * seconds) + 1;
            try (Driver driver = new Driver(ledger, List.of(app.address()));
                    Crowd crowd = Crowd.inTurn(driver, messenger, firstId, messages, questions)) {
                Latencies answers = messenger.measureAnswers();
                Duration[] before = processorTimes();
                crowd.ask(perSecond, Duration.ofSeconds(seconds));
                crowd.awaitAcknowledged(WORKED_OFF);
                awaitAnswers();
                Duration[] after = processorTimes();
                if (counts) {
                    figures(kind, driver, answers, before, after);
                }
            }
        }

        private void awaitAnswers() throws InterruptedException {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (messenger.unanswered() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }

        private void figures(String kind, Driver driver, Latencies answers, Duration[] before, Duration[] after)
                throws IOException {
            long messages = driver.acknowledged();
            result.figure(kind + ": messages", messages)
                    .speedAtMost(kind + ": 2xx p50", driver.latencies().millis(0.5), ACCEPTED_P50_MILLIS, "ms")
                    .speedAtMost(kind + ": 2xx p99", driver.latencies().millis(0.99), ACCEPTED_P99_MILLIS, "ms")
                    .figure(kind + ": answer p50 ms", answers.millis(0.5))
                    .speedAtMost(kind + ": answer p99", answers.millis(0.99), ANSWERED_P99_MILLIS, "ms")
                    .figure(kind + ": answered", answers.count())
                    .speedAtMost(
                            kind + ": an event loop was late by",
                            1_000 * app.metric("guildhall_event_loop_lag_seconds_max"),
                            LATEST_EVENT_LOOP_MILLIS,
                            "ms")
                    .figure(
                            kind + ": processor ms a message (app, PostgreSQL, driver)",
                            "%.2f, %.2f, %.2f"
                                    .formatted(
                                            each(before[0], after[0], messages),
                                            each(before[1], after[1], messages),
                                            each(before[2], after[2], messages)));
        }

        private Duration[] processorTimes() {
            return new Duration[] {
                Processes.processorTime(List.of(app.pid())),
                Processes.processorTime(postgres.pids()),
                Processes.processorTime(List.of(ProcessHandle.current().pid()))
            };
        }

        private static double each(Duration before, Duration after, long messages) {
            return after.minus(before).toMillis() / (double) messages;
        }
    }
}
