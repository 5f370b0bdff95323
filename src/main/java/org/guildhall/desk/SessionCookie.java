package org.guildhall.desk;

import java.time.Duration;
import java.util.Optional;
import org.guildhall.platform.PublicUrl;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The cookies of the console. {@code Lax} and not {@code Strict}: with the latter a link to a conversation in an e-mail
 * would show the sign-in page to somebody who is signed in; what changes anything is a POST with a token anyway. On https
 * the {@code __Host-} prefix keeps a neighbouring subdomain from planting a cookie of its own.
 */
@Component
final class SessionCookie {

    private final boolean https;
    private final String session;
    private final String visit;
    private final String away;

    SessionCookie(PublicUrl publicUrl) {
        this.https = "https".equals(publicUrl.publicUrl().getScheme());
        this.session = (https ? "__Host-" : "") + "guildhall-desk";
        this.visit = (https ? "__Host-" : "") + "guildhall-sign-in";
        this.away = (https ? "__Host-" : "") + "guildhall-away";
    }

    Optional<OpaqueToken> session(ServerWebExchange exchange) {
        return value(exchange, session);
    }

    /** What stands for a browser at the sign-in page, where there is no session yet. */
    Optional<OpaqueToken> visit(ServerWebExchange exchange) {
        return value(exchange, visit);
    }

    /** What stands for a browser that is away at the council's own sign-in. */
    Optional<OpaqueToken> away(ServerWebExchange exchange) {
        return value(exchange, away);
    }

    private static Optional<OpaqueToken> value(ServerWebExchange exchange, String name) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
        return Optional.ofNullable(cookie)
                .map(HttpCookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(OpaqueToken::new);
    }

    void setSession(ServerWebExchange exchange, OpaqueToken id) {
        set(exchange, session, id.value(), "Lax");
    }

    void setVisit(ServerWebExchange exchange, OpaqueToken id) {
        set(exchange, visit, id.value(), "Strict");
    }

    /** {@code Lax}, because they come back from another site; for as long as the browser is open. */
    void setAway(ServerWebExchange exchange, OpaqueToken id) {
        set(exchange, away, id.value(), "Lax");
    }

    void forgetSession(ServerWebExchange exchange) {
        exchange.getResponse()
                .addCookie(cookie(session, "", "Lax").maxAge(Duration.ZERO).build());
    }

    private void set(ServerWebExchange exchange, String name, String value, String sameSite) {
        exchange.getResponse().addCookie(cookie(name, value, sameSite).build());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value, String sameSite) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite(sameSite);
    }
}
