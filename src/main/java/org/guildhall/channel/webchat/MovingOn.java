package org.guildhall.channel.webchat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.channel.Invitations;
import org.guildhall.platform.Problem;
import org.guildhall.platform.QrPath;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Goes on with a conversation in a messenger: a link, and the same as a QR code, with a code in it that is good once and for a
 * quarter of an hour.
 */
@Configuration(proxyBeanMethods = false)
class MovingOn {

    private final Core core;
    private final Bearers bearers;
    private final Cookies cookies;
    private final OwnForm form;
    private final Bodies bodies;
    private final Invitations invitations;
    private final Limits limits;
    private final ChatWords spoken;
    private final Sentences words = Sentences.in("messages/webchat");

    MovingOn(
            Core core,
            Bearers bearers,
            Cookies cookies,
            OwnForm form,
            Bodies bodies,
            Invitations invitations,
            Limits limits,
            ChatWords spoken) {
        this.core = core;
        this.bearers = bearers;
        this.cookies = cookies;
        this.form = form;
        this.bodies = bodies;
        this.invitations = invitations;
        this.limits = limits;
        this.spoken = spoken;
    }

    @Bean
    RouterFunction<ServerResponse> chatMovingRoutes() {
        return RouterFunctions.route()
                .POST("/api/chat/moves", this::api)
                .POST("/chat/continue", this::page)
                .build();
    }

    /**
     * Where to go on.
     *
     * @param to the messenger
     * @param until when its code ends
     */
    record Way(String to, String link, QrPath qr, Instant until) {}

    private Mono<ServerResponse> api(ServerRequest request) {
        return bearers.person(request)
                .flatMap(person -> bodies.json(request)
                        .flatMap(asked -> way(person, asked.path("to").asString(""))))
                .flatMap(way -> ServerResponse.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(way));
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        if (!form.sent(request.headers().asHttpHeaders(), Cookies.with(request))) {
            return Mono.error(new Problem(HttpStatus.FORBIDDEN, words.say("form.foreign")));
        }
        return Mono.zip(
                        cookies.known(request)
                                .switchIfEmpty(
                                        Mono.error(() -> new Problem(HttpStatus.CONFLICT, words.say("move.none")))),
                        request.formData())
                .flatMap(asked -> way(asked.getT1().person(), asked.getT2().getFirst("to")))
                .flatMap(way -> shown(request, way));
    }

    private Mono<ServerResponse> shown(ServerRequest request, Way way) {
        Map<String, Object> model = new HashMap<>();
        model.put("way", way);
        model.put("w", spoken.of(request));
        model.put(
                "lang",
                request.queryParam("lang")
                        .filter(ChatWords.LANGUAGES::contains)
                        .map("?lang="::concat)
                        .orElse(""));
        return Mono.defer(() -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .cacheControl(CacheControl.noStore())
                        .render("webchat/continue", model))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Way> way(String person, @Nullable String to) {
        limits.message(person);
        if (to == null || !invitations.open().contains(to)) {
            return Mono.error(new Problem(HttpStatus.BAD_REQUEST, words.say("move.wrong")).naming("to"));
        }
        return core.move(WebchatChannel.address(person))
                .flatMap(offer -> Mono.justOrEmpty(invitations.link(to, offer.code()))
                        .map(link -> new Way(to, link, QrPath.of(link), offer.until())))
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.CONFLICT, words.say("move.none"))));
    }
}
