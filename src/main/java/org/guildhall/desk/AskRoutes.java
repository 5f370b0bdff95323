package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.Map;
import java.util.UUID;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What colleagues ask each other: what one is asked, and answering it. Asking is done by a note. */
@Component
final class AskRoutes {

    private final Desk desk;
    private final Asking asking;
    private final ConversationActions actions;
    private final JsonBody bodies;

    AskRoutes(Desk desk, Asking asking, ConversationActions actions, JsonBody bodies) {
        this.desk = desk;
        this.asking = asking;
        this.actions = actions;
        this.bodies = bodies;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(POST("/desk/conversations/{id}/asks/{ask}/answered"), this::answered);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(GET("/asked"), this::list)
                .andRoute(POST("/conversations/{id}/asks/{ask}/answered"), this::answeredByProgram);
    }

    /** The body of an answer; without a text the question is ended and nothing more is said. */
    record Answered(@Nullable String text) {}

    private Mono<ServerResponse> answered(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        UUID ask = ask(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String text = WrittenText.clean(asked.getT2().getFirst("text"));
            if (text.length() > WrittenText.LONGEST) {
                return actions.again(
                        request,
                        HttpStatus.BAD_REQUEST,
                        id,
                        new Pages.Fault("answer-" + ask, WORDS.say("text.long", Map.of("most", WrittenText.LONGEST))),
                        Draft.EMPTY);
            }
            return asking.answered(asked.getT1(), id, ask, text.isEmpty() ? null : text)
                    .filter(Boolean::booleanValue)
                    .switchIfEmpty(Mono.error(AskRoutes::missing))
                    // It may have been theirs to see only as long as they were asked.
                    .flatMap(ended -> desk.summary(asked.getT1(), id).hasElement())
                    .flatMap(still -> Pages.goTo(still ? "/desk/conversations/" + id + "?done=answered" : "/desk"));
        });
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return Caller.of(request)
                .flatMap(asking::askedOf)
                .map(CaseJson.AllAsked::of)
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private Mono<ServerResponse> answeredByProgram(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        UUID ask = ask(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Answered.class))
                .flatMap(asked -> asking.answered(asked.getT1(), id, ask, text(asked.getT2())))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(AskRoutes::missing))
                .flatMap(ended -> ServerResponse.noContent().build());
    }

    private static @Nullable String text(Answered body) {
        return body.text() == null ? null : ConversationApi.text(body.text());
    }

    private static UUID ask(ServerRequest request) {
        return Caller.uuid(request.pathVariable("ask")).orElseThrow(AskRoutes::missing);
    }

    private static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("ask.missing"));
    }
}
