package org.guildhall.channel.webchat;

import java.time.Duration;
import org.guildhall.platform.PublicUrl;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** The one cookie of the page without JavaScript. It is strictly necessary, and there is none before the first message. */
@Component
final class Cookies {

    static final String NAME = "guildhall-chat";

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Visitors visitors;
    private final Limits limits;
    private final Network network;
    private final boolean encrypted;

    Cookies(Visitors visitors, Limits limits, Network network, PublicUrl publicUrl) {
        this.visitors = visitors;
        this.limits = limits;
        this.network = network;
        this.encrypted = "https".equals(publicUrl.publicUrl().getScheme());
    }

    /** Somebody with a token. */
    record Known(String token, String person) {}

    /** Whether a request brings one, good or not. */
    static boolean with(ServerRequest request) {
        return request.cookies().containsKey(NAME);
    }

    /** Who brings it; empty when nobody does, or it is nobody's any more. */
    Mono<Known> known(ServerRequest request) {
        return Mono.justOrEmpty(request.cookies().getFirst(NAME))
                .map(HttpCookie::getValue)
                .flatMap(token -> visitors.person(token).map(person -> new Known(token, person)));
    }

    /** The same; whoever is not known is welcomed. */
    Mono<Known> knownOrNew(ServerRequest request) {
        return known(request).switchIfEmpty(Mono.defer(() -> {
            limits.session(network.of(request));
            return visitors.welcome(false)
                    .flatMap(token -> visitors.person(token).map(person -> new Known(token, person)));
        }));
    }

    /** To be kept for a month. */
    ResponseCookie of(Known known) {
        return cookie(known.token(), REMEMBERED);
    }

    /** To be forgotten. */
    ResponseCookie gone() {
        return cookie("", Duration.ZERO);
    }

    private ResponseCookie cookie(String token, Duration age) {
        return ResponseCookie.from(NAME, token)
                .path("/chat")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(encrypted)
                .maxAge(age)
                .build();
    }
}
