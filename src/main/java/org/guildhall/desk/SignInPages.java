package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.privacy.Audit;
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

/** Signing in to the console, and out of it. */
@Component
final class SignInPages {

    private static final String HOME = "/desk";

    // Only pages of the console, so that a link to our sign-in page cannot lead on to somebody else's.
    private static final Pattern ONWARD = Pattern.compile("/desk(/[a-z0-9-]+)*");

    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionContexts contexts;
    private final SessionCookie cookie;
    private final Audit audit;

    SignInPages(SignIn signIn, Sessions sessions, SessionContexts contexts, SessionCookie cookie, Audit audit) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.contexts = contexts;
        this.cookie = cookie;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(RequestPredicates.GET("/login"), this::form)
                .andRoute(RequestPredicates.POST("/login"), this::enter)
                .andRoute(RequestPredicates.POST("/logout"), this::leave);
    }

    private Mono<ServerResponse> form(ServerRequest request) {
        return contexts.member(request.exchange())
                .flatMap(me -> Pages.goTo(HOME))
                .switchIfEmpty(
                        Mono.defer(() -> page(request, HttpStatus.OK, "", onward(request.queryParam("next")), null)));
    }

    private Mono<ServerResponse> page(
            ServerRequest request,
            HttpStatus status,
            String username,
            String next,
            Pages.@org.jspecify.annotations.Nullable Fault fault) {
        Map<String, Object> model = new HashMap<>();
        model.put("username", username);
        model.put("next", next);
        if (fault != null) {
            model.put("fault", fault);
        }
        return Pages.showToAnybody(request, status, "desk/sign-in", model);
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
                            username, password, request.exchange().getRequest().getRemoteAddress())
                    .flatMap(outcome -> answer(request, outcome, username, next));
        });
    }

    private Mono<ServerResponse> answer(ServerRequest request, SignIn.Outcome outcome, String username, String next) {
        return switch (outcome) {
            case SignIn.Outcome.Welcome(StaffMember member) -> welcome(request, member, next);
            case SignIn.Outcome.Wrong wrong ->
                page(request, HttpStatus.UNAUTHORIZED, username, next, fault("sign-in.wrong", Map.of()));
            case SignIn.Outcome.Wait(Duration howLong) -> {
                request.exchange()
                        .getResponse()
                        .getHeaders()
                        .set(HttpHeaders.RETRY_AFTER, "" + (howLong.toSeconds() + 1));
                Map<String, String> gaps = Map.of("howLong", Spoken.span(howLong));
                yield page(request, HttpStatus.TOO_MANY_REQUESTS, username, next, fault("sign-in.wait", gaps));
            }
            case SignIn.Outcome.Busy busy ->
                page(request, HttpStatus.SERVICE_UNAVAILABLE, username, next, fault("sign-in.busy", Map.of()));
        };
    }

    private static Pages.Fault fault(String key, Map<String, ?> gaps) {
        return new Pages.Fault("username", WORDS.say(key, gaps));
    }

    private Mono<ServerResponse> welcome(ServerRequest request, StaffMember member, String next) {
        Mono<Void> old = cookie.session(request.exchange()).map(sessions::end).orElseGet(Mono::empty);
        return old.then(sessions.begin(member))
                .doOnNext(id -> cookie.setSession(request.exchange(), id))
                .then(audit.record(member.username(), "sign-in", member.username()))
                .then(Pages.goTo(next));
    }

    private Mono<ServerResponse> leave(ServerRequest request) {
        Mono<Void> end = cookie.session(request.exchange()).map(sessions::end).orElseGet(Mono::empty);
        return Caller.of(request)
                .flatMap(me -> audit.record(me.username(), "sign-out", me.username()))
                .then(end)
                .then(Mono.fromRunnable(() -> cookie.forgetSession(request.exchange())))
                .then(Pages.goTo("/login"));
    }

    private static String onward(Optional<String> next) {
        return next.filter(path -> ONWARD.matcher(path).matches()).orElse(HOME);
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
