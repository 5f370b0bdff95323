package org.guildhall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.platform.PostgresProgram.Outcome;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL server for the campaign, from the same programs as the embedded one, with PostgreSQL's own defaults:
 * everything that makes a commit durable is on. Its data stays in its folder whatever happens to its processes.
 */
public final class OwnPostgres {

    private static final String SUPERUSER = "postgres";
    private static final String LOOPBACK = "127.0.0.1";

    private final PostgresCluster cluster;
    private final PostgresProgram programs;
    private final Secret password;
    private final Path log;
    private final int port;

    private OwnPostgres(PostgresCluster cluster, PostgresProgram programs, Secret password, Path log, int port) {
        this.cluster = cluster;
        this.programs = programs;
        this.password = password;
        this.log = log;
        this.port = port;
    }

    /** The cluster that an embedded server has left in the folder, role and database included; nothing runs yet. */
    public static OwnPostgres in(Path folder, int port) throws IOException {
        Path home = Files.createDirectories(folder).toRealPath();
        PasswordFile password = PasswordFile.in(home, true);
        PostgresProgram programs = PostgresProgram.in(PostgresBinaries.unpackedIn(home));
        PostgresCluster cluster = PostgresCluster.in(home, password.path(), programs);
        return new OwnPostgres(cluster, programs, password.password(), home.resolve("postgres.log"), port);
    }

    /** Looks at the embedded PostgreSQL of a running application through its data folder. */
    public static Optional<PGSimpleDataSource> embeddedIn(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        return Postmaster.of(home.resolve("postgres"))
                .filter(Postmaster::ready)
                .map(it -> source(
                        it.port(),
                        "guildhall",
                        "guildhall",
                        PasswordFile.in(home, true).password()));
    }

    /** The processes of the embedded PostgreSQL in a data folder: the server first, then its children; empty when none runs. */
    public static Stream<ProcessHandle> embeddedProcesses(Path folder) {
        return processes(folder.toAbsolutePath().normalize().resolve("postgres"));
    }

    /**
     * Starts the server and waits until it takes connections; a stale lock file of a killed one does not matter.
     *
     * @return whether it runs now
     */
    public boolean start() throws IOException {
        Files.writeString(cluster.home().resolve("postgresql.conf"), """
                port = %d
                listen_addresses = '%s'
                unix_socket_directories = ''
                max_connections = 200
                shared_buffers = '256MB'
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                timezone = 'UTC'
                """.formatted(port, LOOPBACK));
        Outcome outcome = programs.run(
                "pg_ctl", "start", "--pgdata=" + cluster.home(), "--silent", "--wait", "--timeout=60", "--log=" + log);
        return outcome.well();
    }

    /** Another role that works as {@code guildhall}, so that the database can tell one node's writes from another's. */
    public void provideTwin(String role) throws SQLException {
        try (Connection connection =
                        source(port, SUPERUSER, SUPERUSER, password).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("create role " + role + " login password '" + password.value() + "' in role guildhall");
            sql.execute("alter role " + role + " set role = 'guildhall'");
        }
    }

    /** Stops it after the statements at hand. */
    public void stop() {
        cluster.stop();
    }

    /** Its processes, the server first; empty when it does not run. */
    public Stream<ProcessHandle> processes() {
        return processes(cluster.home());
    }

    /** Where it is, {@code jdbc:postgresql://…}. */
    public String url() {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/guildhall";
    }

    /** Of every role. */
    public String password() {
        return password.value();
    }

    /** Connections as the application's own role. */
    public PGSimpleDataSource connections() {
        return source(port, "guildhall", "guildhall", password);
    }

    private static Stream<ProcessHandle> processes(Path home) {
        return Postmaster.of(home)
                .filter(it -> it.runsIn(home))
                .flatMap(it -> ProcessHandle.of(it.pid()))
                .map(server -> Stream.concat(Stream.of(server), server.descendants()))
                .orElseGet(Stream::empty);
    }

    private static PGSimpleDataSource source(int port, String user, String database, Secret password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {LOOPBACK});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password.value());
        source.setConnectTimeout(2);
        source.setLoginTimeout(5);
        return source;
    }
}
