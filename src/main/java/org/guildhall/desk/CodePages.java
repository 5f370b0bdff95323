package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.guildhall.platform.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The second half of signing in: the code of one's app, or setting an app up where that is required. Only whoever has just
 * given the right password gets here; everybody else is sent to do that.
 */
@Component
final class CodePages {

    static final String CODE = "/login/code";
    static final String SET_UP = "/login/second-factor";

    private final HalfSignIns halves;
    private final SecondFactors factors;
    private final CodeCheck codes;
    private final Entrance entrance;
    private final SessionCookie cookie;
    private final Callers callers;

    CodePages(
            HalfSignIns halves,
            SecondFactors factors,
            CodeCheck codes,
            Entrance entrance,
            SessionCookie cookie,
            Callers callers) {
        this.halves = halves;
        this.factors = factors;
        this.codes = codes;
        this.entrance = entrance;
        this.cookie = cookie;
        this.callers = callers;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(CODE), request -> halfWay(request, half -> ask(request, HttpStatus.OK, null)))
                .andRoute(POST(CODE), request -> halfWay(request, half -> enter(request, half)))
                .andRoute(GET(SET_UP), request -> halfWay(request, half -> offer(request, half)))
                .andRoute(POST(SET_UP), request -> halfWay(request, half -> setUp(request, half)));
    }

    private Mono<ServerResponse> halfWay(ServerRequest request, Function<HalfSignIns.Half, Mono<ServerResponse>> page) {
        return id(request)
                .map(halves::find)
                .orElseGet(Mono::empty)
                .map(page)
                .defaultIfEmpty(Pages.goTo(SignInPages.PATH))
                .flatMap(answer -> answer);
    }

    private Optional<OpaqueToken> id(ServerRequest request) {
        return cookie.visit(request.exchange());
    }

    private Mono<ServerResponse> ask(ServerRequest request, HttpStatus status, Pages.@Nullable Fault fault) {
        Map<String, Object> model = new HashMap<>();
        if (fault != null) {
            model.put("fault", fault);
        }
        return Pages.showToAnybody(request, status, "desk/code", model);
    }

    private Mono<ServerResponse> enter(ServerRequest request, HalfSignIns.Half half) {
        return request.formData()
                .flatMap(form -> codes.check(
                        half.member(),
                        SignInPages.value(form, "code"),
                        callers.of(request.exchange().getRequest())))
                .flatMap(outcome -> switch (outcome) {
                    case CodeCheck.Outcome.Right right ->
                        end(request)
                                .then(entrance.enter(request, half.member(), Sessions.Through.PASSWORD, half.onward()));
                    case CodeCheck.Outcome.Wrong(String key) ->
                        missed(request).then(ask(request, HttpStatus.UNAUTHORIZED, fault(key, Map.of())));
                    case CodeCheck.Outcome.Wait(Duration howLong) -> {
                        SignInPages.wait(request, howLong);
                        Map<String, String> gaps = Map.of("howLong", Spoken.span(howLong));
                        yield ask(request, HttpStatus.TOO_MANY_REQUESTS, fault("sign-in.wait", gaps));
                    }
                });
    }

    private static Pages.Fault fault(String key, Map<String, ?> gaps) {
        return new Pages.Fault("code", WORDS.say(key, gaps));
    }

    private Mono<Void> end(ServerRequest request) {
        return id(request).map(halves::end).orElseGet(Mono::empty);
    }

    private Mono<Void> missed(ServerRequest request) {
        return id(request).map(halves::missed).orElseGet(Mono::empty);
    }

    private Mono<ServerResponse> offer(ServerRequest request, HalfSignIns.Half half) {
        return factors.standing(half.member())
                .flatMap(standing -> standing.on()
                        ? Pages.goTo(CODE)
                        : factors.draft(half.member()).flatMap(draft -> offer(request, HttpStatus.OK, draft, null)));
    }

    private Mono<ServerResponse> offer(
            ServerRequest request, HttpStatus status, SecondFactors.Draft draft, Pages.@Nullable Fault fault) {
        Map<String, Object> model = new HashMap<>(Map.of("draft", draft, "action", SET_UP));
        if (fault != null) {
            model.put("fault", fault);
        }
        return Pages.showToAnybody(request, status, "desk/second-factor", model);
    }

    /** Whoever has one already may not replace it by their password alone. */
    private Mono<ServerResponse> setUp(ServerRequest request, HalfSignIns.Half half) {
        return factors.standing(half.member())
                .flatMap(standing -> standing.on() ? Pages.goTo(CODE) : confirm(request, half));
    }

    private Mono<ServerResponse> confirm(ServerRequest request, HalfSignIns.Half half) {
        return request.formData()
                .flatMap(form -> factors.confirm(
                        half.member(), SignInPages.value(form, "draft"), SignInPages.value(form, "code")))
                .flatMap(result -> switch (result) {
                    case SecondFactors.SetUp.Done done ->
                        end(request)
                                .then(entrance.begin(request, half.member(), Sessions.Through.PASSWORD))
                                .then(Pages.showToAnybody(
                                        request,
                                        HttpStatus.OK,
                                        "desk/recovery-codes",
                                        Map.of("codes", done.recoveryCodes(), "onward", half.onward())));
                    case SecondFactors.SetUp.Wrong(SecondFactors.Draft draft) ->
                        offer(request, HttpStatus.BAD_REQUEST, draft, fault("code.not-the-apps", Map.of()));
                    case SecondFactors.SetUp.Stale stale -> Pages.goTo(SET_UP);
                });
    }
}
