package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Setting targets in the console: plain forms that work without a script. */
@Component
final class TargetPages {

    private static final String PATH = "/desk/targets";
    private static final Set<String> DONE = Set.of("set", "reset");

    private final Targets targets;
    private final Teams teams;

    TargetPages(Targets targets, Teams teams) {
        this.targets = targets;
        this.teams = teams;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), this::page)
                .andRoute(POST(PATH), this::set)
                .andRoute(POST(PATH + "/reset"), this::reset);
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        String team = TeamPick.team(request.queryParam("team").orElse(null));
        return known(team)
                .flatMap(all -> targets.inForce()
                        .flatMap(now ->
                                show(request, HttpStatus.OK, all, team, now, WrittenTargets.of(now, team), Map.of())));
    }

    private Mono<Set<String>> known(@Nullable String team) {
        return teams.all()
                .filter(all -> team == null || all.contains(team))
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("transfer.team"))));
    }

    private static Mono<ServerResponse> show(
            ServerRequest request,
            HttpStatus status,
            Set<String> all,
            @Nullable String team,
            TargetsInForce now,
            WrittenTargets written,
            Map<String, String> faults) {
        Map<String, Object> model = new HashMap<>();
        model.put("pick", TeamPick.of(all, team, WORDS.say("targets.everybody")));
        model.put("written", written);
        model.put("own", now.set(team));
        request.queryParam("done")
                .filter(DONE::contains)
                .ifPresent(done -> model.put("done", WORDS.say("done.targets-" + done)));
        if (!faults.isEmpty()) {
            model.put("faults", faults);
        }
        return Pages.show(request, status, "desk/targets", model);
    }

    private Mono<ServerResponse> set(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            MultiValueMap<String, String> form = asked.getT2();
            String team = TeamPick.team(form.getFirst("team"));
            WrittenTargets written = WrittenTargets.of(form);
            Map<String, String> faults = written.faults();
            return known(team)
                    .flatMap(all -> faults.isEmpty()
                            ? targets.set(asked.getT1(), team, written.wanted())
                                    .flatMap(done -> after(team, done, "set"))
                            : targets.inForce()
                                    .flatMap(now ->
                                            show(request, HttpStatus.BAD_REQUEST, all, team, now, written, faults)));
        });
    }

    private Mono<ServerResponse> reset(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String team = TeamPick.team(asked.getT2().getFirst("team"));
            return known(team)
                    .flatMap(all -> targets.reset(asked.getT1(), team))
                    .flatMap(done -> after(team, true, "reset"));
        });
    }

    private static Mono<ServerResponse> after(@Nullable String team, boolean done, String what) {
        return done
                ? Pages.goTo(TeamPick.path(PATH, team, what))
                : Mono.error(new Problem(HttpStatus.FORBIDDEN, WORDS.say("forbidden")));
    }
}
