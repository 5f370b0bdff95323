package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.PUT;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.guildhall.hours.Calendars;
import org.guildhall.hours.WrittenWeek;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Hours and closures for other programs: all staff read them, administrators set them. */
@Component
final class HoursApi {

    private final OpeningTimes times;
    private final Calendars calendars;
    private final Teams teams;
    private final JsonBody bodies;

    HoursApi(OpeningTimes times, Calendars calendars, Teams teams, JsonBody bodies) {
        this.times = times;
        this.calendars = calendars;
        this.teams = teams;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/hours"), this::all)
                .andRoute(PUT("/hours"), this::set)
                .andRoute(DELETE("/hours"), this::reset)
                .andRoute(POST("/closures"), this::close)
                .andRoute(DELETE("/closures/{id}"), this::remove);
    }

    /** The body of setting hours: a team's, or the council's without one; no lines for never open. */
    record Wanted(@Nullable String team, @Nullable List<@Nullable String> lines) {}

    private Mono<ServerResponse> all(ServerRequest request) {
        return times.all()
                .map(entries -> HoursJson.All.of(entries, calendars.bankHolidaysUntil()))
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private Mono<ServerResponse> set(ServerRequest request) {
        return Mono.zip(Caller.of(request), bodies.read(request, Wanted.class), teams.all())
                .flatMap(asked -> {
                    String team = team(asked.getT2().team(), asked.getT3());
                    return times.set(asked.getT1(), team, week(asked.getT2().lines()))
                            .switchIfEmpty(Mono.error(HoursApi::notYours))
                            .flatMap(done -> times.all())
                            .flatMap(entries -> Mono.justOrEmpty(entries.of(team)))
                            .flatMap(own -> ServerResponse.ok().bodyValue(HoursJson.Hours.of(own)));
                });
    }

    private static WrittenWeek week(@Nullable List<@Nullable String> lines) {
        if (lines == null || lines.stream().anyMatch(Objects::isNull)) {
            throw wrong("lines", WORDS.say("hours.lines"));
        }
        WrittenWeek week = new WrittenWeek(lines.stream().map(String::valueOf).toList());
        week.fault().ifPresent(fault -> {
            throw wrong("lines", fault);
        });
        return week;
    }

    private Mono<ServerResponse> reset(ServerRequest request) {
        String team = TeamPick.team(request.queryParam("team").orElse(null));
        return Caller.of(request)
                .flatMap(me -> times.reset(me, team))
                .switchIfEmpty(Mono.error(HoursApi::notYours))
                .flatMap(done -> ServerResponse.noContent().build());
    }

    private Mono<ServerResponse> close(ServerRequest request) {
        return Mono.zip(Caller.of(request), bodies.read(request, WrittenClosure.class), teams.all())
                .flatMap(asked -> {
                    WrittenClosure written = asked.getT2();
                    Map<String, String> faults = written.faults(asked.getT3());
                    if (!faults.isEmpty()) {
                        Map.Entry<String, String> first =
                                faults.entrySet().iterator().next();
                        throw wrong(first.getKey(), first.getValue());
                    }
                    return times.close(
                                    asked.getT1(), written.wantedTeam(), written.wantedTime(), written.wantedReason())
                            .switchIfEmpty(Mono.error(HoursApi::notYours));
                })
                .map(HoursJson.Closure::of)
                .flatMap(closure -> ServerResponse.created(URI.create("/api/desk/closures/" + closure.id()))
                        .bodyValue(closure));
    }

    private Mono<ServerResponse> remove(ServerRequest request) {
        UUID id = Caller.uuid(request.pathVariable("id")).orElseThrow(HoursApi::missing);
        return Caller.of(request)
                .flatMap(me -> times.remove(me, id))
                .switchIfEmpty(Mono.error(HoursApi::missing))
                .flatMap(gone -> ServerResponse.noContent().build());
    }

    private static @Nullable String team(@Nullable String named, Set<String> known) {
        String team = TeamPick.team(named);
        if (team != null && !known.contains(team)) {
            throw wrong("team", WORDS.say("transfer.team"));
        }
        return team;
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("closure.missing"));
    }

    private static Problem notYours() {
        return new Problem(HttpStatus.FORBIDDEN, WORDS.say("forbidden"));
    }

    private static Problem wrong(String field, String words) {
        return new Problem(HttpStatus.BAD_REQUEST, field + ": " + words).naming(field);
    }
}
