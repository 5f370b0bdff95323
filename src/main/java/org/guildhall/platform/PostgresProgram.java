package org.guildhall.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's own programs, as somebody else when we are root, since PostgreSQL refuses to be root. */
final class PostgresProgram {

    private static final long PATIENCE_SECONDS = 180;
    private static final List<String> STEP_DOWN = List.of("unshare", "-U");

    private final Path programs;
    private final List<String> prefix;

    private PostgresProgram(Path programs, List<String> prefix) {
        this.programs = programs;
        this.prefix = prefix;
    }

    /**
     * Programs that can be run by the user we are.
     *
     * @param programs the folder with {@code postgres}, {@code initdb} and {@code pg_ctl}
     * @throws StartRefused when we are root and may not step down
     */
    static PostgresProgram in(Path programs) {
        if (!root()) {
            return new PostgresProgram(programs, List.of());
        }
        if (!worksHere(STEP_DOWN)) {
            throw new StartRefused(
                    "PostgreSQL refuses to run as root, and this machine does not let root step down (unshare -U failed).",
                    "Start Guildhall as an ordinary user, or give it a PostgreSQL with guildhall.database.url.");
        }
        return new PostgresProgram(programs, STEP_DOWN);
    }

    /** What a program said, standard output and errors together, and how it ended. */
    record Outcome(int exit, String output) {

        boolean well() {
            return exit == 0;
        }
    }

    /** Runs one to its end, three minutes at most. */
    Outcome run(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static Outcome run(List<String> command) {
        try {
            // A file, not a pipe: a server that pg_ctl leaves behind would keep the pipe open for ever.
            Path said = Files.createTempFile("guildhall-", ".out");
            try {
                return run(command, said);
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome run(List<String> command, Path said) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        withoutForeignSettings(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        int exit = endOf(process);
        return new Outcome(exit, Files.readString(said, StandardCharsets.UTF_8).strip());
    }

    /** PGDATA, PGPORT and the like of whoever started us must not lead PostgreSQL elsewhere. */
    private static void withoutForeignSettings(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("TZ"));
        environment.put("LC_ALL", "C");
        environment.put("LANG", "C");
    }

    private static int endOf(Process process) {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }

    private static boolean root() {
        try {
            Path ours = Files.createTempFile("guildhall-", ".who");
            try {
                return Files.getFileStore(ours).supportsFileAttributeView("posix")
                        && Integer.valueOf(0).equals(Files.getAttribute(ours, "unix:uid"));
            } finally {
                Files.deleteIfExists(ours);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean worksHere(List<String> stepDown) {
        try {
            List<String> whoAmI = new ArrayList<>(stepDown);
            whoAmI.addAll(List.of("id", "-u"));
            Outcome answer = run(whoAmI);
            return answer.well() && !answer.output().equals("0");
        } catch (UncheckedIOException e) {
            // No such program on this machine.
            return false;
        }
    }
}
