package org.guildhall.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A made-up person on the web chat, through its public API. */
final class WebCitizen {

    /** What {@link #arrive} tells of when the server ends the stream. */
    static final String ENDED = "ended";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI server;
    private final String token;

    private WebCitizen(HttpClient http, URI server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /**
     * Opens a session.
     *
     * @param listener hears every event of the stream, its name and its data, until it ends
     */
    static WebCitizen arrive(HttpClient http, URI server, BiConsumer<String, JsonNode> listener)
            throws IOException, InterruptedException {
        HttpResponse<String> session =
                http.send(post(server, "/api/chat/sessions", "{}").build(), HttpResponse.BodyHandlers.ofString());
        if (session.statusCode() != 201) {
            throw new IOException("no session: the server answered " + session.statusCode());
        }
        String token = JSON.readTree(session.body()).path("token").asString("");
        WebCitizen citizen = new WebCitizen(http, server, token);
        Thread.ofVirtual().name("web-citizen").start(() -> citizen.listen(listener));
        return citizen;
    }

    /** Says something; the HTTP status of the answer. */
    int says(String id, String words) throws IOException, InterruptedException {
        return send(id, "text", words);
    }

    /** Picks a choice by its id; the HTTP status of the answer. */
    int picks(String id, String choice) throws IOException, InterruptedException {
        return send(id, "choice", choice);
    }

    private int send(String id, String kind, String value) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id).put(kind, value);
        HttpRequest request = post(server, "/api/chat/messages", body.toString())
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder post(URI server, String path, String body) {
        return HttpRequest.newBuilder(Rehearsal.at(server, path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private void listen(BiConsumer<String, JsonNode> listener) {
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
            listener.accept(ENDED, NullNode.getInstance());
        } catch (IOException | UncheckedIOException gone) {
            listener.accept(ENDED, NullNode.getInstance());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
