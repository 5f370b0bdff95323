package org.guildhall.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.guildhall.Guildhall;
import org.guildhall.LocalPort;
import org.guildhall.platform.TestDatabase;

/** The application in a process of its own, which can be killed as {@code kill -9} does. */
final class Node implements AutoCloseable {

    static final String SECRET = "a-secret-for-tests";
    private static final Duration READY = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final TestDatabase database;
    private final URI botApi;
    private final Path folder;
    private final LocalPort port;
    private final List<String> program;
    private Process process;

    /**
     * Started at once.
     *
     * @param program what to start, up to the application's own arguments
     */
    Node(List<String> program, TestDatabase database, URI botApi, Path folder) throws IOException {
        this.program = List.copyOf(program);
        this.database = database;
        this.botApi = botApi;
        this.folder = folder;
        this.port = LocalPort.free();
        this.process = launch();
    }

    /** Posts an update as Telegram does; the status, or 0 when nobody answered. */
    int deliver(String update) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port.number() + "/webhooks/telegram"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(update))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobodyThere) {
            return 0;
        }
    }

    void awaitReady() {
        Awaitility.await().atMost(READY).pollInterval(Duration.ofMillis(200)).until(port::ready);
    }

    /** Dies at once, with whatever it was doing. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        http.close();
    }

    /** The classes under test, in a small JVM. */
    static List<String> ofTheseClasses() {
        return List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Guildhall.class.getName());
    }

    /** A jar as it is delivered. */
    static List<String> ofJar(Path jar) {
        return List.of(java(), "--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-jar", jar.toString());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Everything it has printed so far. */
    String printed() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve("node.log");
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "--server.port=" + port.number(),
                "--management.server.port=-1",
                "--guildhall.data=" + folder.resolve("data"),
                "--guildhall.database.url=" + database.url(),
                "--guildhall.database.username=" + database.username(),
                "--guildhall.database.password=" + database.password(),
                "--guildhall.database.durability=managed",
                "--guildhall.knowledge-base=" + Path.of("knowledge-base").toAbsolutePath(),
                "--guildhall.channels.telegram.token=42:token-for-tests",
                "--guildhall.channels.telegram.secret=" + SECRET,
                "--guildhall.channels.telegram.mode=webhook",
                "--guildhall.channels.telegram.per-second=1000",
                "--guildhall.channels.telegram.api-url=" + botApi));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }
}
