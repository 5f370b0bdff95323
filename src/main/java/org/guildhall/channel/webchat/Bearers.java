package org.guildhall.channel.webchat;

import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Who calls the API: whoever brings a token that was given out. */
@Component
final class Bearers {

    private static final String SCHEME = "Bearer ";

    private final Visitors visitors;
    private final Sentences words = Sentences.in("messages/webchat");

    Bearers(Visitors visitors) {
        this.visitors = visitors;
    }

    /** The person; a {@link Problem} with 401 when the token is nobody's. */
    Mono<String> person(ServerRequest request) {
        return Mono.justOrEmpty(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header ->
                        visitors.person(header.substring(SCHEME.length()).strip()))
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized(words.say("token.wrong"))));
    }
}
