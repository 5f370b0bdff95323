package org.guildhall.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A made-up person on the web chat, through its public API. */
public final class WebCitizen implements Rehearsal.Talk, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI server;
    private final String token;
    private volatile List<String> offer = List.of();

    private WebCitizen(URI server) throws IOException, InterruptedException {
        this.server = server;
        this.token = post("/api/chat/sessions", "{}", "").path("token").asString("");
    }

    /** Opens a session and listens; what comes is printed. */
    public static WebCitizen arrive(URI server) throws IOException, InterruptedException {
        WebCitizen citizen = new WebCitizen(server);
        Thread.ofVirtual().name("web-citizen").start(() -> citizen.listen(citizen::show));
        return citizen;
    }

    @Override
    public void say(String words) throws IOException, InterruptedException {
        send("text", words);
    }

    @Override
    public void tap(int button) throws IOException, InterruptedException {
        if (button < 1 || button > offer.size()) {
            System.out.println("  (there is no such button)");
        } else {
            send("choice", offer.get(button - 1));
        }
    }

    /** Hands every event of the stream, its name and its data, to the listener until the stream ends. */
    public void listen(BiConsumer<String, JsonNode> listener) {
        HttpRequest request = HttpRequest.newBuilder(Rehearsal.at(server, "/api/chat/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            StringBuilder event = new StringBuilder("message");
            lines.forEach(line -> {
                if (line.startsWith("event:")) {
                    event.replace(0, event.length(), line.substring(6).strip());
                } else if (line.startsWith("data:")) {
                    listener.accept(
                            event.toString(), JSON.readTree(line.substring(5).strip()));
                }
            });
        } catch (IOException | UncheckedIOException ended) {
            System.out.println("  (the server closed the stream)");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private void send(String kind, String value) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", UUID.randomUUID().toString()).put(kind, value);
        post("/api/chat/messages", body.toString(), token);
    }

    private JsonNode post(String path, String body, String bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(Rehearsal.at(server, path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + response.statusCode());
        }
        return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    }

    private void show(String event, JsonNode data) {
        switch (event) {
            case "message" -> {
                if (!data.path("from").asString("").equals("citizen")) {
                    show(data);
                }
            }
            case "state" ->
                System.out.println("  (" + data.path("floor").asString("") + " "
                        + data.path("reference").asString("") + ")");
            default -> {}
        }
    }

    private void show(JsonNode message) {
        System.out.println("  " + message.path("text").asString("").replace("\n", "\n  "));
        List<String> ids = new ArrayList<>();
        message.path("choices").forEach(choice -> {
            ids.add(choice.path("id").asString(""));
            System.out.println(
                    "    [:" + ids.size() + " " + choice.path("title").asString("") + "]");
        });
        if (!ids.isEmpty()) {
            offer = List.copyOf(ids);
        }
    }
}
