package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.PUT;

import java.util.Map;
import org.guildhall.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Who is there, what each takes on, and being away oneself, for other programs. */
@Component
final class PresenceApi {

    private final Duties duties;
    private final Workload workload;
    private final Desk desk;
    private final AssignmentProperties properties;
    private final JsonBody bodies;

    PresenceApi(Duties duties, Workload workload, Desk desk, AssignmentProperties properties, JsonBody bodies) {
        this.duties = duties;
        this.workload = workload;
        this.desk = desk;
        this.properties = properties;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/presence"), this::everybody)
                .andRoute(POST("/presence/away"), this::away)
                .andRoute(POST("/presence/back"), this::back)
                .andRoute(PUT("/presence/{username}"), this::change)
                .andRoute(GET("/conversations/{id}/company"), this::company);
    }

    private Mono<ServerResponse> everybody(ServerRequest request) {
        return workload.everybody()
                .map(all -> PresenceJson.Everybody.of(all.colleagues(), all.load(), properties.capacity()))
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private Mono<ServerResponse> away(ServerRequest request) {
        return Caller.of(request)
                .flatMap(duties::away)
                .flatMap(here -> ServerResponse.ok().bodyValue(PresenceJson.Me.of(here)));
    }

    private Mono<ServerResponse> back(ServerRequest request) {
        return Caller.of(request)
                .flatMap(duties::back)
                .flatMap(here -> ServerResponse.ok().bodyValue(PresenceJson.Me.of(here)));
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        String username = request.pathVariable("username");
        return Mono.zip(Caller.of(request), bodies.read(request, WantedDuty.class))
                .flatMap(asked -> {
                    Map<String, String> faults =
                            PresenceRoutes.inWords(asked.getT2().faults());
                    return faults.isEmpty()
                            ? duties.change(asked.getT1(), username, asked.getT2())
                            : Mono.error(wrong(faults));
                })
                .filter(Boolean::booleanValue)
                .flatMap(changed -> duties.colleague(username))
                .switchIfEmpty(Mono.error(PresenceRoutes::missing))
                .flatMap(one ->
                        workload.everybody().map(all -> PresenceJson.One.of(one, all.busy(one), properties.capacity())))
                .flatMap(one -> ServerResponse.ok().bodyValue(one));
    }

    private static Problem wrong(Map<String, String> faults) {
        Map.Entry<String, String> first = faults.entrySet().iterator().next();
        return new Problem(HttpStatus.BAD_REQUEST, first.getKey() + ": " + first.getValue()).naming(first.getKey());
    }

    private Mono<ServerResponse> company(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> desk.company(me, ConversationPages.id(request)))
                .switchIfEmpty(Mono.error(ConversationPages::missing))
                .flatMap(company -> ServerResponse.ok().bodyValue(PresenceJson.Looking.of(company)));
    }
}
