package org.guildhall.channel.webchat;

import java.util.Set;
import org.guildhall.platform.CrossOrigin;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code /api/chat/…}: a token, messages in, events out. For our own page and for other programs. */
@Configuration(proxyBeanMethods = false)
class ChatApi {

    private static final Set<String> FIELDS = Set.of("id", "text", "choice", "place");

    private final Visitors visitors;
    private final Bearers bearers;
    private final Door door;
    private final Streams streams;
    private final Bodies bodies;
    private final Limits limits;
    private final Network network;
    private final Sentences words = Sentences.in("messages/webchat");

    ChatApi(
            Visitors visitors,
            Bearers bearers,
            Door door,
            Streams streams,
            Bodies bodies,
            Limits limits,
            Network network) {
        this.visitors = visitors;
        this.bearers = bearers;
        this.door = door;
        this.streams = streams;
        this.bodies = bodies;
        this.limits = limits;
        this.network = network;
    }

    @Bean
    RouterFunction<ServerResponse> chatApiRoutes() {
        return RouterFunctions.route()
                .POST("/api/chat/sessions", this::begin)
                .POST("/api/chat/sessions/end", this::end)
                .POST("/api/chat/sessions/fleeting", this::fleet)
                .POST("/api/chat/messages", this::say)
                .POST("/api/chat/files", this::bring)
                .POST("/api/chat/typing", this::typing)
                .GET("/api/chat/events", this::listen)
                .build();
    }

    @Bean
    CrossOrigin chatApiCalls() {
        return new CrossOrigin("/api/chat/**");
    }

    private Mono<ServerResponse> begin(ServerRequest request) {
        return Mono.fromSupplier(() -> network.of(request))
                .doOnNext(limits::session)
                .flatMap(counted -> bodies.json(request))
                .map(bodies::fleeting)
                .flatMap(visitors::welcome)
                .flatMap(token -> ServerResponse.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(new Session(token)));
    }

    private Mono<ServerResponse> end(ServerRequest request) {
        return bearers.person(request)
                .flatMap(streams::leaves)
                .then(Mono.defer(() -> ServerResponse.noContent().build()));
    }

    private Mono<ServerResponse> fleet(ServerRequest request) {
        return bearers.person(request)
                .flatMap(visitors::leavesNoTrace)
                .then(Mono.defer(() -> ServerResponse.noContent().build()));
    }

    private Mono<ServerResponse> say(ServerRequest request) {
        return bearers.person(request)
                .flatMap(person -> bodies.json(request).map(this::read).flatMap(saying -> door.say(person, saying)))
                .onErrorMap(Saying.Unacceptable.class, door::problem)
                .flatMap(ChatApi::taken);
    }

    private Mono<ServerResponse> bring(ServerRequest request) {
        return bearers.person(request)
                .flatMap(person -> bodies.form(request, form -> door.bring(person, form.bringing())))
                .onErrorMap(Saying.Unacceptable.class, door::problem)
                .flatMap(ChatApi::taken);
    }

    private Mono<ServerResponse> typing(ServerRequest request) {
        return bearers.person(request)
                .flatMap(door::typing)
                .then(Mono.defer(() -> ServerResponse.noContent().build()));
    }

    private static Mono<ServerResponse> taken(int seq) {
        return ServerResponse.accepted().cacheControl(CacheControl.noStore()).bodyValue(new Taken(seq));
    }

    private Mono<ServerResponse> listen(ServerRequest request) {
        return bearers.person(request)
                .flatMap(person -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .cacheControl(CacheControl.noStore())
                        // Proxies such as nginx would hold events back to send more at once.
                        .header("X-Accel-Buffering", "no")
                        .body(
                                streams.of(person, after(request)),
                                new ParameterizedTypeReference<ServerSentEvent<?>>() {}));
    }

    private Saying read(JsonNode node) {
        for (String field : node.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw new Problem(HttpStatus.BAD_REQUEST, words.say("field.unknown")).naming(field);
            }
        }
        JsonNode place = node.get("place");
        if (place == null || place.isNull()) {
            return Saying.of(string(node, "id"), string(node, "text"), string(node, "choice"));
        }
        if (node.hasNonNull("text") || node.hasNonNull("choice")) {
            throw new Saying.Unacceptable("place", "both");
        }
        return Saying.at(
                string(node, "id"),
                place.path("latitude").asDouble(Double.NaN),
                place.path("longitude").asDouble(Double.NaN));
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
