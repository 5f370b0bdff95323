package org.guildhall.desk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.guildhall.platform.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a form must carry to show that it comes from a page of ours. It is derived from the session's id, which only the
 * browser that is signed in has, so nothing needs to be stored and every node agrees; at the sign-in page, where there is
 * no session yet, from a random cookie of that visit.
 */
@Component
final class FormTokens implements ServerCsrfTokenRepository {

    static final String PARAMETER = "_csrf";

    private static final String HEADER = "X-CSRF-Token";

    private final SessionCookie cookie;

    FormTokens(SessionCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        Optional<OpaqueToken> secret = cookie.session(exchange).or(() -> cookie.visit(exchange));
        return Mono.justOrEmpty(secret.map(FormTokens::derived));
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        // Only when a page asks for it: Spring assembles this for every request, also of public pages.
        return Mono.fromSupplier(() -> {
            OpaqueToken visit = OpaqueToken.random();
            cookie.setVisit(exchange, visit);
            return derived(visit);
        });
    }

    /** Nothing to store: the cookie was set when the token was made. */
    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return Mono.empty();
    }

    private static CsrfToken derived(OpaqueToken secret) {
        byte[] token = Signature.hmacSha256(
                secret.value().getBytes(StandardCharsets.UTF_8), "form".getBytes(StandardCharsets.UTF_8));
        return new DefaultCsrfToken(
                HEADER, PARAMETER, Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }
}
