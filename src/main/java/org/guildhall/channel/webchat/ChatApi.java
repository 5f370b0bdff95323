package org.guildhall.channel.webchat;

import java.util.Set;
import org.guildhall.platform.CrossOrigin;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/chat/…}: a token, messages in, events out. For our own page and for other programs. */
@Configuration(proxyBeanMethods = false)
class ChatApi {

    /** Four thousand characters of four bytes each, escaped, and the fields around them. */
    private static final int MAX_BODY = 64 * 1024;

    private static final Set<String> FIELDS = Set.of("id", "text", "choice");

    private final Visitors visitors;
    private final Door door;
    private final Streams streams;
    private final JsonMapper json;
    private final Sentences words = Sentences.in("messages/webchat");

    ChatApi(Visitors visitors, Door door, Streams streams, JsonMapper json) {
        this.visitors = visitors;
        this.door = door;
        this.streams = streams;
        this.json = json;
    }

    @Bean
    RouterFunction<ServerResponse> chatApiRoutes() {
        return RouterFunctions.route()
                .POST("/api/chat/sessions", this::begin)
                .POST("/api/chat/messages", this::say)
                .GET("/api/chat/events", this::listen)
                .build();
    }

    @Bean
    CrossOrigin chatApiCalls() {
        return new CrossOrigin("/api/chat/**");
    }

    private Mono<ServerResponse> begin(ServerRequest request) {
        return visitors.welcome()
                .flatMap(token -> ServerResponse.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(new Session(token)));
    }

    private Mono<ServerResponse> say(ServerRequest request) {
        return person(request)
                .flatMap(person -> saying(request).flatMap(saying -> door.say(person, saying)))
                .onErrorMap(Saying.Unacceptable.class, door::problem)
                .flatMap(seq -> ServerResponse.accepted()
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(new Taken(seq)));
    }

    private Mono<ServerResponse> listen(ServerRequest request) {
        return person(request)
                .flatMap(person -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .cacheControl(CacheControl.noStore())
                        // Proxies such as nginx would hold events back to send more at once.
                        .header("X-Accel-Buffering", "no")
                        .body(
                                streams.of(person, after(request)),
                                new ParameterizedTypeReference<ServerSentEvent<?>>() {}));
    }

    private Mono<String> person(ServerRequest request) {
        return Mono.justOrEmpty(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> visitors.person(header.substring(7).strip()))
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized(words.say("token.wrong"))));
    }

    private Mono<Saying> saying(ServerRequest request) {
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class), MAX_BODY)
                .map(ChatApi::bytes)
                .defaultIfEmpty(new byte[0])
                .map(this::read);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Saying read(byte[] body) {
        JsonNode node = parse(body);
        for (String field : node.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw new Problem(HttpStatus.BAD_REQUEST, words.say("field.unknown")).naming(field);
            }
        }
        return Saying.of(string(node, "id"), string(node, "text"), string(node, "choice"));
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException unreadable) {
            // Falls through: what the parser says would quote the citizen.
        }
        throw new Problem(HttpStatus.BAD_REQUEST, words.say("body.wrong"));
    }

    private @Nullable String string(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new Problem(HttpStatus.BAD_REQUEST, words.say("field.string")).naming(field);
        }
        return value.stringValue();
    }

    /** Where to go on: what a browser repeats by itself counts before the address. */
    private int after(ServerRequest request) {
        String header = request.headers().firstHeader("Last-Event-ID");
        String after = header != null && !header.isBlank()
                ? header
                : request.queryParam("after").filter(value -> !value.isBlank()).orElse("0");
        if (!after.matches("\\d{1,9}")) {
            throw new Problem(HttpStatus.BAD_REQUEST, words.say("after.wrong"))
                    .naming(header != null && !header.isBlank() ? "Last-Event-ID" : "after");
        }
        return Integer.parseInt(after);
    }

    /** The answer to a new visitor. */
    record Session(String token) {}

    /** The answer to a message. */
    record Taken(int seq) {}
}
