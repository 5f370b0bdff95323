package org.guildhall.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.guildhall.simulator.TelegramCitizen;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Somebody nobody knows says many things at the same moment, each on a connection of its own: one conversation opens. */
final class FirstMessages implements Row {

    private static final int AT_ONCE = 64;
    /** Answered one by one; the rest is for a person, who is told of it in one piece. */
    private static final int QUESTIONS = 2;

    private static final long FIRST_ID = 5_000_000;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration WORKED_OFF = Duration.ofMinutes(10);

    /** What none of the council's articles answers, after the number of a lamp post. */
    static final String COMPLAINT = " of " + AT_ONCE + " hums at me";

    @Override
    public String name() {
        return "first-messages";
    }

    @Override
    public String asked(boolean full) {
        return "%d parallel first messages of one new citizen, %,d citizens".formatted(AT_ONCE, citizens(full));
    }

    @Override
    public Result run(Run run) throws Exception {
        int citizens = citizens(run.full());
        List<String> questions = Questions.usual();
        try (Town town = Town.withPostgres(run, 1, 0);
                ExecutorService threads =
                        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            for (int i = 0; i < citizens; i++) {
                TelegramCitizen citizen = new TelegramCitizen(FIRST_ID + i, "Citizen " + i);
                List<ObjectNode> updates = new ArrayList<>();
                for (int n = 0; n < AT_ONCE; n++) {
                    updates.add(citizen.says(
                            n < QUESTIONS
                                    ? questions.get((i * QUESTIONS + n) % questions.size())
                                    : "Lamp post " + n + COMPLAINT));
                }
                allAtOnce(town, citizen, updates, threads);
                if (i % 100 == 99) {
                    run.say("%,d citizens".formatted(i + 1));
                }
            }
            Law.Verdict verdict = town.judge(WORKED_OFF);
            JdbcClient sql = town.app().database();
            long open = number(sql, "select count(*) from conversations where floor <> 'closed'");
            long all = number(sql, "select count(*) from conversations");
            long people = number(sql, "select count(*) from citizens");
            long said = number(sql, "select count(*) from messages where sender = 'citizen'");
            return new Result()
                    .law(verdict)
                    .figure("statuses", town.driver().statuses())
                    .must("exactly %,d open conversations".formatted(citizens), open == citizens, "there are " + open)
                    .must("and no other", all == citizens, "there are " + all)
                    .must("one citizen each", people == citizens, "there are " + people)
                    .must("each message once", said == (long) citizens * AT_ONCE, "there are " + said);
        }
    }

    private static int citizens(boolean full) {
        return full ? 1_000 : 15;
    }

    private static void allAtOnce(Town town, TelegramCitizen citizen, List<ObjectNode> updates, ExecutorService threads)
            throws Exception {
        CountDownLatch ready = new CountDownLatch(updates.size());
        List<Future<?>> posts = new ArrayList<>();
        for (ObjectNode update : updates) {
            byte[] body = update.toString().getBytes(StandardCharsets.UTF_8);
            posts.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                while (town.driver().offerOnce(Driver.WEBHOOK, Driver.TELEGRAM, body) / 100 != 2) {
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
                town.ledger()
                        .acknowledged(new Ledger.Entry(
                                "telegram",
                                Long.toString(citizen.id()),
                                Ledger.AT_ONCE,
                                update.path("update_id").asString("")));
                return null;
            }));
        }
        for (Future<?> post : posts) {
            post.get();
        }
    }

    private static long number(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
