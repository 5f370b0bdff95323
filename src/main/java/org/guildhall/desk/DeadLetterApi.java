package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.DeadLetter;
import org.guildhall.conversation.Replay;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Dead letters, and answers that did not arrive, for other programs. */
@Component
final class DeadLetterApi {

    private final Mending mending;
    private final JsonBody bodies;

    DeadLetterApi(Mending mending, JsonBody bodies) {
        this.mending = mending;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/dead-letters"), this::letters)
                .andRoute(GET("/undelivered"), this::undelivered)
                .andRoute(POST("/dead-letters/{id}/replay"), this::replay)
                .andRoute(POST("/dead-letters/{id}/discard"), this::discard);
    }

    /** The body of a discard. */
    record Discard(@Nullable String reason) {}

    private Mono<ServerResponse> letters(ServerRequest request) {
        return Caller.of(request)
                .flatMap(mending::look)
                .map(DeskJson.DeadLetters::of)
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private Mono<ServerResponse> undelivered(ServerRequest request) {
        return Caller.of(request)
                .flatMap(mending::undelivered)
                .map(DeskJson.AllUndelivered::of)
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private Mono<ServerResponse> replay(ServerRequest request) {
        UUID id = id(request);
        return Caller.of(request)
                .flatMap(me -> mending.replay(me, id))
                .map(DeadLetterApi::asked)
                .flatMap(letter -> ServerResponse.accepted().bodyValue(DeskJson.Letter.of(letter)));
    }

    private static DeadLetter asked(Replay replay) {
        return switch (replay) {
            case Replay.Asked(DeadLetter letter) -> letter;
            case Replay.Missing missing -> throw missing();
            case Replay.Impossible(Replay.Why why) -> throw new Problem(HttpStatus.CONFLICT, Mishap.of(why));
        };
    }

    private Mono<ServerResponse> discard(ServerRequest request) {
        UUID id = id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Discard.class).map(DeadLetterApi::why))
                .flatMap(asked -> mending.discard(asked.getT1(), id, asked.getT2()))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(DeadLetterApi::missing))
                .flatMap(done -> ServerResponse.noContent().build());
    }

    private static String why(Discard body) {
        String why = body.reason();
        if (why == null || !Mending.WHYS.contains(why)) {
            String whys = String.join(", ", Mending.WHYS);
            throw new Problem(HttpStatus.BAD_REQUEST, "reason: " + WORDS.say("discard.why", Map.of("whys", whys)))
                    .naming("reason");
        }
        return why;
    }

    static UUID id(ServerRequest request) {
        return Caller.uuid(request.pathVariable("id")).orElseThrow(DeadLetterApi::missing);
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("letter.missing"));
    }
}
