package org.guildhall.channel;

import io.netty.channel.ChannelOption;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls a messenger's API that takes JSON or a form, and gives JSON. Follows no redirect, repeats nothing by itself, reads no more than
 * 64 KiB of an answer, and lets neither the authorization nor a body into a log or an exception.
 */
public final class JsonCaller implements AutoCloseable {

    /** Below the courier's own timeout of 5 seconds, so that the reason is known. */
    static final Duration CALL = Duration.ofMillis(4500);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final JsonMapper json = JsonMapper.builder().build();
    private final ConnectionProvider connections;
    private final WebClient http;
    private final Supplier<String> authorization;
    private final Duration patience;

    /**
     * A caller of one API.
     *
     * @param name the messenger's, for its pool of connections
     * @param base what paths are appended to, without a slash at the end
     * @param authorization gives the value of the {@code Authorization} header for each call; empty for none
     */
    public JsonCaller(String name, URI base, Supplier<String> authorization) {
        this(name, base, authorization, CALL);
    }

    JsonCaller(String name, URI base, Supplier<String> authorization, Duration patience) {
        this.authorization = authorization;
        this.patience = patience;
        this.connections = ConnectionProvider.builder(name)
                // For every reply that can be on its way at once, and as many courtesies.
                .maxConnections(2 * Lane.PARALLEL)
                .maxIdleTime(IDLE)
                .build();
        // A POST whose answer was lost must not be repeated, or the citizen would read it twice.
        HttpClient client = HttpClient.create(connections)
                .disableRetry(true)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis());
        this.http = WebClient.builder()
                .baseUrl(base.toString())
                .clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    /** How a call ended. */
    public sealed interface Result {

        /**
         * The messenger, or something in its place, answered.
         *
         * @param body missing when the answer was empty, too long or no JSON
         * @param retryAfter from {@code Retry-After}, or null
         * @param at by the messenger's own clock, from {@code Date}, or null
         */
        record Answered(
                int status,
                JsonNode body,
                @Nullable Duration retryAfter,
                @Nullable Instant at) implements Result {

            /** An answer that does not say when it was given. */
            public Answered(int status, JsonNode body, @Nullable Duration retryAfter) {
                this(status, body, retryAfter, null);
            }

            /** Whether the status says it was done. */
            public boolean successful() {
                return status / 100 == 2;
            }
        }

        /**
         * No answer came.
         *
         * @param reason what happened, nothing of the request
         * @param mayHaveArrived false only when the request cannot have reached anybody
         */
        record Silent(String reason, boolean mayHaveArrived) implements Result {}
    }

    /**
     * Posts a body.
     *
     * @param path below the base, starting with a slash; it stands in no log, but should hold no secret either
     * @return never an error signal
     */
    public Mono<Result> post(String path, JsonNode body) {
        return post(path, body, Map.of());
    }

    /**
     * Posts a body with headers of the messenger's own.
     *
     * @param path as for {@link #post(String, JsonNode)}
     * @param headers one value for each name; in no log either
     * @return never an error signal
     */
    public Mono<Result> post(String path, JsonNode body, Map<String, String> headers) {
        return call(() -> http.post()
                .uri(path)
                .headers(all -> headers.forEach(all::set))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.writeValueAsBytes(body)));
    }

    /**
     * Posts a form, as {@code application/x-www-form-urlencoded}.
     *
     * @param path as for {@link #post(String, JsonNode)}
     * @return never an error signal
     */
    public Mono<Result> postForm(String path, MultiValueMap<String, String> fields) {
        return call(() -> http.post().uri(path).body(BodyInserters.fromFormData(fields)));
    }

    /**
     * Puts a body, where the messenger knows by the path what it has had before.
     *
     * @param path as for {@link #post}
     * @return never an error signal
     */
    public Mono<Result> put(String path, JsonNode body) {
        return call(() ->
                http.put().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(json.writeValueAsBytes(body)));
    }

    /**
     * Asks for something.
     *
     * @param path as for {@link #post(String, JsonNode)}, and with a query where there is one
     * @return never an error signal
     */
    public Mono<Result> get(String path) {
        return call(() -> http.get().uri(path));
    }

    private Mono<Result> call(Supplier<WebClient.RequestHeadersSpec<?>> request) {
        return Mono.defer(() -> request.get()
                        .headers(this::authorize)
                        .accept(MediaType.APPLICATION_JSON)
                        .exchangeToMono(this::answered))
                .timeout(patience)
                .onErrorResume(trouble -> Mono.just(silent(trouble)));
    }

    private void authorize(HttpHeaders headers) {
        String value = authorization.get();
        if (!value.isEmpty()) {
            headers.set(HttpHeaders.AUTHORIZATION, value);
        }
    }

    Mono<Result> answered(ClientResponse response) {
        HttpHeaders headers = response.headers().asHttpHeaders();
        return response.bodyToMono(byte[].class)
                .map(this::parsed)
                .onErrorReturn(JsonCaller::tooLong, MissingNode.getInstance())
                .defaultIfEmpty(MissingNode.getInstance())
                .map(body ->
                        new Result.Answered(response.statusCode().value(), body, retryAfter(headers), at(headers)));
    }

    private static boolean tooLong(Throwable trouble) {
        return trouble instanceof DataBufferLimitException || trouble.getCause() instanceof DataBufferLimitException;
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Seconds, or a date, which counts from the answer's own: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
    static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return null;
        }
        Duration wait = value.strip().matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(value.strip()))
                : until(value, headers.getFirst(HttpHeaders.DATE));
        if (wait == null || wait.isNegative()) {
            return null;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static @Nullable Duration until(String then, @Nullable String now) {
        if (now == null) {
            return null;
        }
        try {
            return Duration.between(date(now), date(then));
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static @Nullable Instant at(HttpHeaders headers) {
        String date = headers.getFirst(HttpHeaders.DATE);
        try {
            return date == null ? null : date(date).toInstant();
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static Result silent(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return new Result.Silent(root.getClass().getSimpleName(), !neverLeft(trouble) && !neverLeft(root));
    }

    private static boolean neverLeft(Throwable trouble) {
        return trouble instanceof ConnectException
                || trouble instanceof UnknownHostException
                || trouble instanceof NoRouteToHostException
                || trouble instanceof SSLException;
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
