package org.guildhall.campaign;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.guildhall.LocalPort;
import org.guildhall.MetricsPage;
import org.guildhall.campaign.Processes.Signal;
import org.guildhall.platform.OwnPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application as people run it, {@code java -jar}, in a process of its own. Settings are given before it is started;
 * afterwards it can be killed, stopped, woken and started again on the same port and folder. The jar may become another
 * program image with the same process number, which changes nothing here.
 */
final class Server implements AutoCloseable {

    static final String TOKEN = "42:token-for-the-campaign";
    static final String SECRET = "a-secret-for-the-campaign";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final Path jar;
    private final Path folder;
    private final LocalPort port;
    private final Wires wires;
    private final Wires meters;
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> environment;
    private final List<String> options = new ArrayList<>();
    private String memory = "512m";
    private @Nullable Postgres postgres;
    private @Nullable Process process;
    private long launched;

    Server(Path jar, Path folder, Messenger messenger) throws IOException {
        this.environment = messenger.environment();
        this.jar = jar;
        this.folder = folder;
        this.port = LocalPort.free();
        this.wires = new Wires(address(), Duration.ofSeconds(10));
        LocalPort management = LocalPort.free();
        this.meters = new Wires(new InetSocketAddress("127.0.0.1", management.number()), Duration.ofSeconds(10));
        with("server.port", port.number());
        with("management.server.port", management.number());
        with("logging.structured.format.console", "ecs");
        with("guildhall.data", data());
        with("guildhall.knowledge-base", Path.of("knowledge-base").toAbsolutePath());
        // One visitor says here what hundreds would.
        with("guildhall.channels.webchat.messages-per-minute", 1_000_000);
        with("guildhall.site.questions-per-minute", 0);
        with("guildhall.channels.telegram.token", TOKEN);
        with("guildhall.channels.telegram.secret", SECRET);
        with("guildhall.channels.telegram.mode", "webhook");
        with("guildhall.channels.telegram.per-second", 1000);
        with("guildhall.channels.telegram.api-url", messenger.url());
    }

    /** Sets a property. */
    Server with(String property, Object value) {
        settings.put(property, value.toString());
        return this;
    }

    /** Another option of the JVM, such as {@code -Dname=value}. */
    Server option(String word) {
        options.add(word);
        return this;
    }

    /** The largest heap, as {@code -Xmx} takes it; 512m when nobody says. */
    Server memory(String most) {
        memory = most;
        return this;
    }

    /** Uses this PostgreSQL instead of the embedded one. */
    Server on(Postgres given) {
        return on(given, "guildhall");
    }

    /** The same under a role of its own, by which the database can tell this node from others. */
    Server on(Postgres given, String role) {
        postgres = given;
        with("guildhall.database.url", given.url());
        with("guildhall.database.username", role);
        with("guildhall.database.password", given.password());
        return this;
    }

    /** Launches it and returns at once. */
    Server start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + memory));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        settings.forEach((property, value) -> command.add("--" + property + "=" + value));
        launched = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Waits for {@code /readyz}, and says how long it took from the launch. */
    Duration awaitReady() throws InterruptedException {
        while (!ready()) {
            if (!process().isAlive()) {
                throw new IllegalStateException("the application ended by itself, see " + log());
            }
            if (System.nanoTime() - launched > PATIENCE.toNanos()) {
                throw new IllegalStateException("the application is not ready after " + PATIENCE + ", see " + log());
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - launched);
    }

    /** Whether {@code /readyz} answers 200. */
    boolean ready() {
        try {
            return get(wires, "/readyz").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Waits until the knowledge base is read as well: until then messages are taken in and wait. */
    void awaitAnswers() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers("my bin wasn't emptied")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the knowledge base is not read after " + PATIENCE + ", see " + log());
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
    }

    /** Whether it knows the answer to a question for sure. */
    boolean answers(String question) throws IOException {
        Wire.Reply reply = get(wires, "/api/answers?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
        return reply.status() == 200
                && JSON.readTree(reply.text()).path("outcome").asString("").equals("answer");
    }

    /**
     * A metric as it stands, the sum over all series that have these labels; 0 when none has them.
     *
     * @param name as docs/operations/metrics.md has it, for a timer with {@code _count}, {@code _sum} or {@code _max}
     * @param labels each {@code name="value"}
     * @throws IllegalStateException when there is no such metric at all; one that counts events appears with the first
     */
    double metric(String name, String... labels) throws IOException {
        return MetricsPage.of(get(meters, "/actuator/prometheus").text()).sum(name, labels);
    }

    /** Dies at once, with whatever it was doing. */
    void kill() throws IOException, InterruptedException {
        signal(Signal.KILL);
        process().waitFor();
    }

    /** Stands still where it is. */
    void pause() throws IOException, InterruptedException {
        signal(Signal.STOP);
    }

    /** Goes on from there. */
    void resume() throws IOException, InterruptedException {
        signal(Signal.CONT);
    }

    /** Is asked to end, as a service manager does. */
    Ended terminate() throws IOException, InterruptedException {
        long asked = System.nanoTime();
        signal(Signal.TERM);
        boolean ended = process().waitFor(60, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        return new Ended(ended ? process().exitValue() : -1, took);
    }

    /**
     * How it ended.
     *
     * @param code its exit code, -1 when it did not end within a minute
     */
    record Ended(int code, Duration took) {}

    /** Where it listens. */
    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port.number());
    }

    long pid() {
        return process().pid();
    }

    boolean alive() {
        return process().isAlive();
    }

    /**
     * Bytes of its heap that are in use after a full collection.
     *
     * @throws IOException when {@code jcmd} does not say
     */
    long liveBytes() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = histogram.inputReader()) {
            // Total, instances, bytes
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .map(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jcmd does not say how full the heap is"));
        }
    }

    /** Its data folder, which is made by whoever puts something there first. */
    Path data() {
        return folder.resolve("data");
    }

    /** What it wrote since the row began, over all its lives. */
    Path log() {
        return folder.resolve("app.log");
    }

    /** A look at its database, while it (or its PostgreSQL) runs. */
    JdbcClient database() throws SQLException {
        Postgres given = postgres;
        return JdbcClient.create(
                given != null
                        ? given.connections()
                        : OwnPostgres.embeddedIn(data())
                                .orElseThrow(() -> new SQLException("the embedded PostgreSQL does not run")));
    }

    @Override
    public void close() throws IOException {
        wires.close();
        meters.close();
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
        // The embedded server outlives its application.
        OwnPostgres.embeddedProcesses(data()).toList().forEach(ProcessHandle::destroyForcibly);
    }

    /** Once more when it fails: a connection that nobody used for a minute has been closed by the server. */
    private static Wire.Reply get(Wires to, String path) throws IOException {
        try {
            return to.call("GET", path, List.of(), new byte[0]);
        } catch (IOException closedMeanwhile) {
            return to.call("GET", path, List.of(), new byte[0]);
        }
    }

    private void signal(Signal signal) throws IOException, InterruptedException {
        Processes.signal(signal, List.of(pid()));
    }

    private Process process() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("the application has not been started");
        }
        return running;
    }
}
