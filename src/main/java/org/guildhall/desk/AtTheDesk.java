package org.guildhall.desk;

import java.util.Optional;
import org.guildhall.platform.Redacted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Notes with each page of the console that somebody opens, and with each call of a program, that they are there. That it
 * cannot be noted keeps nobody from their page.
 */
@Component
final class AtTheDesk {

    private static final String HERE = AtTheDesk.class.getName() + ".here";
    private static final Logger LOG = LoggerFactory.getLogger(AtTheDesk.class);

    private final Presence presence;

    AtTheDesk(Presence presence) {
        this.presence = presence;
    }

    /** How whoever asked for the page stands; empty when that was not looked up, as for parts of a page. */
    static Optional<Presence.Here> here(ServerRequest request) {
        return request.attribute(HERE).map(Presence.Here.class::cast);
    }

    Mono<ServerResponse> page(ServerRequest request, HandlerFunction<ServerResponse> next) {
        return opensAPage(request)
                ? answering(request)
                        .flatMap(me -> careful(note(request, me)))
                        .then(Mono.defer(() -> next.handle(request)))
                : next.handle(request);
    }

    Mono<ServerResponse> call(ServerRequest request, HandlerFunction<ServerResponse> next) {
        return answering(request)
                .flatMap(me -> careful(presence.call(me)))
                .then(Mono.defer(() -> next.handle(request)));
    }

    /** A program listens to events, which is as good as calling. */
    Mono<Void> listens(StaffMember me) {
        return careful(presence.call(me));
    }

    /** Not what an open page asks for by itself: that is known by its stream, and would go on counting after it is closed. */
    private static boolean opensAPage(ServerRequest request) {
        String path = request.exchange().getRequest().getPath().value();
        boolean byScript = request.headers().firstHeader("HX-Request") != null;
        return !byScript && !path.startsWith(SessionContexts.LIVE) && !path.contains("/attachments/");
    }

    private static Mono<StaffMember> answering(ServerRequest request) {
        return request.principal()
                .ofType(SignedIn.class)
                .map(SignedIn::getPrincipal)
                .filter(StaffMember::answers);
    }

    private Mono<Void> note(ServerRequest request, StaffMember me) {
        return request.exchange().getRequest().getPath().value().equals("/logout")
                ? presence.leave(me)
                : presence.view(me)
                        .doOnNext(here -> request.attributes().put(HERE, here))
                        .then();
    }

    private static Mono<Void> careful(Mono<Void> noting) {
        return noting.onErrorResume(e -> {
            LOG.debug("That somebody is at the desk was not written down", Redacted.of(e));
            return Mono.empty();
        });
    }
}
