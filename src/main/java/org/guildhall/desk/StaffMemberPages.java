package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.guildhall.platform.Council;
import org.guildhall.platform.PublicUrl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** One account in the console, with everything that can be done to it; administrators only. */
@Component
final class StaffMemberPages {

    private static final String PATH = StaffPages.PATH + "/{username}";
    private static final Set<String> DONE = Set.of("change", "off", "on", "sessions", "factor");

    private final Personnel personnel;
    private final Sessions sessions;
    private final Teams teams;
    private final Council council;
    private final PublicUrl publicUrl;

    StaffMemberPages(Personnel personnel, Sessions sessions, Teams teams, Council council, PublicUrl publicUrl) {
        this.personnel = personnel;
        this.sessions = sessions;
        this.teams = teams;
        this.council = council;
        this.publicUrl = publicUrl;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), this::one)
                .andRoute(POST(PATH), this::change)
                .andRoute(POST(PATH + "/off"), request -> changing(request, personnel::switchOff, "off"))
                .andRoute(POST(PATH + "/on"), request -> changing(request, personnel::switchOn, "on"))
                .andRoute(POST(PATH + "/link"), this::link)
                .andRoute(POST(PATH + "/sessions"), request -> doing(request, personnel::endSessions, "sessions"))
                .andRoute(POST(PATH + "/sessions/{session}/end"), this::endSession)
                .andRoute(
                        POST(PATH + "/second-factor/remove"),
                        request -> doing(request, personnel::removeSecondFactor, "factor"));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        return page(request, HttpStatus.OK, Optional.empty(), Map.of(), Map.of());
    }

    private Mono<ServerResponse> page(
            ServerRequest request,
            HttpStatus status,
            Optional<NewAccount> typed,
            Map<String, String> faults,
            Map<String, ?> more) {
        String done = request.queryParam("done").filter(DONE::contains).orElse("");
        return Caller.of(request)
                .flatMap(me -> personnel.one(request.pathVariable("username"), me))
                .switchIfEmpty(Mono.error(StaffApi::missing))
                .flatMap(profile -> Mono.zip(sessions.of(profile.member(), Optional.empty()), teams.all())
                        .flatMap(all -> {
                            NewAccount shown = typed.orElseGet(() -> asItIs(profile.member()));
                            Map<String, Object> model = new HashMap<>(StaffForm.fields(shown, all.getT2(), faults));
                            model.put("person", StaffJson.Member.of(profile));
                            model.put("sessions", SessionRow.of(all.getT1(), council.timeZone()));
                            if (!done.isEmpty()) {
                                model.put("done", WORDS.say("done.staff-" + done));
                            }
                            model.putAll(more);
                            return Pages.show(request, status, "desk/staff-member", model);
                        }));
    }

    private static NewAccount asItIs(StaffMember member) {
        DeskJson.Account account = DeskJson.Account.of(member);
        return new NewAccount(
                account.username(), account.name(), List.copyOf(account.roles()), List.copyOf(account.teams()), null);
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData().map(StaffForm::typed))
                .flatMap(asked -> personnel
                        .change(request.pathVariable("username"), asked.getT2(), asked.getT1())
                        .flatMap(changed -> answer(request, Optional.of(asked.getT2()), changed, "change")));
    }

    private Mono<ServerResponse> changing(
            ServerRequest request, BiFunction<String, StaffMember, Mono<Personnel.Changed>> change, String done) {
        return Caller.of(request)
                .flatMap(me -> change.apply(request.pathVariable("username"), me))
                .flatMap(changed -> answer(request, Optional.empty(), changed, done));
    }

    private Mono<ServerResponse> answer(
            ServerRequest request, Optional<NewAccount> typed, Personnel.Changed changed, String done) {
        return switch (changed) {
            case Personnel.Changed.Done now -> after(request, done);
            case Personnel.Changed.Missing missing -> Mono.error(StaffApi.missing());
            case Personnel.Changed.LastAdministrator last ->
                page(request, HttpStatus.CONFLICT, typed, Map.of("roles", "account.last"), Map.of());
            case Personnel.Changed.Faulty(Map<String, String> faults) ->
                page(request, HttpStatus.BAD_REQUEST, typed, faults, Map.of());
        };
    }

    private static Mono<ServerResponse> after(ServerRequest request, String done) {
        return Pages.goTo(StaffPages.PATH + "/" + request.pathVariable("username") + "?done=" + done);
    }

    private Mono<ServerResponse> doing(
            ServerRequest request, BiFunction<String, StaffMember, Mono<Boolean>> deed, String done) {
        return Caller.of(request)
                .flatMap(me -> deed.apply(request.pathVariable("username"), me))
                .flatMap(found -> found ? after(request, done) : Mono.error(StaffApi.missing()));
    }

    private Mono<ServerResponse> endSession(ServerRequest request) {
        UUID session = Caller.uuid(request.pathVariable("session")).orElseThrow(AccountPages::noSession);
        return Caller.of(request)
                .flatMap(me -> personnel.endSession(request.pathVariable("username"), session, me))
                .flatMap(gone -> gone ? after(request, "sessions") : Mono.error(AccountPages.noSession()));
    }

    private Mono<ServerResponse> link(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> personnel.link(request.pathVariable("username"), me))
                .switchIfEmpty(Mono.error(StaffApi::missing))
                .flatMap(key -> page(
                        request,
                        HttpStatus.CREATED,
                        Optional.empty(),
                        Map.of(),
                        Map.of("link", LinkPages.address(publicUrl, key))));
    }
}
