package org.guildhall.desk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;

/** Somebody on web chat, over HTTP. */
final class ChatVisitor {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final WebClient web;
    private int said;

    /** Opens a chat in which nothing is said yet. */
    ChatVisitor(String server) {
        JsonNode session = WebClient.create(server)
                .post()
                .uri("/api/chat/sessions")
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(SOON);
        String token = Objects.requireNonNull(session).get("token").stringValue();
        this.web = WebClient.builder()
                .baseUrl(server)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    /** Returns when it is taken in. */
    void says(String words) {
        said++;
        web.post()
                .uri("/api/chat/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("id", Integer.toString(said), "text", words))
                .retrieve()
                .toBodilessEntity()
                .block(SOON);
    }

    /** The first so many messages, each after who said it; waits until they are there. */
    List<String> sees(int messages) {
        return Objects.requireNonNull(web.get()
                .uri("/api/chat/events")
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {})
                .filter(event -> "message".equals(event.event()))
                .mapNotNull(ServerSentEvent::data)
                .take(messages)
                .map(message -> message.get("from").stringValue() + ": "
                        + message.get("text").stringValue())
                .collectList()
                .block(SOON));
    }
}
