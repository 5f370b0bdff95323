package org.guildhall.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code kill -9} of the application at random moments under load, on the embedded PostgreSQL and on its own. */
final class KillApp implements Row {

    private static final double PER_SECOND = 100;
    private static final int PEOPLE = 400;
    private static final int VISITORS = 20;
    private static final int READY_EMBEDDED_SECONDS = 12;
    private static final int READY_OWN_SECONDS = 8;
    private static final int SENDS_A_DUPLICATE = 10_000;
    private static final Duration WORKED_OFF = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "kill-app";
    }

    @Override
    public String asked(boolean full) {
        return "kill -9 of the app at random moments, 100 msg/s, %s kills".formatted(full ? "50 + 50" : "2 + 1");
    }

    @Override
    public Result run(Run run) throws Exception {
        Result result = new Result();
        Checker.Finding embedded = kills(run, "embedded", run.count(2, 50), READY_EMBEDDED_SECONDS, result);
        Checker.Finding own = kills(run, "own PostgreSQL", run.count(1, 50), READY_OWN_SECONDS, result);
        int sends = embedded.sends() + own.sends();
        // The short form sends too little for a share: there, one is what a single kill may cost.
        double most = run.full() ? Math.max(1, sends / (double) SENDS_A_DUPLICATE) : 1;
        return result.atMost("visible duplicates", embedded.duplicates() + own.duplicates(), most, "of " + sends)
                .atMost("duplicates on web chat", embedded.duplicatesOnWebChat() + own.duplicatesOnWebChat(), 0, "");
    }

    private static Checker.Finding kills(Run run, String database, int kills, int readySeconds, Result result)
            throws Exception {
        Path folder = run.folder(database.replace(' ', '-'));
        try (Messenger messenger = Messenger.start();
                @Nullable Postgres postgres = database.equals("embedded") ? null : Postgres.start(folder.resolve("postgres"));
                Server app = new Server(run.jar(), Files.createDirectories(folder.resolve("app")), messenger.url());
                Ledger ledger = Ledger.open(folder.resolve("ledger"))) {
            if (postgres != null) {
                app.on(postgres);
            }
            app.start().awaitReady();
            try (Driver driver = new Driver(ledger, List.of(app.address()));
                    Crowd crowd =
                            new Crowd(driver, messenger, run.seed(), PEOPLE, VISITORS, Questions.asked())) {
                double slowest = killAgainAndAgain(run, app, crowd, kills);
                crowd.awaitAcknowledged(WORKED_OFF);
                Law.Verdict verdict =
                        new Law(ledger, messenger, crowd.visitors()).awaitAndCheck(app::database, WORKED_OFF);
                result.law(verdict)
                        .figure("kills (" + database + ")", kills)
                        .atMost("ready again (" + database + ", slowest)", slowest, readySeconds, "s");
                return verdict.finding();
            }
        }
    }

    private static double killAgainAndAgain(Run run, Server app, Crowd crowd, int kills) throws Exception {
        Random random = run.random();
        double slowest = 0;
        try (Crowd.Load load = crowd.keepAsking(PER_SECOND)) {
            for (int kill = 1; kill <= kills; kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(200, 5_000));
                app.kill();
                double ready = app.start().awaitReady().toMillis() / 1000.0;
                slowest = Math.max(slowest, ready);
                run.say("kill %d of %d: ready after %.1f s, %,d asked".formatted(kill, kills, ready, crowd.asked()));
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return slowest;
    }
}
