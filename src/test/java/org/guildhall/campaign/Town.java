package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What most rows need: one node, ready, on an embedded or its own PostgreSQL, with a messenger, a ledger and a crowd. */
final class Town implements AutoCloseable {

    private final Opened opened = new Opened();
    private final Messenger messenger;
    private final @Nullable Postgres postgres;
    private final Server app;
    private final Ledger ledger;
    private final Driver driver;
    private final Crowd crowd;

    private Town(Run run, String name, boolean embedded, int people, int visitors) throws Exception {
        try {
            messenger = opened.with(Messenger.start());
            postgres = embedded ? null : opened.with(run.postgres(name + "/postgres"));
            app = opened.with(embedded ? run.embedded(name + "/app", messenger) : run.server(name + "/app", messenger));
            if (postgres != null) {
                app.on(postgres);
            }
            ledger = opened.with(Ledger.open(run.folder(name).resolve("ledger")));
            app.start().awaitReady();
            app.awaitAnswers();
            driver = opened.with(new Driver(ledger, List.of(app.address())));
            crowd = opened.with(Crowd.everywhere(driver, messenger, run.seed(), people, visitors, Questions.usual()));
        } catch (Exception broken) {
            close();
            throw broken;
        }
    }

    /**
     * One with the database in the application's data folder.
     *
     * @param people citizens on Telegram, at least four; a quarter of them on each other messenger
     * @param visitors citizens on web chat
     */
    static Town embedded(Run run, int people, int visitors) throws Exception {
        return new Town(run, "embedded", true, people, visitors);
    }

    /** Where that data folder will be. */
    static Path dataOfEmbedded(Run run) {
        return run.folder().resolve("embedded/app/data");
    }

    /** The same with a PostgreSQL of its own. */
    static Town withPostgres(Run run, int people, int visitors) throws Exception {
        return new Town(run, "postgres", false, people, visitors);
    }

    Messenger messenger() {
        return messenger;
    }

    /** Its own PostgreSQL, where there is one. */
    Postgres postgres() {
        Postgres own = postgres;
        if (own == null) {
            throw new IllegalStateException("this town has an embedded PostgreSQL");
        }
        return own;
    }

    Server app() {
        return app;
    }

    Ledger ledger() {
        return ledger;
    }

    Driver driver() {
        return driver;
    }

    Crowd crowd() {
        return crowd;
    }

    /** Seconds until something is acknowledged again and an answer is shown again, or until it is given up. */
    double resumed(Duration giveUp) throws InterruptedException {
        long began = System.nanoTime();
        awaitMore(driver::acknowledged, began + giveUp.toNanos());
        awaitMore(messenger::count, began + giveUp.toNanos());
        return (System.nanoTime() - began) / 1e9;
    }

    private static void awaitMore(LongSupplier count, long end) throws InterruptedException {
        long before = count.getAsLong();
        while (count.getAsLong() == before && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Waits until all is acknowledged and worked off, each for as long as patience, and checks the law. */
    Law.Verdict judge(Duration patience) throws InterruptedException, SQLException, IOException {
        if (!crowd.awaitAcknowledged(patience)) {
            throw new IllegalStateException(
                    "not everything was acknowledged within " + patience + ", statuses " + driver.statuses());
        }
        return new Law(ledger, messenger, crowd.visitors()).awaitAndCheck(app::database, patience);
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
