package org.guildhall.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.guildhall.canary.Canary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL for tests: one server for the whole test run, and for whoever asks a database of their own with the
 * whole schema in it. It is made for speed and forgets everything; the server goes away with the JVM.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "guildhall_template";
    private static final String USER = "postgres";
    private static final String PASSWORD = Canary.secret("database-password");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Queue<HikariDataSource> POOLS = new ConcurrentLinkedQueue<>();

    private final String url;
    private final HikariDataSource dataSource;
    private final JdbcClient jdbc;
    private final Database database;

    private TestDatabase(String url) {
        this.url = url;
        this.dataSource = pool(url);
        letEarlierOnesRest();
        POOLS.add(dataSource);
        this.jdbc = JdbcClient.create(dataSource);
        this.database = new Database(jdbc, new TransactionTemplate(new JdbcTransactionManager(dataSource)));
    }

    /** A new database with every migration applied and no rows of anybody's. Takes milliseconds after the first. */
    public static TestDatabase migrated() {
        return new TestDatabase(copyOf(Server.withTemplate(), TEMPLATE));
    }

    /** A new database without a single table. */
    public static TestDatabase empty() {
        return new TestDatabase(copyOf(Server.RUNNING, "template0"));
    }

    /**
     * Points a whole application at a new database, from a {@code @DynamicPropertySource} method. The application migrates
     * it by itself, and is told not to insist on durable settings, which this server gives up for speed.
     *
     * @return the same database, for looking behind the application's back
     */
    public static TestDatabase properties(DynamicPropertyRegistry registry) {
        TestDatabase fresh = migrated();
        registry.add("guildhall.database.url", fresh::url);
        registry.add("guildhall.database.username", fresh::username);
        registry.add("guildhall.database.password", fresh::password);
        registry.add("guildhall.database.durability", () -> "managed");
        return fresh;
    }

    /** The gateway, as rooms use it. */
    public Database database() {
        return database;
    }

    /** Straight SQL for arranging and looking, outside any transaction. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** A small pool of connections. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Where it is, {@code jdbc:postgresql://…}. */
    public String url() {
        return url;
    }

    /** Who may sign in. */
    public String username() {
        return USER;
    }

    /** Any password will do: this server trusts whoever is on this machine. */
    public String password() {
        return PASSWORD;
    }

    /**
     * Hundreds of tests have a database each, and a pool waits at least ten seconds before it lets go of what it does not
     * use: on a fast machine the server ran out of connections. Whoever still needs one opens it again.
     */
    private static void letEarlierOnesRest() {
        POOLS.forEach(it -> it.getHikariPoolMXBean().softEvictConnections());
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(USER);
        config.setPassword(PASSWORD);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        config.setConnectionTimeout(20_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static String copyOf(EmbeddedPostgres server, String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        JdbcClient.create(server.getPostgresDatabase())
                .sql("create database " + name + " template " + template + " strategy file_copy")
                .update();
        return urlOf(server, name);
    }

    private static String urlOf(EmbeddedPostgres server, String name) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    /** Started when the first test asks. */
    private static final class Server {

        private static final String FOLDER = "guildhall-test-";

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                endForgottenOnes();
                Path data = Files.createTempDirectory(
                        FOLDER + ProcessHandle.current().pid() + "-");
                // Off by default here: fsync and synchronous_commit, and what they protect is not kept anyway.
                return EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("listen_addresses", "localhost")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A test run that was killed could not stop its server. */
        private static void endForgottenOnes() throws IOException {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, FOLDER + "[0-9]*-*")) {
                for (Path folder : folders) {
                    String testRun = folder.getFileName().toString().split("-")[2];
                    if (ProcessHandle.of(Long.parseLong(testRun)).isEmpty()) {
                        Postmaster.of(folder)
                                .filter(it -> it.runsIn(folder))
                                .flatMap(it -> ProcessHandle.of(it.pid()))
                                .ifPresent(ProcessHandle::destroyForcibly);
                        tidyUp(folder);
                    }
                }
            }
        }

        private static void tidyUp(Path folder) throws IOException {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (NoSuchFileException | UncheckedIOException gone) {
                // Another run that starts at the same moment tidies up as well.
            }
        }

        static EmbeddedPostgres withTemplate() {
            return Template.SERVER;
        }
    }

    /** Migrated once; copies of it are cheap. */
    private static final class Template {

        static final EmbeddedPostgres SERVER = migrate(Server.RUNNING);

        private static EmbeddedPostgres migrate(EmbeddedPostgres server) {
            JdbcClient.create(server.getPostgresDatabase())
                    .sql("create database " + TEMPLATE)
                    .update();
            Flyway.configure()
                    .dataSource(urlOf(server, TEMPLATE), USER, PASSWORD)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return server;
        }
    }
}
