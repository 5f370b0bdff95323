package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.hours.Calendars;
import org.guildhall.hours.OpeningHours;
import org.guildhall.hours.WrittenWeek;
import org.guildhall.platform.Council;
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

/** Hours and closures in the console, of the council and of each team: plain forms that work without a script. */
@Component
final class HoursPages {

    private static final String PATH = "/desk/hours";
    private static final Set<String> DONE = Set.of("set", "reset", "closed", "removed");

    private final OpeningTimes times;
    private final OpeningHours hours;
    private final Calendars calendars;
    private final Teams teams;
    private final Council council;

    HoursPages(OpeningTimes times, OpeningHours hours, Calendars calendars, Teams teams, Council council) {
        this.times = times;
        this.hours = hours;
        this.calendars = calendars;
        this.teams = teams;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(
                        GET(PATH),
                        request -> page(
                                request,
                                HttpStatus.OK,
                                TeamPick.team(request.queryParam("team").orElse(null)),
                                Map.of()))
                .andRoute(POST(PATH), this::set)
                .andRoute(POST(PATH + "/reset"), this::reset)
                .andRoute(POST(PATH + "/closures"), this::close)
                .andRoute(POST(PATH + "/closures/{id}/remove"), this::remove);
    }

    /**
     * The page of a team, or of the council with null.
     *
     * @param more what was typed, and what is wrong with it
     */
    private Mono<ServerResponse> page(
            ServerRequest request, HttpStatus status, @Nullable String team, Map<String, ?> more) {
        return Mono.zip(known(team), times.all()).flatMap(found -> {
            OpeningTimes.Entries entries = found.getT2();
            Map<String, Object> model = new HashMap<>();
            model.put("pick", TeamPick.of(found.getT1(), team, WORDS.say("hours.council")));
            // Not what this node goes by, which may be of a moment ago, but what was just saved.
            WrittenWeek week = WeekForm.counting(entries, team, council);
            model.put("sentence", hours.sentence(week));
            model.put("own", entries.of(team).isPresent());
            model.put("week", WeekForm.of(week));
            model.put("closure", WrittenClosure.EMPTY);
            model.put(
                    "closures",
                    entries.closuresOf(team).stream().map(ClosureView::of).toList());
            model.put(
                    "configured",
                    calendars.configuredClosures().stream()
                            .map(ClosureView::words)
                            .toList());
            model.put("holidays", Spoken.day(calendars.bankHolidaysUntil()));
            request.queryParam("done")
                    .filter(DONE::contains)
                    .ifPresent(done -> model.put("done", WORDS.say("done.hours-" + done)));
            model.putAll(more);
            return Pages.show(request, status, "desk/hours", model);
        });
    }

    private Mono<Set<String>> known(@Nullable String team) {
        return teams.all()
                .filter(all -> team == null || all.contains(team))
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("transfer.team"))));
    }

    private Mono<ServerResponse> set(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String team = TeamPick.team(asked.getT2().getFirst("team"));
            WeekForm form = WeekForm.of(asked.getT2());
            Map<String, String> faults = form.faults();
            return faults.isEmpty()
                    ? known(team)
                            .flatMap(all -> times.set(asked.getT1(), team, form.week()))
                            .flatMap(done -> Pages.goTo(TeamPick.path(PATH, team, "set")))
                    : page(request, HttpStatus.BAD_REQUEST, team, Map.of("week", form, "faults", faults));
        });
    }

    private Mono<ServerResponse> reset(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String team = TeamPick.team(asked.getT2().getFirst("team"));
            return known(team)
                    .flatMap(all -> times.reset(asked.getT1(), team))
                    .flatMap(done -> Pages.goTo(TeamPick.path(PATH, team, "reset")));
        });
    }

    private Mono<ServerResponse> close(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData(), teams.all()).flatMap(asked -> {
            MultiValueMap<String, String> form = asked.getT2();
            String shown = TeamPick.team(form.getFirst("shown"));
            WrittenClosure written = new WrittenClosure(
                    form.getFirst("team"),
                    form.getFirst("first"),
                    form.getFirst("last"),
                    form.getFirst("from"),
                    form.getFirst("until"),
                    form.getFirst("reason"));
            Map<String, String> faults = written.faults(asked.getT3());
            return faults.isEmpty()
                    ? times.close(asked.getT1(), written.wantedTeam(), written.wantedTime(), written.wantedReason())
                            .flatMap(done -> Pages.goTo(TeamPick.path(PATH, shown, "closed")))
                    : page(request, HttpStatus.BAD_REQUEST, shown, Map.of("closure", written, "faults", faults));
        });
    }

    private Mono<ServerResponse> remove(ServerRequest request) {
        UUID id = Caller.uuid(request.pathVariable("id")).orElseThrow(HoursApi::missing);
        return Mono.zip(Caller.of(request), request.formData())
                .flatMap(asked -> times.remove(asked.getT1(), id)
                        .switchIfEmpty(Mono.error(HoursApi::missing))
                        .flatMap(gone -> Pages.goTo(
                                TeamPick.path(PATH, TeamPick.team(asked.getT2().getFirst("shown")), "removed"))));
    }
}
