package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.guildhall.platform.Callers;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Setting up one's second factor in the console, and taking it away where one may. */
@Component
final class SecondFactorPages {

    static final String PATH = AccountPages.PATH + "/second-factor";

    private final SecondFactors factors;
    private final CodeCheck codes;
    private final SignInProperties properties;
    private final Callers callers;

    SecondFactorPages(SecondFactors factors, CodeCheck codes, SignInProperties properties, Callers callers) {
        this.factors = factors;
        this.codes = codes;
        this.properties = properties;
        this.callers = callers;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), this::offer)
                .andRoute(POST(PATH), this::confirm)
                .andRoute(POST(PATH + "/codes"), this::newCodes)
                .andRoute(POST(PATH + "/remove"), this::remove);
    }

    private Mono<ServerResponse> offer(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> Mono.zip(factors.standing(me), factors.draft(me)))
                .flatMap(found -> offer(
                        request, HttpStatus.OK, found.getT2(), found.getT1().on(), null));
    }

    /** Whoever has one shows it before another takes its place. */
    private static Mono<ServerResponse> offer(
            ServerRequest request,
            HttpStatus status,
            SecondFactors.Draft draft,
            boolean replaces,
            Pages.@Nullable Fault fault) {
        Map<String, Object> model = new HashMap<>(Map.of("draft", draft, "action", PATH, "replaces", replaces));
        if (fault != null) {
            model.put("fault", fault);
        }
        return Pages.show(request, status, "desk/second-factor", model);
    }

    private Mono<ServerResponse> confirm(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            StaffMember me = asked.getT1();
            String locked = SignInPages.value(asked.getT2(), "draft");
            String code = SignInPages.value(asked.getT2(), "code");
            return factors.standing(me)
                    .flatMap(standing -> standing.on()
                            ? proved(request, me, "current")
                                    .flatMap(proof -> proof instanceof CodeCheck.Outcome.Right
                                            ? confirm(request, me, locked, code, true)
                                            : again(request, me, proof))
                            : confirm(request, me, locked, code, false));
        });
    }

    private Mono<ServerResponse> confirm(
            ServerRequest request, StaffMember me, String locked, String code, boolean replaces) {
        return factors.confirm(me, locked, code).flatMap(result -> switch (result) {
            case SecondFactors.SetUp.Done(List<String> recovery) -> shown(request, recovery);
            case SecondFactors.SetUp.Wrong(SecondFactors.Draft draft) ->
                offer(
                        request,
                        HttpStatus.BAD_REQUEST,
                        draft,
                        replaces,
                        new Pages.Fault("code", WORDS.say("code.not-the-apps")));
            case SecondFactors.SetUp.Stale stale -> Pages.goTo(PATH);
        });
    }

    private Mono<ServerResponse> again(ServerRequest request, StaffMember me, CodeCheck.Outcome why) {
        return factors.draft(me)
                .flatMap(draft ->
                        offer(request, HttpStatus.BAD_REQUEST, draft, true, new Pages.Fault("current", words(why))));
    }

    /** What is wrong with the code of an app that somebody has. */
    static String words(CodeCheck.Outcome why) {
        return switch (why) {
            case CodeCheck.Outcome.Wait(Duration howLong) ->
                WORDS.say("sign-in.wait", Map.of("howLong", Spoken.span(howLong)));
            case CodeCheck.Outcome.Wrong(String key) -> WORDS.say(key);
            case CodeCheck.Outcome.Right right -> throw new IllegalStateException("Nothing is wrong");
        };
    }

    private Mono<CodeCheck.Outcome> proved(ServerRequest request, StaffMember me, String field) {
        return request.formData()
                .flatMap(form -> codes.check(
                        me,
                        SignInPages.value(form, field),
                        callers.of(request.exchange().getRequest())));
    }

    /** In the answer itself and nowhere else: after a redirect they would have to be kept somewhere. */
    private static Mono<ServerResponse> shown(ServerRequest request, List<String> recovery) {
        return Pages.show(
                request, HttpStatus.OK, "desk/recovery-codes", Map.of("codes", recovery, "onward", AccountPages.PATH));
    }

    private Mono<ServerResponse> newCodes(ServerRequest request) {
        return once(
                request,
                me -> factors.newRecoveryCodes(me)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(all ->
                                all.map(recovery -> shown(request, recovery)).orElseGet(() -> Pages.goTo(PATH))));
    }

    private Mono<ServerResponse> remove(ServerRequest request) {
        return once(
                request,
                me -> properties.requiresSecondFactor(me)
                        ? Mono.error(new Problem(HttpStatus.CONFLICT, WORDS.say("factor.required")))
                        : factors.remove(me).then(Pages.goTo(AccountPages.PATH + "?done=factor")));
    }

    /** Something that needs a code first; without a right one their account says what is wrong. */
    private Mono<ServerResponse> once(ServerRequest request, Function<StaffMember, Mono<ServerResponse>> deed) {
        return Caller.of(request)
                .flatMap(me -> proved(request, me, "factor-code").flatMap(proof -> switch (proof) {
                    case CodeCheck.Outcome.Right right -> deed.apply(me);
                    case CodeCheck.Outcome.Wrong wrong -> Pages.goTo(AccountPages.PATH + "?wrong=code");
                    case CodeCheck.Outcome.Wait wait -> Pages.goTo(AccountPages.PATH + "?wrong=wait");
                }));
    }
}
