package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.platform.Callers;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.guildhall.privacy.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** One's own account in the console: password, second factor, and where one is signed in. */
@Component
final class AccountPages {

    static final String PATH = "/desk/account";

    private static final Set<String> DONE = Set.of("password", "session", "sessions", "factor");
    private static final Set<String> WRONG = Set.of("code", "wait");

    private final OwnAccount account;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Entrance entrance;
    private final Welcoming welcoming;
    private final SignInProperties properties;
    private final Callers callers;
    private final Council council;
    private final Audit audit;

    AccountPages(
            OwnAccount account,
            SecondFactors factors,
            Sessions sessions,
            SessionCookie cookie,
            Entrance entrance,
            Welcoming welcoming,
            SignInProperties properties,
            Callers callers,
            Council council,
            Audit audit) {
        this.account = account;
        this.factors = factors;
        this.sessions = sessions;
        this.cookie = cookie;
        this.entrance = entrance;
        this.welcoming = welcoming;
        this.properties = properties;
        this.callers = callers;
        this.council = council;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), request -> page(request, HttpStatus.OK, Map.of()))
                .andRoute(POST(PATH + "/password"), this::changePassword)
                .andRoute(POST(PATH + "/sessions/{session}/end"), this::endSession)
                .andRoute(POST(PATH + "/sessions/end-others"), this::endOthers);
    }

    private Mono<ServerResponse> page(ServerRequest request, HttpStatus status, Map<String, ?> more) {
        String done = request.queryParam("done").filter(DONE::contains).orElse("");
        String wrong = request.queryParam("wrong").orElse("");
        return Caller.of(request)
                .flatMap(me -> Mono.zip(
                                sessions.of(me, cookie.session(request.exchange())),
                                factors.standing(me),
                                welcoming.wanted(me))
                        .flatMap(all -> {
                            Map<String, Object> model = new HashMap<>();
                            model.put("sessions", SessionRow.of(all.getT1(), council.timeZone()));
                            model.put("factor", all.getT2());
                            model.put("required", properties.requiresSecondFactor(me));
                            model.put("welcome", all.getT3());
                            if (!done.isEmpty()) {
                                model.put("done", WORDS.say("done.account-" + done));
                            }
                            if (WRONG.contains(wrong)) {
                                model.put("fault", new Pages.Fault("factor-code", WORDS.say("account.code-" + wrong)));
                            }
                            model.putAll(more);
                            return Pages.show(request, status, "desk/account", model);
                        }));
    }

    private Mono<ServerResponse> changePassword(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            StaffMember me = asked.getT1();
            return account.changePassword(
                            me,
                            SignInPages.value(asked.getT2(), "current-password"),
                            SignInPages.value(asked.getT2(), "new-password"),
                            callers.of(request.exchange().getRequest()))
                    .flatMap(changed -> answer(request, me, changed));
        });
    }

    private Mono<ServerResponse> answer(ServerRequest request, StaffMember me, OwnAccount.Changed changed) {
        return switch (changed) {
            // All sessions are over, this one too: whoever has just shown both passwords gets a new one.
            case OwnAccount.Changed.Done done ->
                entrance.begin(request, me, Sessions.Through.PASSWORD).then(Pages.goTo(PATH + "?done=password"));
            case OwnAccount.Changed.Wait wait -> {
                SignInPages.wait(request, wait.howLong());
                String words = WORDS.say("sign-in.wait", Map.of("howLong", Spoken.span(wait.howLong())));
                yield page(
                        request,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Map.of("fault", new Pages.Fault("current-password", words)));
            }
            case OwnAccount.Changed.Faulty wrong ->
                page(
                        request,
                        HttpStatus.BAD_REQUEST,
                        Map.of("fault", new Pages.Fault(wrong.field(), WORDS.say(wrong.key()))));
        };
    }

    private Mono<ServerResponse> endSession(ServerRequest request) {
        UUID session = Caller.uuid(request.pathVariable("session")).orElseThrow(AccountPages::noSession);
        return Caller.of(request)
                .flatMap(me -> sessions.revoke(me, session)
                        .flatMap(gone -> gone
                                ? audit.record(me.username(), "session.end", me.username())
                                        .then(Pages.goTo(PATH + "?done=session"))
                                : Mono.error(noSession())));
    }

    static Problem noSession() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("session.missing"));
    }

    private Mono<ServerResponse> endOthers(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> cookie.session(request.exchange())
                        .map(here -> sessions.endOthers(me, here))
                        .orElseGet(Mono::empty)
                        .then(audit.record(me.username(), "sessions.end", me.username())))
                .then(Pages.goTo(PATH + "?done=sessions"));
    }
}
