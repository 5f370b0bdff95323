package org.guildhall.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An application of its own on a data folder, which can be killed: in the child a main method that opens the database
 * and waits, in the test a handle on it.
 */
final class EmbeddedDatabaseProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private EmbeddedDatabaseProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The child: opens, says so, and closes when its input ends. */
    public static void main(String[] arguments) throws IOException {
        long begin = System.nanoTime();
        try (EmbeddedDatabase database = EmbeddedDatabase.open(new DataFolder(Path.of(arguments[0])))) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            System.out.println("ready " + database.pid() + " " + millis);
            new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
        } catch (StartRefused e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    static EmbeddedDatabaseProcess on(Path folder) {
        try {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return new EmbeddedDatabaseProcess(new ProcessBuilder(List.of(
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            EmbeddedDatabaseProcess.class.getName(),
                            folder.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process number of its PostgreSQL, once it is ready. */
    long server() {
        String line = answer();
        if (!line.startsWith("ready ")) {
            throw new AssertionError(line);
        }
        return Long.parseLong(line.split(" ")[1]);
    }

    /** What it said of itself. */
    String answer() {
        try {
            @Nullable String line = said.readLine();
            while (line != null && !line.startsWith("ready ") && !line.startsWith("refused ")) {
                line = said.readLine();
            }
            return Objects.requireNonNull(line, "the child said nothing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a power cut would: no hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it end by itself. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
