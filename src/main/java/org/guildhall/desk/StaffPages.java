package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Accounts and tokens in the console; administrators only. */
@Component
final class StaffPages {

    private static final String PATH = "/desk/staff";

    private final Accounts accounts;
    private final Staff staff;
    private final Tokens tokens;
    private final Teams teams;
    private final Council council;

    StaffPages(Accounts accounts, Staff staff, Tokens tokens, Teams teams, Council council) {
        this.accounts = accounts;
        this.staff = staff;
        this.tokens = tokens;
        this.teams = teams;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), request -> page(request, HttpStatus.OK, Map.of()))
                .andRoute(POST(PATH), this::make)
                .andRoute(POST(PATH + "/{username}/tokens"), this::issue)
                .andRoute(POST(PATH + "/tokens/{token}/revoke"), this::revoke);
    }

    /** A token in the list. */
    record TokenRow(UUID id, String username, String made, String used) {}

    private Mono<ServerResponse> page(ServerRequest request, HttpStatus status, Map<String, ?> more) {
        return Mono.zip(staff.all(), tokens.all(), teams.all()).flatMap(all -> {
            Map<String, Object> model = new HashMap<>(Map.of("username", "", "name", "", "checked", List.of()));
            model.put("people", all.getT1().stream().map(DeskJson.Account::of).toList());
            model.put("tokens", all.getT2().stream().map(this::row).toList());
            model.put(
                    "teams",
                    all.getT3().stream()
                            .map(team -> new ConversationPages.Option(team, Spoken.name(team)))
                            .toList());
            model.put(
                    "roles",
                    Stream.of(Role.values())
                            .map(role -> new ConversationPages.Option(role.word(), Spoken.word("role", role)))
                            .toList());
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
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            NewAccount wanted = wanted(asked.getT2());
            return accounts.make(wanted, asked.getT1()).flatMap(made -> answer(request, wanted, made));
        });
    }

    private static NewAccount wanted(MultiValueMap<String, String> form) {
        return new NewAccount(
                form.getFirst("username"),
                form.getFirst("name"),
                List.copyOf(form.getOrDefault("roles", List.of())),
                List.copyOf(form.getOrDefault("teams", List.of())),
                form.getFirst("password"));
    }

    private Mono<ServerResponse> answer(ServerRequest request, NewAccount wanted, Accounts.Made made) {
        return switch (made) {
            case Accounts.Made.Account(StaffMember member) -> Pages.goTo(PATH + "?made=" + member.username());
            case Accounts.Made.Taken taken ->
                again(request, HttpStatus.CONFLICT, wanted, Map.of("username", "account.taken"));
            case Accounts.Made.Faulty(Map<String, String> faults) ->
                again(request, HttpStatus.BAD_REQUEST, wanted, faults);
        };
    }

    private Mono<ServerResponse> again(
            ServerRequest request, HttpStatus status, NewAccount wanted, Map<String, String> faults) {
        Map<String, String> words = new HashMap<>();
        faults.forEach((field, key) -> words.put(field, WORDS.say(key)));
        List<String> checked = Stream.of(wanted.roles(), wanted.teams())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .toList();
        return page(
                request,
                status,
                Map.of(
                        "username",
                        wanted.wantedUsername(),
                        "name",
                        wanted.wantedName(),
                        "checked",
                        checked,
                        "faults",
                        words));
    }

    /** Shown in the answer itself and nowhere else: after a redirect it would have to be kept somewhere. */
    private Mono<ServerResponse> issue(ServerRequest request) {
        String username = request.pathVariable("username");
        return Caller.of(request)
                .flatMap(me -> tokens.issue(username, me))
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("staff.missing"))))
                .flatMap(token ->
                        page(request, HttpStatus.CREATED, Map.of("token", token.value(), "tokenFor", username)));
    }

    private Mono<ServerResponse> revoke(ServerRequest request) {
        UUID id = Caller.uuid(request.pathVariable("token"))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("token.missing")));
        return Caller.of(request).flatMap(me -> tokens.revoke(id, me)).then(Pages.goTo(PATH));
    }
}
