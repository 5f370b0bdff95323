package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.platform.Callers;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Signing in to the console with a password, and out of it. */
@Component
final class SignInPages {

    static final String PATH = "/login";

    // Only pages of the console, so that a link to our sign-in page cannot lead on to somebody else's.
    private static final Pattern ONWARD = Pattern.compile("/desk(/[a-z0-9-]+)*");

    private final SignIn signIn;
    private final Entrance entrance;
    private final Sessions sessions;
    private final SessionContexts contexts;
    private final SessionCookie cookie;
    private final CouncilAccounts accounts;
    private final Callers callers;
    private final Audit audit;

    SignInPages(
            SignIn signIn,
            Entrance entrance,
            Sessions sessions,
            SessionContexts contexts,
            SessionCookie cookie,
            CouncilAccounts accounts,
            Callers callers,
            Audit audit) {
        this.signIn = signIn;
        this.entrance = entrance;
        this.sessions = sessions;
        this.contexts = contexts;
        this.cookie = cookie;
        this.accounts = accounts;
        this.callers = callers;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(RequestPredicates.GET(PATH), this::form)
                .andRoute(RequestPredicates.POST(PATH), this::enter)
                .andRoute(RequestPredicates.POST("/logout"), this::leave);
    }

    private Mono<ServerResponse> form(ServerRequest request) {
        return contexts.member(request.exchange())
                .flatMap(me -> Pages.goTo(Entrance.HOME))
                .switchIfEmpty(
                        Mono.defer(() -> page(request, HttpStatus.OK, "", onward(request.queryParam("next")), null)));
    }

    private Mono<ServerResponse> page(
            ServerRequest request, HttpStatus status, String username, String next, Pages.@Nullable Fault fault) {
        return accounts.elsewhere(request.queryParam("out").isPresent()).flatMap(out -> {
            Map<String, Object> model = new HashMap<>();
            model.put("username", username);
            model.put("next", next);
            accounts.name().ifPresent(name -> model.put("councilAccount", name));
            out.ifPresent(address -> model.put("elsewhere", address));
            said(request).ifPresent(said -> model.put("said", said));
            if (fault != null) {
                model.put("fault", fault);
            }
            return Pages.showToAnybody(request, status, "desk/sign-in", model);
        });
    }

    /** What happened before somebody came here. */
    private static Optional<String> said(ServerRequest request) {
        return request.queryParam("out").map(out -> WORDS.say("sign-in.out"));
    }

    private Mono<ServerResponse> enter(ServerRequest request) {
        return request.formData().flatMap(form -> {
            String username = value(form, "username");
            String password = value(form, "password");
            String next = onward(Optional.ofNullable(form.getFirst("next")));
            if (username.isBlank() || password.isEmpty()) {
                String field = username.isBlank() ? "username" : "password";
                Pages.Fault fault = new Pages.Fault(field, WORDS.say("sign-in." + field));
                return page(request, HttpStatus.BAD_REQUEST, username, next, fault);
            }
            return signIn.check(
                            username, password, callers.of(request.exchange().getRequest()))
                    .flatMap(outcome -> answer(request, outcome, username, next));
        });
    }

    private Mono<ServerResponse> answer(ServerRequest request, SignIn.Outcome outcome, String username, String next) {
        return switch (outcome) {
            case SignIn.Outcome.Welcome(StaffMember member) ->
                entrance.enter(request, member, Sessions.Through.PASSWORD, next);
            case SignIn.Outcome.HalfWay half -> entrance.halfWay(request, half, next);
            case SignIn.Outcome.Wrong wrong ->
                page(request, HttpStatus.UNAUTHORIZED, username, next, fault("sign-in.wrong", Map.of()));
            case SignIn.Outcome.Wait(Duration howLong) -> {
                wait(request, howLong);
                Map<String, String> gaps = Map.of("howLong", Spoken.span(howLong));
                yield page(request, HttpStatus.TOO_MANY_REQUESTS, username, next, fault("sign-in.wait", gaps));
            }
            case SignIn.Outcome.Busy busy ->
                page(request, HttpStatus.SERVICE_UNAVAILABLE, username, next, fault("sign-in.busy", Map.of()));
        };
    }

    /** Tells programs that try again by themselves when to. */
    static void wait(ServerRequest request, Duration howLong) {
        request.exchange().getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "" + (howLong.toSeconds() + 1));
    }

    private static Pages.Fault fault(String key, Map<String, ?> gaps) {
        return new Pages.Fault("username", WORDS.say(key, gaps));
    }

    /** A browser lets no form lead to another site, so whoever came with a council account finds the way out there as a link. */
    private Mono<ServerResponse> leave(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> audit.record(me.username(), "sign-out", me.username()))
                .then(Mono.defer(() -> cookie.session(request.exchange())
                        .map(sessions::through)
                        .orElseGet(Mono::empty)))
                .defaultIfEmpty(Sessions.Through.PASSWORD)
                .flatMap(through -> entrance.leave(request.exchange())
                        .then(Mono.fromRunnable(() -> cookie.forgetSession(request.exchange())))
                        .then(Pages.goTo(through == Sessions.Through.OIDC ? PATH + "?out=" + through.word() : PATH)));
    }

    static String onward(Optional<String> next) {
        return next.filter(path -> ONWARD.matcher(path).matches()).orElse(Entrance.HOME);
    }

    static String value(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
