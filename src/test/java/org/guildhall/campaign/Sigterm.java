package org.guildhall.campaign;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SIGTERM under load: it ends in time and well, and nobody notices afterwards. */
final class Sigterm implements Row {

    private static final double PER_SECOND = 100;
    /** A node that has just started is slow, and the short form does not wait for what would pile up. */
    private static final double FEWER_PER_SECOND = 40;

    private static final int PEOPLE = 400;
    private static final int VISITORS = 20;
    private static final int EXIT_SECONDS = 10;

    /** By itself, or by the signal: 128 + 15. */
    private static final Set<Integer> WELL = Set.of(0, 143);

    /** Stands for the code of one that had to be killed. */
    private static final int NEVER = -1;

    private static final Duration WORKED_OFF = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "sigterm";
    }

    @Override
    public String asked(boolean full) {
        return "SIGTERM under %.0f msg/s, %s times (embedded + own PostgreSQL)"
                .formatted(perSecond(full), full ? "10 + 10" : "1 + 1");
    }

    private static double perSecond(boolean full) {
        return full ? PER_SECOND : FEWER_PER_SECOND;
    }

    @Override
    public Result run(Run run) throws Exception {
        Result result = new Result();
        try (Town town = Town.embedded(run, PEOPLE, VISITORS)) {
            terms(run, town, "embedded", false, result);
        }
        try (Town town = Town.withPostgres(run, PEOPLE, VISITORS)) {
            terms(run, town, "own PostgreSQL", true, result);
        }
        return result;
    }

    private static void terms(Run run, Town town, String database, boolean own, Result result) throws Exception {
        Random random = run.random();
        int terms = run.count(1, 10);
        double slowest = 0;
        long leftBehind = 0;
        long otherErrors;
        Set<Integer> codes = new TreeSet<>();
        try (Prober ready = new Prober(town.app(), "/readyz");
                Load _ = town.crowd().keepAsking(perSecond(run.full()))) {
            for (int term = 1; term <= terms; term++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000, run.count(2_500, 5_000)));
                Server.Ended ended = town.app().terminate();
                slowest = Math.max(slowest, ended.took().toMillis() / 1000.0);
                codes.add(ended.code());
                if (ended.code() == NEVER) {
                    town.app().kill();
                } else if (own) {
                    leftBehind += leases(town.postgres().sql());
                }
                run.say("SIGTERM %d of %d: code %d after %.1f s"
                        .formatted(term, terms, ended.code(), ended.took().toMillis() / 1000.0));
                town.app().start().awaitReady();
            }
            TimeUnit.SECONDS.sleep(1);
            otherErrors = ready.times(Sigterm::unexpected);
        }
        for (Map.Entry<Integer, Long> status : town.driver().statuses().entrySet()) {
            otherErrors += unexpected(status.getKey()) ? status.getValue() : 0;
        }
        Law.Verdict verdict = town.judge(WORKED_OFF);
        result.law(verdict)
                .figure("SIGTERMs (" + database + ")", terms)
                .speedAtMost("exit (" + database + ", slowest)", slowest, EXIT_SECONDS, "s")
                .must("ended within 60 s (" + database + ")", !codes.contains(NEVER), "no")
                .must("exit codes 0 or 143 (" + database + ")", WELL.containsAll(codes), codes.toString())
                .atMost("5xx other than 503 (" + database + ")", otherErrors, 0, "")
                .atMost("duplicates (" + database + ")", verdict.finding().duplicates(), 0, "")
                .atMost(
                        "parts of which nobody knew whether they had arrived (" + database + ")",
                        verdict.finding().uncertain(),
                        0,
                        "");
        if (own) {
            result.atMost("leases left behind (" + database + ")", leftBehind, 0, "");
        }
    }

    /** What an ended node still holds, and others would have to wait for. */
    private static long leases(JdbcClient sql) {
        return sql.sql("""
                        select (select count(*) from conversations where lease_until > now())
                             + (select count(*) from outbox where state = 'sending')
                             + (select count(*) from poll_offsets where lease_until > now())
                             + (select count(*) from dead_letters where replay_lease_until > now())""").query(Long.class).single();
    }

    /** Whoever asks while it ends is refused, or told to come again. */
    private static boolean unexpected(int status) {
        return status >= 500 && status != 503;
    }
}
