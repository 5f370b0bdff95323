package org.guildhall.channel.teams;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Where Microsoft is asked for what calls and replies need, its keys and our token. Nobody is shown who asks, redirects are not
 * followed, and nothing of it reaches a log.
 */
final class TeamsWeb {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int CONNECT_MILLIS = 3000;
    /** A set of keys with their certificates is larger than other answers. */
    private static final int LARGEST = 1024 * 1024;

    private final WebClient http = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create()
                    .followRedirect(false)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
            .build();

    /** An answer, its body missing where it is no JSON. */
    record Answer(int status, JsonNode body) {
        boolean successful() {
            return status / 100 == 2;
        }
    }

    /** A document; an error, or nothing, when it cannot be had. */
    Mono<JsonNode> get(URI address) {
        return http.get()
                .uri(address)
                .exchangeToMono(TeamsWeb::answered)
                .timeout(PATIENCE)
                .filter(Answer::successful)
                .map(Answer::body);
    }

    /** What is answered to a form; an error when nobody answers. */
    Mono<Answer> post(URI address, MultiValueMap<String, String> form) {
        return http.post()
                .uri(address)
                .body(BodyInserters.fromFormData(form))
                .exchangeToMono(TeamsWeb::answered)
                .timeout(PATIENCE);
    }

    private static Mono<Answer> answered(ClientResponse response) {
        int status = response.statusCode().value();
        return response.bodyToMono(byte[].class)
                .map(TeamsJson::tree)
                .defaultIfEmpty(MissingNode.getInstance())
                .map(body -> new Answer(status, body));
    }
}
