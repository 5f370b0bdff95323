package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.PUT;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Accounts and tokens for other programs; administrators only. */
@Component
final class StaffApi {

    private final Accounts accounts;
    private final Personnel personnel;
    private final Tokens tokens;
    private final JsonBody bodies;
    private final PublicUrl publicUrl;

    StaffApi(Accounts accounts, Personnel personnel, Tokens tokens, JsonBody bodies, PublicUrl publicUrl) {
        this.accounts = accounts;
        this.personnel = personnel;
        this.tokens = tokens;
        this.bodies = bodies;
        this.publicUrl = publicUrl;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/staff"), this::all)
                .andRoute(POST("/staff"), this::make)
                .andRoute(GET("/staff/{username}"), this::one)
                .andRoute(PUT("/staff/{username}"), this::change)
                .andRoute(POST("/staff/{username}/link"), this::link)
                .andRoute(DELETE("/staff/{username}/sessions"), this::endSessions)
                .andRoute(DELETE("/staff/{username}/second-factor"), this::removeSecondFactor)
                .andRoute(POST("/staff/{username}/tokens"), this::issue);
    }

    private Mono<ServerResponse> all(ServerRequest request) {
        return Caller.of(request)
                .flatMap(personnel::all)
                .flatMap(all -> ServerResponse.ok().bodyValue(StaffJson.Everybody.of(all)));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> personnel.one(request.pathVariable("username"), me))
                .switchIfEmpty(Mono.error(StaffApi::missing))
                .flatMap(profile -> ServerResponse.ok().bodyValue(StaffJson.Member.of(profile)));
    }

    private Mono<ServerResponse> make(ServerRequest request) {
        return Mono.zip(Caller.of(request), bodies.read(request, NewAccount.class))
                .flatMap(asked -> accounts.make(asked.getT2(), asked.getT1()))
                .flatMap(this::answer);
    }

    private Mono<ServerResponse> answer(Accounts.Made made) {
        return switch (made) {
            case Accounts.Made.Account(StaffMember member) -> made(member);
            case Accounts.Made.Invited invited -> made(invited.member());
            case Accounts.Made.Taken taken ->
                Mono.error(new Problem(HttpStatus.CONFLICT, WORDS.say("account.taken")).naming("username"));
            case Accounts.Made.Forbidden forbidden ->
                Mono.error(new Problem(HttpStatus.FORBIDDEN, WORDS.say("forbidden")));
            case Accounts.Made.Faulty(Map<String, String> faults) -> Mono.error(faulty(faults));
        };
    }

    private static Mono<ServerResponse> made(StaffMember member) {
        return ServerResponse.created(URI.create("/api/desk/staff/" + member.username()))
                .bodyValue(DeskJson.Account.of(member));
    }

    private static Problem faulty(Map<String, String> faults) {
        List<Map<String, String>> errors = faults.entrySet().stream()
                .map(fault -> Map.of("field", fault.getKey(), "detail", WORDS.say(fault.getValue())))
                .toList();
        Map.Entry<String, String> first = faults.entrySet().iterator().next();
        String detail = first.getKey() + ": " + WORDS.say(first.getValue());
        Problem problem = new Problem(HttpStatus.BAD_REQUEST, detail).naming(first.getKey());
        problem.getBody().setProperty("errors", errors);
        return problem;
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        String username = request.pathVariable("username");
        return Mono.zip(Caller.of(request), bodies.read(request, StaffJson.Change.class))
                .flatMap(asked -> change(username, asked.getT2(), asked.getT1()))
                .flatMap(changed -> switch (changed) {
                    case Personnel.Changed.Done(Personnel.Profile profile) ->
                        ServerResponse.ok().bodyValue(StaffJson.Member.of(profile));
                    case Personnel.Changed.Missing missing -> Mono.error(missing());
                    case Personnel.Changed.LastAdministrator last ->
                        Mono.error(new Problem(HttpStatus.CONFLICT, WORDS.say("account.last")).naming("roles"));
                    case Personnel.Changed.Faulty(Map<String, String> faults) -> Mono.error(faulty(faults));
                });
    }

    /** First whether they may sign in, then the rest; a body that asks for nothing changes nothing. */
    private Mono<Personnel.Changed> change(String username, StaffJson.Change wanted, StaffMember by) {
        Boolean active = wanted.active();
        Mono<Personnel.Changed> switched = active == null
                ? standing(username, by)
                : active ? personnel.switchOn(username, by) : personnel.switchOff(username, by);
        return switched.flatMap(after ->
                after instanceof Personnel.Changed.Done(Personnel.Profile profile) && wanted.ofAccount()
                        ? personnel.change(username, wanted.onTopOf(profile.member()), by)
                        : Mono.just(after));
    }

    private Mono<Personnel.Changed> standing(String username, StaffMember by) {
        return personnel
                .one(username, by)
                .<Personnel.Changed>map(Personnel.Changed.Done::new)
                .defaultIfEmpty(new Personnel.Changed.Missing());
    }

    private Mono<ServerResponse> link(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> personnel.link(request.pathVariable("username"), me))
                .switchIfEmpty(Mono.error(StaffApi::missing))
                .map(key -> new StaffJson.Link(
                        LinkPages.address(publicUrl, key), Instant.now().plus(PasswordLinks.LIFE)))
                .flatMap(link -> ServerResponse.status(HttpStatus.CREATED).bodyValue(link));
    }

    private Mono<ServerResponse> endSessions(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> personnel.endSessions(request.pathVariable("username"), me))
                .flatMap(StaffApi::gone);
    }

    private Mono<ServerResponse> removeSecondFactor(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> personnel.removeSecondFactor(request.pathVariable("username"), me))
                .flatMap(StaffApi::gone);
    }

    private static Mono<ServerResponse> gone(boolean found) {
        return found ? ServerResponse.noContent().build() : Mono.error(missing());
    }

    private Mono<ServerResponse> issue(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> tokens.issue(request.pathVariable("username"), me))
                .switchIfEmpty(Mono.error(StaffApi::missing))
                .flatMap(token ->
                        ServerResponse.status(HttpStatus.CREATED).bodyValue(new DeskJson.Token(token.value())));
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("staff.missing"));
    }
}
