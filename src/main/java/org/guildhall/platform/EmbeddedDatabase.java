package org.guildhall.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.guildhall.platform.PostgresProgram.Outcome;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL of our own in the data folder, on the loopback interface only. It outlives a killed application:
 * the next one finds it running and goes on with it. When it dies while we run, it is started again.
 */
final class EmbeddedDatabase implements DatabaseServer {

    static final String SUPERUSER = "postgres";

    private static final String NAME = "guildhall";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration WATCH = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TRIES = 12;
    private static final int LOGIN_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final FolderLock lock;
    private final Secret password;
    private final PostgresCluster cluster;
    private final Worker watch = new Worker("postgres-watch", WATCH, this::keepRunning, new Signals());
    private volatile @Nullable Postmaster server;

    private EmbeddedDatabase(FolderLock lock, Secret password, PostgresCluster cluster) {
        this.lock = lock;
        this.password = password;
        this.cluster = cluster;
    }

    /**
     * Makes, starts or adopts the server, whatever the folder asks for, and keeps an eye on it from then on.
     *
     * @throws StartRefused when another application has the folder or PostgreSQL cannot run in it
     */
    static EmbeddedDatabase open(DataFolder dataFolder) {
        Path folder = dataFolder.path();
        FolderLock lock = FolderLock.take(folder);
        try {
            PasswordFile passwordFile = PasswordFile.in(folder, PostgresCluster.exists(folder));
            PostgresProgram programs = PostgresProgram.in(PostgresBinaries.unpackedIn(folder));
            PostgresCluster cluster = PostgresCluster.in(folder, passwordFile.path(), programs);
            EmbeddedDatabase database = new EmbeddedDatabase(lock, passwordFile.password(), cluster);
            database.open();
            return database;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void open() {
        adoptOrStart();
        try {
            provide();
        } catch (SQLException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL in " + cluster.home() + " runs but does not let us in: " + e.getMessage(),
                    "If postgres.password was changed, put the old one back; if a process "
                            + current().pid() + " hangs, end it; then start again.",
                    e);
        }
        watch.start();
    }

    @Override
    public PGSimpleDataSource connections() {
        return connections(NAME, NAME);
    }

    @Override
    public boolean shared() {
        return false;
    }

    /** Stops the server, waiting for the statements at hand. */
    @Override
    public void close() {
        watch.close();
        synchronized (this) {
            cluster.stop();
        }
        lock.close();
    }

    /** The process number of the server, for tests that kill it. */
    long pid() {
        return current().pid();
    }

    private void keepRunning() {
        if (current().runsIn(cluster.home())) {
            return;
        }
        LOG.warn("PostgreSQL (process {}) ended unexpectedly: starting it again", pid());
        adoptOrStart();
        LOG.info("PostgreSQL is back as process {}", pid());
    }

    private synchronized void adoptOrStart() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int tries = 0;
        while (true) {
            Optional<Postmaster> found = Postmaster.of(cluster.home()).filter(it -> it.runsIn(cluster.home()));
            if (found.isPresent() && found.get().ready()) {
                adopt(found.get());
                return;
            }
            if (found.isEmpty() && started(port(tries++))) {
                return;
            }
            if (tries == TRIES || System.nanoTime() > end) {
                throw new StartRefused(
                        "The embedded PostgreSQL in " + cluster.home() + " does not start:\n" + cluster.lastWords(),
                        "Put that right, or give Guildhall a PostgreSQL with guildhall.database.url.");
            }
            pause();
        }
    }

    private void adopt(Postmaster running) {
        LOG.info("PostgreSQL is still running (process {}): going on with it", running.pid());
        server = running;
    }

    private boolean started(int port) {
        forgetAnotherProgramsNumber();
        Outcome outcome = cluster.start(port);
        Optional<Postmaster> running = Postmaster.of(cluster.home()).filter(Postmaster::ready);
        if (!outcome.well() || running.isEmpty()) {
            LOG.debug("PostgreSQL did not start on port {}: {}", port, outcome.output());
            return false;
        }
        server = running.get();
        return true;
    }

    // PostgreSQL takes any living process with the number in its file for a running server, and refuses to start. After
    // a reboot, or in a new container, that may be somebody else.
    private void forgetAnotherProgramsNumber() {
        boolean livingStranger = Postmaster.of(cluster.home())
                .flatMap(it -> ProcessHandle.of(it.pid()))
                .filter(ProcessHandle::isAlive)
                .isPresent();
        if (livingStranger && !Postmaster.anyoneIn(cluster.home())) {
            try {
                Postmaster.forget(cluster.home());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The port it had, so that open pools find it again; another one when that does not work. */
    private int port(int tries) {
        Postmaster before = server;
        if (before != null && tries < TRIES / 2) {
            return before.port();
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The role and the database the application works with; its role may do nothing outside that database. */
    private void provide() throws SQLException {
        try (Connection connection = connections(SUPERUSER, SUPERUSER).getConnection();
                Statement sql = connection.createStatement()) {
            if (!found(sql, "select from pg_roles where rolname = 'guildhall'")) {
                // Letters and digits only, so that quoting is not a question.
                sql.execute("create role guildhall login password '" + password.value() + "'");
                // initdb stretched it as if a person had chosen it, which costs time at each start.
                sql.execute("alter role postgres password '" + password.value() + "'");
            }
            if (!found(sql, "select from pg_database where datname = 'guildhall'")) {
                sql.execute("create database guildhall owner guildhall");
            }
        }
    }

    private static boolean found(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            return row.next();
        }
    }

    private PGSimpleDataSource connections(String user, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            // Asked anew for each connection: a server that had to move is found on its new port.
            @Override
            public Connection getConnection() throws SQLException {
                setPortNumbers(new int[] {current().port()});
                return super.getConnection();
            }
        };
        source.setServerNames(new String[] {LOOPBACK});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password.value());
        source.setLoginTimeout(LOGIN_SECONDS);
        return source;
    }

    private Postmaster current() {
        Postmaster running = server;
        if (running == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        return running;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
        }
    }
}
