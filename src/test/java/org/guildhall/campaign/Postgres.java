package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guildhall.LocalPort;
import org.guildhall.campaign.Processes.Signal;
import org.guildhall.platform.OwnPostgres;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A durable PostgreSQL server of the campaign's own, whose processes can be killed or stopped; its data stays. */
final class Postgres implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int MOST_TRIES = 20;

    private final OwnPostgres server;

    private Postgres(OwnPostgres server) {
        this.server = server;
    }

    /** Starts the one in the folder, which an embedded one may have left there. */
    static Postgres start(Path folder) throws IOException {
        OwnPostgres server = OwnPostgres.in(folder, LocalPort.free().number());
        if (!server.start()) {
            throw new IOException("PostgreSQL does not start, see " + folder.resolve("postgres.log"));
        }
        return new Postgres(server);
    }

    /** All its processes die at once. */
    void kill() throws IOException, InterruptedException {
        List<Long> pids = pids();
        Processes.signal(Signal.KILL, pids);
        // Children that were made in that moment end by themselves when the server is gone.
        for (long pid : pids) {
            while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            }
        }
    }

    /** All its processes stand still, also those that were being made meanwhile. */
    void pause() throws IOException, InterruptedException {
        Processes.signal(Signal.STOP, pids().subList(0, 1));
        Processes.signal(Signal.STOP, pids());
    }

    /** They go on. */
    void resume() throws IOException, InterruptedException {
        Processes.signal(Signal.CONT, pids());
    }

    /** Starts it again after {@link #kill}, and returns when it takes connections. */
    void startAgain() throws IOException, InterruptedException {
        int tries = 0;
        // Orphans of the killed server may still hold its shared memory for a moment.
        while (!server.start()) {
            if (++tries == MOST_TRIES) {
                throw new IOException("PostgreSQL does not start again");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        while (!accepts()) {
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
    }

    /** Another role for {@link Server#on(Postgres, String)}. */
    void role(String name) throws SQLException {
        server.provideTwin(name);
    }

    JdbcClient sql() {
        return JdbcClient.create(connections());
    }

    PGSimpleDataSource connections() {
        return server.connections();
    }

    String url() {
        return server.url();
    }

    String password() {
        return server.password();
    }

    /** The server's, then its children's. */
    List<Long> pids() {
        return Processes.pids(server.processes());
    }

    @Override
    public void close() {
        try {
            resume();
        } catch (IOException stillPaused) {
            server.processes().toList().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }

    private boolean accepts() {
        try (Connection connection = connections().getConnection()) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
