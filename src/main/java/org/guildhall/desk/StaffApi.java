package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.guildhall.platform.Problem;
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
    private final Tokens tokens;
    private final JsonBody bodies;

    StaffApi(Accounts accounts, Tokens tokens, JsonBody bodies) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(POST("/staff"), this::make)
                .andRoute(POST("/staff/{username}/tokens"), this::issue);
    }

    private Mono<ServerResponse> make(ServerRequest request) {
        return Mono.zip(Caller.of(request), bodies.read(request, NewAccount.class))
                .flatMap(asked -> accounts.make(asked.getT2(), asked.getT1()))
                .flatMap(this::answer);
    }

    private Mono<ServerResponse> answer(Accounts.Made made) {
        return switch (made) {
            case Accounts.Made.Account(StaffMember member) ->
                ServerResponse.created(URI.create("/api/desk/staff/" + member.username()))
                        .bodyValue(DeskJson.Account.of(member));
            case Accounts.Made.Taken taken ->
                Mono.error(new Problem(HttpStatus.CONFLICT, WORDS.say("account.taken")).naming("username"));
            case Accounts.Made.Faulty(Map<String, String> faults) -> Mono.error(faulty(faults));
        };
    }

    private Problem faulty(Map<String, String> faults) {
        List<Map<String, String>> errors = faults.entrySet().stream()
                .map(fault -> Map.of("field", fault.getKey(), "detail", WORDS.say(fault.getValue())))
                .toList();
        Map.Entry<String, String> first = faults.entrySet().iterator().next();
        String detail = first.getKey() + ": " + WORDS.say(first.getValue());
        Problem problem = new Problem(HttpStatus.BAD_REQUEST, detail).naming(first.getKey());
        problem.getBody().setProperty("errors", errors);
        return problem;
    }

    private Mono<ServerResponse> issue(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> tokens.issue(request.pathVariable("username"), me))
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("staff.missing"))))
                .flatMap(token ->
                        ServerResponse.status(HttpStatus.CREATED).bodyValue(new DeskJson.Token(token.value())));
    }
}
