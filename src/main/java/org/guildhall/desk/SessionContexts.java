package org.guildhall.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out from the session cookie who is at the console; only for its own pages, so that public pages cost no query. */
@Component
final class SessionContexts implements ServerSecurityContextRepository {

    /** Pages that refresh themselves are below this path and do not count as use of a session. */
    static final String LIVE = "/desk/live/";

    private final Sessions sessions;
    private final SessionCookie cookie;

    SessionContexts(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return member(exchange)
                .<SecurityContext>map(member -> new SecurityContextImpl(new SignedIn(member)))
                .cache();
    }

    /** Pages that refresh themselves bring the files shown in them along. */
    private static boolean refreshes(String path) {
        return path.startsWith(LIVE) || path.contains("/attachments/");
    }

    /** Who it is now; empty when nobody is signed in. */
    Mono<StaffMember> member(ServerWebExchange exchange) {
        boolean live = refreshes(exchange.getRequest().getPath().value());
        return cookie.session(exchange)
                .map(id -> live ? sessions.peek(id) : sessions.use(id))
                .orElseGet(Mono::empty);
    }

    /** Nothing to save: signing in makes the session, explicitly. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }
}
