package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.PUT;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.conversation.Priority;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Targets for other programs: all staff read them, supervisors and administrators set them. */
@Component
final class TargetApi {

    private static final String PATH = "/targets";

    private final Targets targets;
    private final Teams teams;
    private final JsonBody bodies;

    TargetApi(Targets targets, Teams teams, JsonBody bodies) {
        this.targets = targets;
        this.teams = teams;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), this::all)
                .andRoute(PUT(PATH), this::set)
                .andRoute(DELETE(PATH), this::reset);
    }

    /** The body of setting one: a team's, or everybody's without one. */
    record Wanted(
            @Nullable String team,
            @Nullable String priority,
            @Nullable Integer replyMinutes,
            @Nullable Integer resolutionMinutes) {}

    private Mono<ServerResponse> all(ServerRequest request) {
        return Mono.zip(targets.inForce(), teams.all())
                .map(found -> TimesJson.Targets.of(found.getT1(), found.getT2()))
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private Mono<ServerResponse> set(ServerRequest request) {
        return Mono.zip(Caller.of(request), bodies.read(request, Wanted.class), teams.all())
                .flatMap(asked -> {
                    Wanted wanted = asked.getT2();
                    String team = TeamPick.team(wanted.team());
                    if (team != null && !asked.getT3().contains(team)) {
                        throw wrong("team", "transfer.team");
                    }
                    Priority priority =
                            priority(wanted.priority()).orElseThrow(() -> wrong("priority", "targets.priority"));
                    Target target = new Target(
                            span("replyMinutes", wanted.replyMinutes()),
                            span("resolutionMinutes", wanted.resolutionMinutes()));
                    return targets.set(asked.getT1(), team, Map.of(priority, target))
                            .filter(Boolean::booleanValue)
                            .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.FORBIDDEN, WORDS.say("forbidden"))))
                            .flatMap(done -> ServerResponse.ok()
                                    .bodyValue(TimesJson.OneTarget.of(team, priority, target, true)));
                });
    }

    private Mono<ServerResponse> reset(ServerRequest request) {
        String team = TeamPick.team(request.queryParam("team").orElse(null));
        return Caller.of(request)
                .flatMap(me -> targets.reset(me, team))
                .flatMap(done -> ServerResponse.noContent().build());
    }

    private static Optional<Priority> priority(@Nullable String word) {
        return Stream.of(Priority.values())
                .filter(priority -> priority.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static Duration span(String field, @Nullable Integer minutes) {
        Duration span = Duration.ofMinutes(minutes == null ? 0 : minutes);
        if (!Target.sensible(span)) {
            throw wrong(field, "targets.minutes");
        }
        return span;
    }

    private static Problem wrong(String field, String key) {
        return new Problem(HttpStatus.BAD_REQUEST, field + ": " + WORDS.say(key)).naming(field);
    }
}
