package org.guildhall.campaign;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * {@code kill -9} of the application at random moments while it fetches Telegram's updates: it never confirms, and so has
 * Telegram forget, what it has not stored.
 */
final class Polling implements Row {

    private static final double PER_SECOND = 50;
    /** A node that has just started is slow, and the short form does not wait for what would pile up. */
    private static final double FEWER_PER_SECOND = 30;

    /** So many that hardly anybody waits for a messenger's one message a second to one person. */
    private static final int PEOPLE = 2_000;

    private static final int READY_SECONDS = 8;

    @Override
    public String name() {
        return "polling";
    }

    @Override
    public String asked(boolean full) {
        return "kill -9 of the app at random moments while it polls Telegram, %.0f updates/s, %d kills"
                .formatted(perSecond(full), kills(full));
    }

    private static double perSecond(boolean full) {
        return full ? PER_SECOND : FEWER_PER_SECOND;
    }

    private static int kills(boolean full) {
        return full ? 100 : 2;
    }

    @Override
    public Result run(Run run) throws Exception {
        Duration patience = Duration.ofMinutes(run.count(4, 15));
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server app = run.server("app", messenger)
                        .on(postgres)
                        .with("guildhall.channels.telegram.mode", "polling")
                        .start();
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"));
                Connection connection = postgres.connections().getConnection()) {
            app.awaitReady();
            app.awaitAnswers();
            // Kept open, because something is confirmed many times a second.
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            Postbag postbag = new Postbag(messenger, ledger, sql, run.seed(), PEOPLE, Questions.usual());
            Result result = new Result();
            kills(run, app, postbag, result);
            int left = postbag.awaitConfirmed(patience);
            Law.Verdict verdict = new Law(ledger, messenger, List.of()).awaitAndCheck(postgres::sql, patience);
            // How many there may be for each kill is what kill-app asks; that each is flagged is the law's business.
            return result.law(verdict)
                    .atMost("confirmed before it was stored", postbag.confirmedTooSoon(), 0, "")
                    .atMost("updates never confirmed", left, 0, "of " + postbag.written())
                    .figure(
                            "visible duplicates",
                            verdict.finding().duplicates() + " of "
                                    + verdict.finding().sends());
        }
    }

    private static void kills(Run run, Server app, Postbag postbag, Result result) throws Exception {
        Random random = run.random();
        int kills = kills(run.full());
        int between = 0;
        long again = 0;
        double slowest = 0;
        try (Load _ = postbag.keepFilling(perSecond(run.full()))) {
            for (int kill = 1; kill <= kills; kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(200, run.count(2_000, 5_000)));
                app.kill();
                long stored = postbag.storedBeyondTheOffset();
                between += stored > 0 ? 1 : 0;
                again += stored;
                double ready = app.start().awaitReady().toMillis() / 1000.0;
                slowest = Math.max(slowest, ready);
                run.say("kill %d of %d: ready after %.1f s, %,d written, %,d of them stored and not confirmed"
                        .formatted(kill, kills, ready, postbag.written(), stored));
            }
            TimeUnit.SECONDS.sleep(1);
        }
        result.figure("kills", kills)
                .figure("of these between a commit and its offset", between)
                .figure("updates fetched once more for that", again)
                .speedAtMost("ready again (slowest)", slowest, READY_SECONDS, "s");
    }
}
