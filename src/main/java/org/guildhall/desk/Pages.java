package org.guildhall.desk;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.platform.SecurityHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Showing a page of the console. */
final class Pages {

    private Pages() {}

    /**
     * Something wrong with what was typed.
     *
     * @param field the id of the field to go to, or of the part of the page
     * @param words what is wrong, in words
     */
    record Fault(String field, String words) {}

    /** A page for whoever is signed in, with the token its forms need. */
    static Mono<ServerResponse> show(ServerRequest request, HttpStatus status, String template, Map<String, ?> model) {
        return Caller.of(request).flatMap(me -> {
            Map<String, Object> all = new HashMap<>(model);
            all.put("me", me);
            AtTheDesk.here(request).ifPresent(here -> all.putIfAbsent("duty", here));
            return showToAnybody(request, status, template, all);
        });
    }

    static Mono<ServerResponse> showToAnybody(
            ServerRequest request, HttpStatus status, String template, Map<String, ?> model) {
        SecurityHeaders.fetchingPieces(request.exchange());
        return formToken(request)
                .flatMap(token -> {
                    Map<String, Object> all = new HashMap<>(model);
                    all.put("csrf", token.getToken());
                    return ServerResponse.status(status)
                            .contentType(MediaType.TEXT_HTML)
                            .render(template, all);
                })
                // Templates are read from the jar when they are first shown, which no event loop may wait for.
                .publishOn(Schedulers.boundedElastic());
    }

    private static Mono<CsrfToken> formToken(ServerRequest request) {
        Mono<CsrfToken> token = request.exchange().getAttribute(CsrfToken.class.getName());
        return token == null
                ? Mono.error(new IllegalStateException("This route is not behind the desk's security"))
                : token;
    }

    /** On to another page after something was done, so that reloading does not do it again. */
    static Mono<ServerResponse> goTo(String path) {
        return ServerResponse.seeOther(URI.create(path)).build();
    }
}
