package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Everybody's accounts, teams and tokens in the console; administrators only. */
@Component
final class StaffPages {

    static final String PATH = "/desk/staff";
    static final String TEAMS = "/desk/teams";

    private static final NewAccount EMPTY = new NewAccount(null, null, null, null, null);

    private final Accounts accounts;
    private final Personnel personnel;
    private final Tokens tokens;
    private final Teams teams;
    private final Council council;
    private final PublicUrl publicUrl;

    StaffPages(
            Accounts accounts, Personnel personnel, Tokens tokens, Teams teams, Council council, PublicUrl publicUrl) {
        this.accounts = accounts;
        this.personnel = personnel;
        this.tokens = tokens;
        this.teams = teams;
        this.council = council;
        this.publicUrl = publicUrl;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), request -> page(request, HttpStatus.OK, EMPTY, Map.of(), Map.of()))
                .andRoute(POST(PATH), this::make)
                .andRoute(POST(PATH + "/{username}/tokens"), this::issue)
                .andRoute(POST(PATH + "/tokens/{token}/revoke"), this::revoke)
                .andRoute(GET(TEAMS), this::teams);
    }

    /** A token in the list. */
    record TokenRow(UUID id, String username, String made, String used) {}

    /**
     * A team in the list.
     *
     * @param people who is in it
     */
    record TeamRow(String name, List<StaffJson.Member> people) {}

    private Mono<ServerResponse> page(
            ServerRequest request,
            HttpStatus status,
            NewAccount shown,
            Map<String, String> faults,
            Map<String, ?> more) {
        return Caller.of(request)
                .flatMap(me -> Mono.zip(personnel.all(me), tokens.all(me), teams.all()))
                .flatMap(all -> {
                    Map<String, Object> model = new HashMap<>(StaffForm.fields(shown, all.getT3(), faults));
                    model.put("people", StaffJson.Everybody.of(all.getT1()).staff());
                    model.put("tokens", all.getT2().stream().map(this::row).toList());
                    model.putAll(more);
                    return Pages.show(request, status, "desk/staff", model);
                });
    }

    private TokenRow row(Tokens.Issued token) {
        String used = token.lastUsedAt() == null
                ? WORDS.say("token.unused")
                : Spoken.at(token.lastUsedAt(), council.timeZone());
        return new TokenRow(token.id(), token.username(), Spoken.at(token.createdAt(), council.timeZone()), used);
    }

    private Mono<ServerResponse> make(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData().map(StaffForm::typed))
                .flatMap(asked -> accounts.invite(asked.getT2(), asked.getT1())
                        .flatMap(made -> answer(request, asked.getT2(), made)));
    }

    /** The link is shown in the answer itself and nowhere else: after a redirect it would have to be kept somewhere. */
    private Mono<ServerResponse> answer(ServerRequest request, NewAccount wanted, Accounts.Made made) {
        return switch (made) {
            case Accounts.Made.Invited(StaffMember member, OpaqueToken key) ->
                page(
                        request,
                        HttpStatus.CREATED,
                        EMPTY,
                        Map.of(),
                        Map.of("link", LinkPages.address(publicUrl, key), "linkFor", member.username()));
            case Accounts.Made.Account account -> Pages.goTo(PATH);
            case Accounts.Made.Taken taken ->
                page(request, HttpStatus.CONFLICT, wanted, Map.of("username", "account.taken"), Map.of());
            case Accounts.Made.Forbidden forbidden ->
                Mono.error(new Problem(HttpStatus.FORBIDDEN, WORDS.say("forbidden")));
            case Accounts.Made.Faulty(Map<String, String> faults) ->
                page(request, HttpStatus.BAD_REQUEST, wanted, faults, Map.of());
        };
    }

    private Mono<ServerResponse> issue(ServerRequest request) {
        String username = request.pathVariable("username");
        return Caller.of(request)
                .flatMap(me -> tokens.issue(username, me))
                .switchIfEmpty(Mono.error(StaffApi::missing))
                .flatMap(token -> page(
                        request,
                        HttpStatus.CREATED,
                        EMPTY,
                        Map.of(),
                        Map.of("token", token.value(), "tokenFor", username)));
    }

    private Mono<ServerResponse> revoke(ServerRequest request) {
        UUID id = Caller.uuid(request.pathVariable("token")).orElseThrow(StaffPages::noToken);
        return Caller.of(request)
                .flatMap(me -> tokens.revoke(id, me))
                .flatMap(gone -> gone ? Pages.goTo(PATH) : Mono.error(noToken()));
    }

    private static Problem noToken() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("token.missing"));
    }

    private Mono<ServerResponse> teams(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> Mono.zip(personnel.all(me), teams.all()))
                .map(all -> all.getT2().stream()
                        .map(team -> new TeamRow(Spoken.name(team), in(team, all.getT1())))
                        .toList())
                .flatMap(rows -> Pages.show(request, HttpStatus.OK, "desk/teams", Map.of("teams", rows)));
    }

    private static List<StaffJson.Member> in(String team, List<Personnel.Profile> all) {
        return all.stream()
                .filter(profile -> profile.active() && profile.member().teams().contains(team))
                .map(StaffJson.Member::of)
                .toList();
    }
}
