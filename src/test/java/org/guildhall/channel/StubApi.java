package org.guildhall.channel;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A messenger's API on this machine that remembers what it was asked and answers as it is told. */
public final class StubApi implements AutoCloseable {

    private static final String BASE = "/v25.0";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> answers;

    /** Starts one that gives the same answer to everything. */
    public StubApi(Answer always) {
        answers = call -> always;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What it was asked. */
    public record Call(String path, Headers headers, JsonNode body) {
        /** The path below that of {@link StubApi#url()}. */
        public String below() {
            return path.startsWith(BASE) ? path.substring(BASE.length()) : path;
        }
    }

    /**
     * What it answers.
     *
     * @param status 0 to hang up without an answer
     */
    public record Answer(int status, String body, Map<String, String> headers) {
        /** An answer with JSON in it. */
        public static Answer json(int status, String body) {
            return new Answer(status, body, Map.of());
        }
    }

    /** Where it listens, with a path below which it answers too. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + BASE);
    }

    /** From now on it answers so. */
    public void answering(Function<Call, Answer> how) {
        answers = how;
    }

    /** What it was asked so far, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Call call = new Call(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), read(exchange, body));
        calls.add(call);
        Answer answer = answers.apply(call);
        if (answer.status() == 0) {
            throw new IOException("hanging up, as told");
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A form is read as an object of its fields. */
    private static JsonNode read(HttpExchange exchange, byte[] body) {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return JSON.readTree(body);
        }
        ObjectNode fields = JSON.createObjectNode();
        for (String field : new String(body, StandardCharsets.US_ASCII).split("&")) {
            String[] both = field.split("=", 2);
            fields.put(
                    URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
