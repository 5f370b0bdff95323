package org.guildhall.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** {@code kill -9} of the application at random moments under load, on the embedded PostgreSQL and on its own. */
final class KillApp implements Row {

    private static final double PER_SECOND = 100;
    /** A node that has just started is slow, and the short form does not wait for what would pile up. */
    private static final double FEWER_PER_SECOND = 40;

    /** So many that hardly anybody waits for a messenger's one message a second to one person. */
    private static final int PEOPLE = 2_000;

    private static final int VISITORS = 20;
    private static final int READY_EMBEDDED_SECONDS = 12;
    private static final int READY_OWN_SECONDS = 8;
    private static final int SENDS_A_DUPLICATE = 10_000;
    private static final Duration WORKED_OFF = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "kill-app";
    }

    @Override
    public String asked(boolean full) {
        return "kill -9 of the app at random moments, %.0f msg/s, %s"
                .formatted(perSecond(full), full ? "50 + 50 kills (embedded + own PostgreSQL)" : "1 kill (embedded)");
    }

    private static double perSecond(boolean full) {
        return full ? PER_SECOND : FEWER_PER_SECOND;
    }

    @Override
    public Result run(Run run) throws Exception {
        Result result = new Result();
        List<Checker.Finding> findings = new ArrayList<>();
        try (Town town = Town.embedded(run, PEOPLE, VISITORS)) {
            findings.add(kills(run, town, run.count(1, 50), "embedded", READY_EMBEDDED_SECONDS, result));
        }
        if (run.full()) {
            try (Town town = Town.withPostgres(run, PEOPLE, VISITORS)) {
                findings.add(kills(run, town, 50, "own PostgreSQL", READY_OWN_SECONDS, result));
            }
        }
        int sends = findings.stream().mapToInt(Checker.Finding::sends).sum();
        int duplicates = findings.stream().mapToInt(Checker.Finding::duplicates).sum();
        result.atMost(
                "duplicates on web chat",
                findings.stream().mapToInt(Checker.Finding::duplicatesOnWebChat).sum(),
                0,
                "");
        // The short form sends too little for a share of so few; that each is flagged is the law's business.
        return run.full()
                ? result.atMost("visible duplicates", duplicates, sends / (double) SENDS_A_DUPLICATE, "of " + sends)
                : result.figure("visible duplicates", duplicates + " of " + sends);
    }

    private static Checker.Finding kills(
            Run run, Town town, int kills, String database, int readySeconds, Result result) throws Exception {
        Random random = run.random();
        double slowest = 0;
        try (Load _ = town.crowd().keepAsking(perSecond(run.full()))) {
            for (int kill = 1; kill <= kills; kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(200, 5_000));
                town.app().kill();
                double ready = town.app().start().awaitReady().toMillis() / 1000.0;
                slowest = Math.max(slowest, ready);
                run.say("kill %d of %d: ready after %.1f s, %,d acknowledged"
                        .formatted(kill, kills, ready, town.driver().acknowledged()));
            }
            TimeUnit.SECONDS.sleep(1);
        }
        Law.Verdict verdict = town.judge(WORKED_OFF);
        result.law(verdict)
                .figure("kills (" + database + ")", kills)
                .speedAtMost("ready again (" + database + ", slowest)", slowest, readySeconds, "s");
        return verdict.finding();
    }
}
