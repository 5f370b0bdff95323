package org.guildhall.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.simulator.Faults;

/**
 * Messengers fail a third of their calls in every way there is, and then Telegram fails them still and is down altogether,
 * while people ask on: nothing is lost, the others do not notice, and what has piled up is soon sent.
 */
final class FailingMessengers implements Row {

    private static final double SHARE = 0.3;
    private static final double PER_SECOND = 20;
    private static final int WEB_CHAT_PER_SECOND = 20;
    /** Times as many in the short form, whose few seconds would give too few answers to compare. */
    private static final int MORE = 3;

    private static final int PEOPLE = 400;
    private static final int VISITORS = 40;
    private static final int QUESTIONS = 120;

    private static final int WARM_UP_SECONDS = 3;
    private static final int MOST_WARM_UPS = 20;
    private static final int FEWER_WARM_UPS = 4;
    private static final double WARM_MILLIS = 300;

    private static final double SLOWER = 1.2;
    /** Five minutes after ten, and the same share of a shorter outage. */
    private static final double CLEARED_SHARE = 0.5;

    private static final Duration WORKED_OFF = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public String asked(boolean full) {
        return "Every messenger failing %.0f %% of calls (429, 500, timeout, answer lost, no connection), then Telegram down for %s; web chat beside it"
                .formatted(SHARE * 100, full ? "10 min" : "6 s");
    }

    @Override
    public Result run(Run run) throws Exception {
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server app = run.server("app", messenger).on(postgres).start();
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"))) {
            app.awaitReady();
            app.awaitAnswers();
            List<String> sure = Questions.answeredBy(app, Questions.all(), QUESTIONS);
            try (Driver driver = new Driver(ledger, List.of(app.address()));
                    Crowd people = Crowd.everywhere(driver, messenger, run.seed(), PEOPLE, 0, Questions.usual());
                    Crowd visitors = Crowd.onWebChat(driver, messenger, run.count(MORE * VISITORS, VISITORS), sure)) {
                Result result = new Result();
                try (Load _ = people.keepAsking(PER_SECOND);
                        Load _ = visitors.keepAsking(run.count(MORE * WEB_CHAT_PER_SECOND, WEB_CHAT_PER_SECOND))) {
                    trouble(run, new Trouble(messenger, postgres, visitors), result);
                }
                if (!people.awaitAcknowledged(WORKED_OFF) || !visitors.awaitAcknowledged(WORKED_OFF)) {
                    throw new IllegalStateException("not everything was acknowledged: " + driver.statuses());
                }
                Law.Verdict verdict =
                        new Law(ledger, messenger, visitors.visitors()).awaitAndCheck(postgres::sql, WORKED_OFF);
                return result.law(verdict)
                        .figure("statuses", driver.statuses())
                        .atMost("replies given up", replies(postgres, "failed"), 0, "")
                        .figure("replies left to staff as uncertain", replies(postgres, "uncertain"));
            }
        }
    }

    private static void trouble(Run run, Trouble trouble, Result result) throws InterruptedException {
        Faults telegram = new Faults(run.seed(), SHARE);
        int outage = run.count(6, 600);
        trouble.warmUp(run.count(FEWER_WARM_UPS, MOST_WARM_UPS));
        // Compared with the time before and after in equal parts: the service gets quicker while it is compiled, and
        // machines
        // that are shared are not as quick at all hours.
        Answers before = trouble.during(run.count(3, 60));
        trouble.messenger.failing(telegram, new Faults(run.seed() + 1, SHARE));
        Latencies failing = trouble.during(run.count(6, 120)).webChat;
        trouble.messenger.failing(telegram, new Faults(0, 0));
        trouble.awaitNothingWaitingElsewhere();
        telegram.down(true);
        Answers down = trouble.during(outage);
        telegram.down(false);
        if (!run.full()) {
            // A call that fails twice more takes longer than the short form's share of five minutes.
            trouble.messenger.well();
        }
        List<String> waiting = waiting(trouble.postgres);
        double cleared = trouble.cleared(waiting, Duration.ofSeconds(outage));
        trouble.messenger.well();
        Answers well = trouble.during(run.count(3, 60)).and(before);
        result.figure("web chat's answers (failing, down, well)", counts(failing, down.webChat, well.webChat))
                .figure("their p50 ms", millis(0.5, failing, down.webChat, well.webChat))
                .figure("their p99 ms", millis(0.99, failing, down.webChat, well.webChat))
                .speedAtMost("p99 while calls fail", slower(failing, well.webChat), SLOWER, "×")
                .speedAtMost("p99 while down", slower(down.webChat, well.webChat), SLOWER, "×")
                .figure("other messengers' answers (down, well)", counts(down.elsewhere, well.elsewhere))
                .figure("their p50 ms", millis(0.5, down.elsewhere, well.elsewhere))
                .figure("their p99 ms", millis(0.99, down.elsewhere, well.elsewhere));
        if (run.full()) {
            // In seconds too few answer to say anything of one in a hundred.
            result.speedAtMost("their p99 while down", slower(down.elsewhere, well.elsewhere), SLOWER, "×");
        }
        result.figure("replies waiting at the end of the outage", waiting.size())
                .speedAtMost("backlog cleared", cleared, outage * CLEARED_SHARE, "s");
    }

    private static double slower(Latencies then, Latencies well) {
        return then.millis(0.99) / well.millis(0.99);
    }

    private static String counts(Latencies... each) {
        return Stream.of(each).map(one -> Integer.toString(one.count())).collect(Collectors.joining(", "));
    }

    private static String millis(double share, Latencies... each) {
        List<String> texts = new ArrayList<>();
        for (Latencies one : each) {
            texts.add(String.format(Locale.ROOT, "%.1f", one.millis(share)));
        }
        return String.join(", ", texts);
    }

    private static List<String> waiting(Postgres postgres) {
        return postgres.sql()
                .sql("select id::text from outbox where channel = 'telegram' and state in ('pending', 'sending')")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static long replies(Postgres postgres, String state) {
        return postgres.sql()
                .sql("select count(*) from outbox where state = :state")
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** How long people waited, on web chat and on messengers that were well. */
    private record Answers(Latencies webChat, Latencies elsewhere) {

        /** Both together. */
        Answers and(Answers others) {
            return new Answers(webChat.and(others.webChat), elsewhere.and(others.elsewhere));
        }
    }

    /** What goes on meanwhile. */
    private record Trouble(Messenger messenger, Postgres postgres, Crowd visitors) {

        /** Until web chat answers as it will: what still has to be compiled would count as trouble. */
        void warmUp(int mostWarmUps) throws InterruptedException {
            for (int i = 0; i < mostWarmUps && !(during(WARM_UP_SECONDS).webChat.millis(0.99) <= WARM_MILLIS); i++) {
                // Again.
            }
        }

        /** Until what waits because calls failed has been sent, everywhere but on Telegram. */
        void awaitNothingWaitingElsewhere() throws InterruptedException {
            long end = System.nanoTime() + WORKED_OFF.toNanos();
            while (postgres.sql()
                                    .sql("select count(*) from outbox where channel not in ('telegram', 'webchat')"
                                            + " and state = 'pending' and attempts > 0")
                                    .query(Long.class)
                                    .single()
                            > 0
                    && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }

        /** How long answers took in the next so many seconds. */
        Answers during(int seconds) throws InterruptedException {
            Latencies answers = new Latencies();
            Latencies elsewhere = messenger.measureAnswersElsewhere();
            visitors.visitors().forEach(visitor -> visitor.measureAnswers(answers));
            TimeUnit.SECONDS.sleep(seconds);
            visitors.visitors().forEach(visitor -> visitor.measureAnswers(new Latencies()));
            messenger.measureAnswersElsewhere();
            return new Answers(answers, elsewhere);
        }

        /** Seconds until none of these waits any more; as long as patience when some still do. */
        double cleared(List<String> ids, Duration patience) throws InterruptedException {
            long began = System.nanoTime();
            while (left(ids) > 0 && System.nanoTime() - began < patience.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return (System.nanoTime() - began) / 1e9;
        }

        private int left(List<String> ids) {
            return postgres.sql()
                    .sql("select count(*)::int from outbox where id = any(:ids::uuid[])"
                            + " and state in ('pending', 'sending')")
                    .param("ids", ids.toArray(String[]::new))
                    .query(Integer.class)
                    .single();
        }
    }
}
