package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.platform.DatabaseProperties.Durability;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** Real servers, really killed. */
@Timeout(120)
class EmbeddedDatabaseFlowTests {

    /** A start of PostgreSQL, and the pool's finding it, on a machine that has others to serve as well. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path made;

    @TempDir
    Path folder;

    /** Unpacking and initdb take seconds, so they are done once and copied. */
    @BeforeAll
    static void makeOne() {
        EmbeddedDatabase.open(new DataFolder(made)).close();
    }

    private EmbeddedDatabase open() throws IOException {
        if (!PostgresCluster.exists(folder)) {
            FileSystemUtils.copyRecursively(made, folder);
        }
        return EmbeddedDatabase.open(new DataFolder(folder));
    }

    @Test
    void keepsWhatWasWrittenFromOneStartToTheNext() throws IOException {
        try (EmbeddedDatabase database = open()) {
            sql(database).sql("create table bins (name text)").update();
            sql(database).sql("insert into bins values ('blue')").update();
        }
        assertThat(Postmaster.of(cluster())).as("stopped cleanly").isEmpty();

        try (EmbeddedDatabase database = open()) {
            assertThat(sql(database)
                            .sql("select name from bins")
                            .query(String.class)
                            .single())
                    .isEqualTo("blue");
        }
    }

    @Test
    void runsWithEverythingOnThatMakesCommitsDurable() throws IOException {
        try (EmbeddedDatabase database = open()) {
            assertThatNoException().isThrownBy(() -> Safeguards.check(database.connections(), "here", Durability.FULL));
            assertThat(sql(database)
                            .sql("show data_checksums")
                            .query(String.class)
                            .single())
                    .isEqualTo("on");
        }
    }

    @Test
    void refusesAServerThatCouldForgetACommit() throws IOException {
        try (EmbeddedDatabase database = open()) {
            PGSimpleDataSource unsafe = database.connections();
            unsafe.setOptions("-c synchronous_commit=off");

            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> Safeguards.check(unsafe, "here", Durability.FULL))
                    .withMessageContaining("synchronous_commit off")
                    .satisfies(refusal -> assertThat(refusal.remedy()).contains("durability=managed"));
            assertThatNoException().isThrownBy(() -> Safeguards.check(unsafe, "here", Durability.MANAGED));
        }
    }

    @Test
    void refusesAServerThatCouldForgetACommitForOneReasonAlone() throws IOException {
        try (EmbeddedDatabase database = open()) {
            PGSimpleDataSource superuser = database.connections();
            superuser.setUser(EmbeddedDatabase.SUPERUSER);
            for (String setting : List.of("fsync", "full_page_writes")) {
                turnOffNothingBut(setting, JdbcClient.create(superuser));

                assertThatExceptionOfType(StartRefused.class)
                        .isThrownBy(() -> Safeguards.check(database.connections(), "here", Durability.FULL))
                        .withMessageContaining("runs with " + setting + " off");
                assertThatNoException()
                        .isThrownBy(() -> Safeguards.check(database.connections(), "here", Durability.MANAGED));
            }
        }
    }

    /** Of the whole server, as these cannot be set for a connection. */
    private static void turnOffNothingBut(String setting, JdbcClient superuser) {
        superuser.sql("alter system reset all").update();
        superuser.sql("alter system set " + setting + " = off").update();
        superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(superuser.sql("""
                                select name from pg_settings
                                where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'""").query(String.class).list())
                                .containsExactly(setting));
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException {
        try (EmbeddedDatabase database = open()) {
            PGSimpleDataSource stranger = database.connections();
            stranger.setPassword("guess");
            PGSimpleDataSource administrator = database.connections();
            administrator.setUser(EmbeddedDatabase.SUPERUSER);
            administrator.setPassword("");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(stranger::getConnection)
                    .withMessageContaining("password");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(administrator::getConnection)
                    .withMessageContaining("password");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void worksWithARoleThatMayNothingBesidesItsDatabase() throws IOException {
        try (EmbeddedDatabase database = open()) {
            assertThat(sql(database)
                            .sql(
                                    "select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
        }
    }

    @Test
    void goesOnWithTheServerOfAKilledApplication() throws Exception {
        open().close();
        long server;
        try (EmbeddedDatabaseProcess application = EmbeddedDatabaseProcess.on(folder)) {
            server = application.server();
            application.kill();
        }

        try (EmbeddedDatabase next = open()) {
            assertThat(next.pid()).isEqualTo(server);
            assertThat(sql(next).sql("select 1").query(Integer.class).single()).isEqualTo(1);
        }
        assertThat(Postmaster.of(cluster()))
                .as("stopped when the second application ended")
                .isEmpty();
        await().atMost(SOON).until(() -> !alive(server));
    }

    @Test
    void startsAfreshWhenApplicationAndServerWereKilledTogether() throws Exception {
        open().close();
        long server;
        try (EmbeddedDatabaseProcess application = EmbeddedDatabaseProcess.on(folder)) {
            server = application.server();
            application.kill();
        }
        kill(server);

        try (EmbeddedDatabase next = open()) {
            assertThat(next.pid()).isNotEqualTo(server);
        }
    }

    @Test
    void keepsASecondApplicationOffTheFolder() throws IOException {
        try (EmbeddedDatabase first = open();
                EmbeddedDatabaseProcess second = EmbeddedDatabaseProcess.on(folder)) {
            assertThat(second.answer()).startsWith("refused Another Guildhall is already running on the data folder");
            assertThat(alive(first.pid())).isTrue();
        }
    }

    @Test
    void startsAServerThatDiedAgainAndThePoolFindsIt() throws IOException {
        try (EmbeddedDatabase database = open();
                HikariDataSource pool = new DatabaseConfiguration().dataSource(database)) {
            JdbcClient sql = JdbcClient.create(pool);
            sql.sql("create table bins (name text)").update();
            sql.sql("insert into bins values ('blue')").update();
            long before = database.pid();

            kill(before);

            await().ignoreExceptions().atMost(SOON).untilAsserted(() -> {
                // A backend of the dead server may answer once more before it notices.
                assertThat(database.pid()).isNotEqualTo(before);
                assertThat(sql.sql("select name from bins").query(String.class).single())
                        .isEqualTo("blue");
            });
        }
    }

    @Test
    void leavesAFrozenServerAloneAndGoesOnWithItWhenItThaws() throws IOException {
        try (EmbeddedDatabase database = open();
                HikariDataSource pool = new DatabaseConfiguration().dataSource(database)) {
            JdbcClient sql = JdbcClient.create(pool);
            sql.sql("create table bins (name text)").update();
            long server = database.pid();
            letThePoolDoubt();
            List<Long> processes = processes(server);
            signal("STOP", processes);
            try {
                long asked = System.nanoTime();
                assertThatExceptionOfType(DataAccessException.class)
                        .isThrownBy(() ->
                                sql.sql("insert into bins values ('blue')").update())
                        .satisfies(away ->
                                assertThat(Failures.databaseIsAway(away)).isTrue());
                // About five on a quiet machine; a connection that is not doubted stays silent for thirty.
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(20));
                assertThat(database.pid()).as("not taken for dead").isEqualTo(server);
            } finally {
                signal("CONT", processes);
            }

            await().ignoreExceptions()
                    .atMost(SOON)
                    .until(() -> sql.sql("insert into bins values ('green')").update() == 1);
            assertThat(database.pid()).isEqualTo(server);
            assertThat(Postmaster.of(cluster()))
                    .hasValueSatisfying(it -> assertThat(it.pid()).isEqualTo(server));
        }
    }

    /** HikariCP takes a connection for good that was used within the last half second (its aliveBypassWindowMs). */
    private static void letThePoolDoubt() {
        long used = System.nanoTime();
        await().until(() -> System.nanoTime() - used > Duration.ofMillis(600).toNanos());
    }

    @Test
    void takesNothingMoreOnAFullDiskAndGoesOnByItselfWhenThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()))
                .as("may mount a small disk here")
                .isZero();
        try {
            Path data = disk.resolve("data");
            FileSystemUtils.copyRecursively(made, data);
            try (EmbeddedDatabase database = EmbeddedDatabase.open(new DataFolder(data));
                    HikariDataSource pool = new DatabaseConfiguration().dataSource(database)) {
                JdbcClient sql = JdbcClient.create(pool);
                sql.sql("create table bins (number bigint generated always as identity, words text)")
                        .update();
                Path filler = disk.resolve("filler");
                fillUp(filler);

                long acknowledged = 0;
                Optional<DataAccessException> refusal = Optional.empty();
                while (refusal.isEmpty()) {
                    try {
                        acknowledged += sql.sql("insert into bins (words) values (repeat(md5(random()::text), 200))")
                                .update();
                    } catch (DataAccessException full) {
                        refusal = Optional.of(full);
                    }
                }
                assertThat(Failures.explained(refusal.get())).isInstanceOf(TryAgain.class);

                Files.delete(filler);
                await().ignoreExceptions()
                        .atMost(SOON)
                        .until(() -> sql.sql("insert into bins (words) values ('again')")
                                        .update()
                                == 1);
                assertThat(sql.sql("select count(*) from bins where words <> 'again'")
                                .query(Long.class)
                                .single())
                        .isGreaterThanOrEqualTo(acknowledged);
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static void fillUp(Path filler) throws IOException {
        byte[] piece = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } catch (IOException noSuchProgram) {
            return -1;
        }
    }

    /** The server and all that it has started. */
    private static List<Long> processes(long server) {
        return Stream.concat(
                        Stream.of(server),
                        ProcessHandle.of(server).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .toList();
    }

    private static void signal(String name, List<Long> processes) throws IOException {
        for (long process : processes) {
            run("kill", "-" + name, Long.toString(process));
        }
    }

    @Test
    void isNotMisledByAFileThatNamesAnotherProgram() throws IOException {
        open().close();
        long stranger = ProcessHandle.current().pid();
        Files.writeString(
                cluster().resolve("postmaster.pid"),
                stranger + "\n" + cluster() + "\n1700000000\n5432\n\n127.0.0.1\n  1   2\nready   \n");

        try (EmbeddedDatabase database = open()) {
            assertThat(database.pid()).isNotEqualTo(stranger);
        }
    }

    @Test
    void isNotMisledByAFileThatNamesNobody() throws IOException {
        open().close();
        Files.writeString(
                cluster().resolve("postmaster.pid"),
                Integer.MAX_VALUE + "\n" + cluster() + "\n1700000000\n5432\n\n127.0.0.1\n  1   2\nready   \n");

        try (EmbeddedDatabase database = open()) {
            assertThat(database.pid()).isNotEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void saysSoWhenAnotherVersionWroteTheData() throws IOException {
        open().close();
        Files.writeString(cluster().resolve("PG_VERSION"), "17\n");

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(this::open)
                .withMessageContaining("written by PostgreSQL 17");
    }

    @Test
    void saysSoWhenThePasswordIsLost() throws IOException {
        open().close();
        Files.delete(folder.resolve("postgres.password"));

        assertThatExceptionOfType(StartRefused.class).isThrownBy(this::open).withMessageContaining("postgres.password");
    }

    @Test
    void releasesTheFolderWhenItRefusesToStart() throws IOException {
        open().close();
        Files.writeString(cluster().resolve("PG_VERSION"), "17\n");
        assertThatExceptionOfType(StartRefused.class).isThrownBy(this::open);
        Files.writeString(cluster().resolve("PG_VERSION"), "18\n");

        assertThatNoException().isThrownBy(() -> open().close());
    }

    private Path cluster() throws IOException {
        return folder.toRealPath().resolve("postgres");
    }

    private static JdbcClient sql(EmbeddedDatabase database) {
        return JdbcClient.create(database.connections());
    }

    private static void kill(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        process.ifPresent(ProcessHandle::destroyForcibly);
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
