package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sending side of somebody who carries text messages, on loopback, that can be made to fail. */
public final class TextApi implements AutoCloseable {

    private final HttpServer server;
    private final TextVendor vendor;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
    private volatile Function<Shown, Fault> faults = message -> Fault.NONE;
    private volatile Consumer<Shown> watcher = message -> {};

    private TextApi(HttpServer server, TextVendor vendor) {
        this.server = server;
        this.vendor = vendor;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     */
    public static TextApi start(int port, TextVendor vendor) {
        try {
            return new TextApi(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512), vendor);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "Port " + port + " cannot be opened: is it taken? --port has another", taken);
        }
    }

    /**
     * A message on somebody's phone.
     *
     * @param reference what the server calls it, or where it wants to hear of it; empty when neither
     */
    public record Shown(String id, String person, String words, String reference) {}

    /** Its address, without a path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What citizens see so far, in order, also what the server was not told of. */
    public List<Shown> messages() {
        return List.copyOf(shown);
    }

    /** Decides for every later message what goes wrong with it. */
    public void failing(Function<Shown, Fault> decide) {
        faults = decide;
    }

    /** Tells of every later message that citizens see. */
    public void watching(Consumer<Shown> see) {
        watcher = see;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!vendor.known(exchange.getRequestHeaders())) {
                write(exchange, vendor.unknown());
                return;
            }
            Shown message = message(exchange, body);
            if (message == null) {
                write(exchange, new Fault.Refused(400, "{}"));
                return;
            }
            switch (faults.apply(message)) {
                case Fault.None none -> write(exchange, show(message));
                case Fault.Refused refused -> write(exchange, refused);
                case Fault.Slow slow -> {
                    Thread.sleep(slow.delay());
                    write(exchange, show(message));
                }
                case Fault.Late late -> {
                    Fault.Refused answer = show(message);
                    Thread.sleep(late.delay());
                    write(exchange, answer);
                }
                case Fault.Lost lost -> show(message);
                case Fault.Down down -> {}
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Shown message(HttpExchange exchange, String body) {
        try {
            return vendor.message(
                    exchange.getRequestURI().getPath(), body, UUID.randomUUID().toString());
        } catch (IllegalArgumentException undocumented) {
            return null;
        }
    }

    private Fault.Refused show(Shown message) {
        shown.add(message);
        watcher.accept(message);
        return new Fault.Refused(201, vendor.taken(message));
    }

    private static void write(HttpExchange exchange, Fault.Refused answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
