package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.guildhall.platform.Callers;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who calls the API: HTTP Basic (RFC 7617), as long as no second factor is asked of them, or a bearer token (RFC 6750), on each
 * request anew. Cookies do not count here, so that no other site can make a browser call it for somebody who is signed in.
 */
@Component
final class ApiCredentials {

    static final String CHALLENGE = "Basic realm=\"desk\", charset=\"UTF-8\", Bearer realm=\"desk\"";

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private final SignIn signIn;
    private final Tokens tokens;
    private final Callers callers;

    ApiCredentials(SignIn signIn, Tokens tokens, Callers callers) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.callers = callers;
    }

    /** Credentials that do not count, with what to tell the caller. */
    static final class Refused extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(Problem problem) {
            super("Refused", problem);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** As Spring Security wants it; empty when the request has no credentials at all. */
    Mono<Authentication> authentication(ServerWebExchange exchange) {
        return member(exchange)
                .<Authentication>map(SignedIn::new)
                // Anything but a refusal is our fault, and must not pass as "wrong password".
                .onErrorMap(
                        e -> !(e instanceof AuthenticationException),
                        e -> new AuthenticationServiceException("Could not check the credentials", e));
    }

    /** Who it is; empty when the request has no credentials at all, {@link Refused} when they do not count. */
    Mono<StaffMember> member(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Mono.empty();
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return tokens.member(
                            new OpaqueToken(header.substring(BEARER.length()).strip()))
                    .switchIfEmpty(Mono.error(this::wrong));
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(header.substring(BASIC.length()).strip(), callers.of(exchange.getRequest()));
        }
        return Mono.error(wrong());
    }

    private Mono<StaffMember> basic(String encoded, @Nullable InetSocketAddress from) {
        Optional<String> pair = decode(encoded).filter(text -> text.indexOf(':') >= 0);
        if (pair.isEmpty()) {
            return Mono.error(wrong());
        }
        int colon = pair.get().indexOf(':');
        return signIn.check(pair.get().substring(0, colon), pair.get().substring(colon + 1), from)
                .flatMap(this::outcome);
    }

    private static Optional<String> decode(String encoded) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Mono<StaffMember> outcome(SignIn.Outcome outcome) {
        return switch (outcome) {
            case SignIn.Outcome.Welcome(StaffMember member) -> Mono.just(member);
            // A program has no app at hand: from here on it needs a token.
            case SignIn.Outcome.HalfWay half ->
                Mono.error(new Refused(new Problem(HttpStatus.UNAUTHORIZED, WORDS.say("sign-in.api.second-factor"))
                        .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"desk\"")));
            case SignIn.Outcome.Wrong wrong -> Mono.error(wrong());
            case SignIn.Outcome.Wait(Duration howLong) ->
                Mono.error(new Refused(later(HttpStatus.TOO_MANY_REQUESTS, "sign-in.wait.api", howLong)));
            case SignIn.Outcome.Busy busy ->
                Mono.error(new Refused(later(HttpStatus.SERVICE_UNAVAILABLE, "sign-in.busy", Duration.ZERO)));
        };
    }

    private static Problem later(HttpStatus status, String key, Duration wait) {
        return new Problem(status, WORDS.say(key)).with(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    }

    private Refused wrong() {
        return new Refused(unauthenticated());
    }

    /** What to tell a caller without credentials that count. */
    Problem unauthenticated() {
        return new Problem(HttpStatus.UNAUTHORIZED, WORDS.say("sign-in.api"))
                .with(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
}
