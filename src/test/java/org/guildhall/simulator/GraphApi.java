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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Messenger Platform's Send API on loopback, for Messenger and Instagram, that records what it is told and can be made
 * to fail (https://developers.facebook.com/docs/messenger-platform/reference/send-api).
 */
public final class GraphApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "/v25.0";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong messageIds = new AtomicLong();
    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
    private volatile Consumer<Call> listener = call -> {};

    private GraphApi(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     */
    public static GraphApi start(int port) {
        try {
            return new GraphApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512));
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "Port " + port + " cannot be opened: is it taken? --port has another", taken);
        }
    }

    /**
     * One call.
     *
     * @param token from the {@code Authorization} header; empty without one
     */
    public record Call(String path, String token, JsonNode body) {

        /** Whom it is for; empty when it does not say. */
        public String person() {
            return body.path("recipient").path("id").asString("");
        }

        /** The words of a message or of its template; empty when it is none. */
        public String text() {
            JsonNode message = body.path("message");
            return message.path("text")
                    .asString(message.path("attachment")
                            .path("payload")
                            .path("text")
                            .asString(""));
        }

        /** What can be tapped, one after the other: quick replies or a template's buttons. */
        public List<JsonNode> buttons() {
            JsonNode message = body.path("message");
            return Stream.concat(
                            message.path("quick_replies").valueStream(),
                            message.path("attachment")
                                    .path("payload")
                                    .path("buttons")
                                    .valueStream())
                    .toList();
        }
    }

    /** Its address, with its version. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + VERSION);
    }

    /** Messages to one person so far, in order of arrival, failed calls included. */
    public List<Call> messagesTo(String person) {
        return calls.stream()
                .filter(call -> call.person().equals(person) && call.body().has("message"))
                .toList();
    }

    /** Decides for every later call what goes wrong with it. */
    public void failing(Function<Call, Fault> decide) {
        faults = decide;
    }

    /** Tells of every later call as it comes. */
    public void listening(Consumer<Call> hear) {
        listener = hear;
    }

    /**
     * A refusal as Meta words it.
     *
     * @param subcode 0 for none
     */
    public static Fault error(int status, int code, int subcode) {
        String more = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
        return new Fault.Refused(
                status,
                "{\"error\":{\"message\":\"(#%d) Refused\",\"type\":\"OAuthException\",\"code\":%d%s,\"fbtrace_id\":\"x\"}}"
                        .formatted(code, code, more));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = call(exchange);
            calls.add(call);
            listener.accept(call);
            switch (faults.apply(call)) {
                case Fault.None none -> write(exchange, 200, ok(call));
                case Fault.Refused refused -> write(exchange, refused.status(), refused.body());
                case Fault.Slow slow -> {
                    Thread.sleep(slow.delay());
                    write(exchange, 200, ok(call));
                }
                case Fault.Late late -> {
                    String answer = ok(call);
                    Thread.sleep(late.delay());
                    write(exchange, 200, answer);
                }
                case Fault.Lost lost -> ok(call);
                case Fault.Down down -> {}
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return new Call(
                exchange.getRequestURI().getPath().replaceFirst("^" + VERSION, ""),
                authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "",
                JSON.readTree(exchange.getRequestBody().readAllBytes()));
    }

    private String ok(Call call) {
        String id = call.body().has("message") ? ",\"message_id\":\"m_" + messageIds.incrementAndGet() + "\"" : "";
        return "{\"recipient_id\":\"" + call.person() + "\"" + id + "}";
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
