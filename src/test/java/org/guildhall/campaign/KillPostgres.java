package org.guildhall.campaign;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** {@code kill -9} of all of PostgreSQL's processes under load, and one that stands still for a long time. */
final class KillPostgres implements Row {

    private static final double PER_SECOND = 100;
    private static final int PEOPLE = 400;
    private static final int VISITORS = 20;
    private static final int RESUME_SECONDS = 5;
    private static final Duration GIVE_UP = Duration.ofMinutes(1);
    private static final Duration WORKED_OFF = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "kill-postgres";
    }

    @Override
    public String asked(boolean full) {
        return "kill -9 of PostgreSQL, all its processes, %d times, and one SIGSTOP for %d s, 100 msg/s"
                .formatted(full ? 10 : 1, full ? 60 : 4);
    }

    @Override
    public Result run(Run run) throws Exception {
        try (Town town = Town.withPostgres(run, PEOPLE, VISITORS)) {
            double slowest = 0;
            double afterPause;
            Result result = new Result();
            try (Prober alive = Prober.alive(town.app());
                    Load _ = town.crowd().keepAsking(PER_SECOND)) {
                slowest = kills(run, town);
                TimeUnit.SECONDS.sleep(2);
                town.postgres().pause();
                TimeUnit.SECONDS.sleep(run.count(4, 60));
                town.postgres().resume();
                afterPause = town.resumed(GIVE_UP);
                run.say("SIGSTOP: acknowledged and answered again after %.1f s".formatted(afterPause));
                TimeUnit.SECONDS.sleep(1);
                alive.judged(result);
            }
            Law.Verdict verdict = town.judge(WORKED_OFF);
            return result.law(verdict)
                    .figure("kills", run.count(1, 10))
                    .speedAtMost("resumes after a kill (slowest)", slowest, RESUME_SECONDS, "s")
                    .speedAtMost("resumes after SIGSTOP", afterPause, RESUME_SECONDS, "s")
                    .atMost("duplicates on web chat", verdict.finding().duplicatesOnWebChat(), 0, "")
                    .atMost(
                            "answered 500 instead of 503",
                            town.driver().statuses().getOrDefault(500, 0L),
                            0,
                            "")
                    .figure("statuses", town.driver().statuses());
        }
    }

    private static double kills(Run run, Town town) throws Exception {
        Random random = run.random();
        double slowest = 0;
        int kills = run.count(1, 10);
        for (int kill = 1; kill <= kills; kill++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000, 5_000));
            town.postgres().kill();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(100, 3_000));
            town.postgres().startAgain();
            double resumed = town.resumed(GIVE_UP);
            slowest = Math.max(slowest, resumed);
            run.say("kill %d of %d: acknowledged and answered again after %.1f s".formatted(kill, kills, resumed));
        }
        return slowest;
    }
}
