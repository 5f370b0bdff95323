package org.guildhall.desk;

import java.util.Map;
import org.guildhall.privacy.Audit;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way in once somebody has shown who they are, however they did: always under a new session. */
@Component
final class Entrance {

    static final String HOME = "/desk";

    private final Sessions sessions;
    private final HalfSignIns halves;
    private final SessionCookie cookie;
    private final Welcoming welcoming;
    private final Audit audit;

    Entrance(Sessions sessions, HalfSignIns halves, SessionCookie cookie, Welcoming welcoming, Audit audit) {
        this.sessions = sessions;
        this.halves = halves;
        this.cookie = cookie;
        this.welcoming = welcoming;
        this.audit = audit;
    }

    /** Lets them in and on to where they wanted to go; the first administrator to the set-up. */
    Mono<ServerResponse> enter(ServerRequest request, StaffMember member, Sessions.Through through, String onward) {
        return begin(request, member, through)
                .then(onward.equals(HOME) ? welcoming.wanted(member) : Mono.just(false))
                .flatMap(welcome -> Pages.goTo(welcome ? SetUpPages.PATH : onward));
    }

    /** Lets them in and says nothing, for a page that has something to show first. */
    Mono<Void> begin(ServerRequest request, StaffMember member, Sessions.Through through) {
        ServerWebExchange exchange = request.exchange();
        String device = Device.of(request.headers().firstHeader(HttpHeaders.USER_AGENT));
        return leave(exchange)
                .then(sessions.begin(member, device, through))
                .doOnNext(id -> cookie.setSession(exchange, id))
                .then(audit.record(member.username(), "sign-in", member.username(), Map.of("through", through.word())));
    }

    /** Ends the session that this browser had. */
    Mono<Void> leave(ServerWebExchange exchange) {
        return cookie.session(exchange).map(sessions::end).orElseGet(Mono::empty);
    }

    /** The password was right: on to the page that asks for the code, or that sets a second factor up. */
    Mono<ServerResponse> halfWay(ServerRequest request, SignIn.Outcome.HalfWay half, String onward) {
        return halves.begin(half.member(), onward)
                // Under a new id, so that nobody who planted the old one is half way in as well.
                .doOnNext(id -> cookie.setVisit(request.exchange(), id))
                .then(Pages.goTo(half.setUp() ? CodePages.CODE : CodePages.SET_UP));
    }
}
