package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.util.Map;
import java.util.regex.Pattern;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Looking at why the assistant did what it did at a message: a page of the console, and the same for programs. */
@Component
final class WhyRoutes {

    private static final Pattern SEQ = Pattern.compile("[1-9]\\d{0,8}");

    private final Reasons reasons;
    private final Council council;
    private final PublicUrl publicUrl;

    WhyRoutes(Reasons reasons, Council council, PublicUrl publicUrl) {
        this.reasons = reasons;
        this.council = council;
        this.publicUrl = publicUrl;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(GET("/desk/conversations/{id}/messages/{seq}/why"), this::page);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(GET("/conversations/{id}/messages/{seq}/why"), this::json);
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        return reason(request)
                .map(reason -> WhyView.of(reason, council.timeZone()))
                .flatMap(why -> Pages.show(request, HttpStatus.OK, "desk/why", Map.of("why", why)));
    }

    private Mono<ServerResponse> json(ServerRequest request) {
        return reason(request)
                .map(reason -> DeskJson.Why.of(reason, publicUrl))
                .flatMap(why -> ServerResponse.ok().bodyValue(why));
    }

    private Mono<Reason> reason(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> reasons.of(me, ConversationPages.id(request), seq(request)))
                .switchIfEmpty(Mono.error(WhyRoutes::missing));
    }

    private static int seq(ServerRequest request) {
        String seq = request.pathVariable("seq");
        if (!SEQ.matcher(seq).matches()) {
            throw missing();
        }
        return Integer.parseInt(seq);
    }

    private static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("why.missing"));
    }
}
