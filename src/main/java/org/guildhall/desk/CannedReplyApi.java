package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.PUT;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Canned replies for other programs: staff read those they may use, supervisors and administrators write them. */
@Component
final class CannedReplyApi {

    private final CannedReplies replies;
    private final JsonBody bodies;

    CannedReplyApi(CannedReplies replies, JsonBody bodies) {
        this.replies = replies;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/canned-replies"), this::all)
                .andRoute(POST("/canned-replies"), this::add)
                .andRoute(PUT("/canned-replies/{id}"), this::change)
                .andRoute(DELETE("/canned-replies/{id}"), this::remove);
    }

    private Mono<ServerResponse> all(ServerRequest request) {
        return Caller.of(request)
                .flatMap(replies::all)
                .map(DeskJson.AllCanned::of)
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private Mono<ServerResponse> add(ServerRequest request) {
        return Mono.zip(Caller.of(request), bodies.read(request, WrittenReply.class))
                .flatMap(asked -> replies.add(asked.getT1(), asked.getT2()))
                .map(CannedReplyApi::saved)
                .flatMap(reply -> ServerResponse.created(URI.create("/api/desk/canned-replies/" + reply.id()))
                        .bodyValue(reply));
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        UUID id = id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, WrittenReply.class))
                .flatMap(asked -> replies.change(asked.getT1(), id, asked.getT2()))
                .map(CannedReplyApi::saved)
                .flatMap(reply -> ServerResponse.ok().bodyValue(reply));
    }

    private Mono<ServerResponse> remove(ServerRequest request) {
        UUID id = id(request);
        return Caller.of(request)
                .flatMap(me -> replies.remove(me, id))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                .flatMap(gone -> ServerResponse.noContent().build());
    }

    private static DeskJson.Canned saved(CannedReplies.Saved saved) {
        return switch (saved) {
            case CannedReplies.Saved.Reply(CannedReply reply) -> DeskJson.Canned.of(reply);
            case CannedReplies.Saved.Missing missing -> throw missing();
            case CannedReplies.Saved.Faulty(Map<String, String> faults) -> throw faulty(faults);
        };
    }

    private static Problem faulty(Map<String, String> faults) {
        List<Map<String, String>> errors = faults.entrySet().stream()
                .map(fault -> Map.of("field", fault.getKey(), "detail", fault.getValue()))
                .toList();
        Map.Entry<String, String> first = faults.entrySet().iterator().next();
        Problem problem =
                new Problem(HttpStatus.BAD_REQUEST, first.getKey() + ": " + first.getValue()).naming(first.getKey());
        problem.getBody().setProperty("errors", errors);
        return problem;
    }

    static UUID id(ServerRequest request) {
        return Caller.uuid(request.pathVariable("id")).orElseThrow(CannedReplyApi::missing);
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("canned.missing"));
    }
}
