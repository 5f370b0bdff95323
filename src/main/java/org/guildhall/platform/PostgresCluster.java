package org.guildhall.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.guildhall.platform.PostgresProgram.Outcome;
import org.springframework.util.FileSystemUtils;

/** The files of the embedded PostgreSQL: made once, then started and stopped. */
final class PostgresCluster {

    private static final String UNFINISHED = "postgres.new-";
    private static final long LARGEST_LOG_BYTES = 10_000_000;
    private static final int LINES_OF_LOG_TO_SHOW = 5;
    /** Seconds; recovering after a power cut can take a while. */
    private static final String LONGEST_START = "120";
    /** Seconds; a server that cannot stop by then is cut off, which loses nothing that was committed. */
    private static final String LONGEST_STOP = "5";

    private final Path home;
    private final Path log;
    private final PostgresProgram programs;

    private PostgresCluster(Path home, Path log, PostgresProgram programs) {
        this.home = home;
        this.log = log;
        this.programs = programs;
    }

    /**
     * The cluster below the data folder, made when there is none.
     *
     * @param passwordFile what its superuser signs in with
     * @throws StartRefused when another version of PostgreSQL wrote it, or it cannot be made
     */
    static PostgresCluster in(Path folder, Path passwordFile, PostgresProgram programs) {
        PostgresCluster cluster =
                new PostgresCluster(folder.resolve("postgres"), folder.resolve("postgres.log"), programs);
        try {
            if (!exists(folder)) {
                cluster.initialise(passwordFile);
            }
            cluster.requireSameVersion();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cluster;
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve("postgres"));
    }

    /** Its folder, which is also the working directory of its processes. */
    Path home() {
        return home;
    }

    /** Makes it beside its place and moves it there, so that a kill in between leaves nothing half done. */
    private void initialise(Path passwordFile) throws IOException {
        removeUnfinished();
        Path beside = Files.createTempDirectory(home.getParent(), UNFINISHED);
        Outcome made = programs.run(
                "initdb",
                "--pgdata=" + beside,
                "--username=" + EmbeddedDatabase.SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Sorts by code point and knows every letter, on every machine alike: no index depends on its
                // libraries.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        if (!made.well()) {
            FileSystemUtils.deleteRecursively(beside);
            throw new StartRefused(
                    "The embedded PostgreSQL could not be set up in " + home + ": " + lastLines(made.output()),
                    "Put that right, or give Guildhall a PostgreSQL with guildhall.database.url.");
        }
        Files.move(beside, home);
    }

    private void removeUnfinished() throws IOException {
        try (var left = Files.newDirectoryStream(home.getParent(), UNFINISHED + "*")) {
            for (Path one : left) {
                FileSystemUtils.deleteRecursively(one);
            }
        }
    }

    private void requireSameVersion() throws IOException {
        String written = Files.readString(home.resolve("PG_VERSION")).strip();
        String ours = programs.run("postgres", "--version").output();
        if (!ours.contains(" " + written + ".")) {
            throw new StartRefused(
                    "The database in " + home + " was written by PostgreSQL " + written
                            + ", but this Guildhall brings another version (" + ours + ").",
                    "Run the Guildhall that wrote it, take a copy with pg_dump, and restore it into an empty data folder"
                            + " or into a PostgreSQL given with guildhall.database.url.");
        }
    }

    /** Starts the server and waits until it takes connections. */
    Outcome start(int port) {
        try {
            Files.writeString(home.resolve("postgresql.conf"), resource("postgresql.conf") + "port = " + port + "\n");
            Files.writeString(home.resolve("pg_hba.conf"), resource("pg_hba.conf"));
            closeToOthers();
            keepLogSmall();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return control("start", "--wait", "--timeout=" + LONGEST_START, "--log=" + log);
    }

    /** Stops the server after the statements at hand; does nothing when it is not running. */
    void stop() {
        Outcome stopped = control("stop", "--wait", "--mode=fast", "--timeout=" + LONGEST_STOP);
        if (!stopped.well() && Postmaster.of(home).isPresent()) {
            control("stop", "--wait", "--mode=immediate", "--timeout=" + LONGEST_STOP);
        }
    }

    /** The end of what the server wrote into its log. */
    String lastWords() {
        try {
            return lastLines(Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    private Outcome control(String action, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = action;
        arguments[1] = "--pgdata=" + home;
        arguments[2] = "--silent";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return programs.run("pg_ctl", arguments);
    }

    // PostgreSQL insists on it, and a folder that came back from a backup may have lost it.
    private void closeToOthers() throws IOException {
        if (Files.getFileStore(home).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void keepLogSmall() throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PostgresCluster.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_TO_SHOW), lines.size()));
    }
}
