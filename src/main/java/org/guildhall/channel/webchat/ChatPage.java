package org.guildhall.channel.webchat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.platform.Problem;
import org.guildhall.platform.SecurityHeaders;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code /chat}: one page for everybody. With JavaScript {@code chat.js} takes it over; without, it is some forms and a
 * transcript, and one cookie is set at the first message.
 */
@Configuration(proxyBeanMethods = false)
class ChatPage {

    /** Messages of a long conversation that the plain page shows. */
    private static final int SHOWN = 100;

    private final Core core;
    private final Cookies cookies;
    private final Door door;
    private final ChatEvents events;
    private final OwnForm form;
    private final Bodies bodies;
    private final ChatWords spoken;
    private final WebchatProperties properties;
    private final Sentences words = Sentences.in("messages/webchat");

    ChatPage(
            Core core,
            Cookies cookies,
            Door door,
            ChatEvents events,
            OwnForm form,
            Bodies bodies,
            ChatWords spoken,
            WebchatProperties properties) {
        this.core = core;
        this.cookies = cookies;
        this.door = door;
        this.events = events;
        this.form = form;
        this.bodies = bodies;
        this.spoken = spoken;
        this.properties = properties;
    }

    @Bean
    RouterFunction<ServerResponse> chatPageRoutes() {
        return RouterFunctions.route()
                .GET("/chat", this::show)
                .POST("/chat", this::take)
                .build();
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        return talk(request).flatMap(talk -> page(request, HttpStatus.OK, talk, null, ""));
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        if (!form.sent(request.headers().asHttpHeaders(), Cookies.with(request))) {
            return Mono.error(new Problem(HttpStatus.FORBIDDEN, words.say("form.foreign")));
        }
        return Bodies.isForm(request)
                ? or(bodies.form(request, filled -> brought(request, filled)), request, "")
                : request.formData().flatMap(fields -> {
                    String text = fields.getFirst("text");
                    return or(said(request, fields.toSingleValueMap()), request, text == null ? "" : text);
                });
    }

    private Mono<ServerResponse> said(ServerRequest request, Map<String, String> fields) {
        return Mono.fromSupplier(() -> saying(fields))
                .flatMap(saying -> cookies.knownOrNew(request)
                        .flatMap(known -> door.say(known.person(), saying).flatMap(seq -> seen(request, known, seq))));
    }

    private Mono<ServerResponse> brought(ServerRequest request, FileForm filled) {
        return Mono.fromSupplier(filled::bringing)
                .flatMap(file -> cookies.knownOrNew(request)
                        .flatMap(known -> door.bring(known.person(), file).flatMap(seq -> seen(request, known, seq))));
    }

    /** The page once more, with what to put right and nothing typed lost. */
    private Mono<ServerResponse> or(Mono<ServerResponse> done, ServerRequest request, String typed) {
        return done.onErrorMap(Saying.Unacceptable.class, door::problem)
                .onErrorResume(
                        Problem.class,
                        problem -> talk(request)
                                .flatMap(talk -> page(request, problem.getStatusCode(), talk, problem, typed)));
    }

    private static Saying saying(Map<String, String> fields) {
        String choice = fields.get("choice");
        return Saying.of(fields.get("id"), choice == null ? fields.get("text") : null, choice);
    }

    private Mono<ServerResponse> seen(ServerRequest request, Cookies.Known known, int seq) {
        return ServerResponse.seeOther(URI.create("/chat" + asked(request) + "#message-" + seq))
                .cookie(cookies.of(known))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** The language somebody asked for, to be asked for again; nothing is kept of it. */
    private String asked(ServerRequest request) {
        return request.queryParam("lang")
                .filter(ChatWords.LANGUAGES::contains)
                .map("?lang="::concat)
                .orElse("");
    }

    private Mono<Talk> talk(ServerRequest request) {
        return cookies.known(request)
                .map(Cookies.Known::person)
                .flatMap(this::talk)
                .defaultIfEmpty(Talk.NONE);
    }

    private Mono<Talk> talk(String person) {
        Address address = WebchatChannel.address(person);
        return core.standing(address)
                .flatMap(standing -> core.since(address, Math.max(0, standing.lastSeq() - SHOWN))
                        .flatMap(messages -> asOf(messages, standing, address).map(now -> talk(messages, now))));
    }

    /** What was said between the two looks may have moved the floor, and the page would not look again by itself. */
    private Mono<Conversations.Standing> asOf(
            List<Message> messages, Conversations.Standing standing, Address address) {
        boolean moved = !messages.isEmpty() && messages.getLast().seq() > standing.lastSeq();
        return moved ? core.standing(address) : Mono.just(standing);
    }

    private Talk talk(List<Message> messages, Conversations.Standing standing) {
        return new Talk(messages.stream().map(events::said).toList(), events.state(standing));
    }

    private Mono<ServerResponse> page(
            ServerRequest request, HttpStatusCode status, Talk talk, @Nullable Problem problem, String typed) {
        SecurityHeaders.embeddable(request.exchange());
        SecurityHeaders.devices(request.exchange());
        ChatWords.Spoken w = spoken.of(request);
        Map<String, Object> model = new HashMap<>();
        model.put("talk", talk);
        model.put(
                "error", problem == null ? "" : String.valueOf(problem.getBody().getDetail()));
        model.put("field", problem == null || problem.field() == null ? "text" : String.valueOf(problem.field()));
        model.put("typed", typed);
        model.put("w", w);
        model.put("here", "/chat" + asked(request));
        model.put("lang", asked(request));
        model.put("exit", properties.exit().toString());
        // The first look at a template reads the class path, and an id needs entropy: not for an event loop.
        return Mono.defer(() -> {
                    model.put("id", UUID.randomUUID().toString());
                    return ServerResponse.status(status)
                            .contentType(MediaType.TEXT_HTML)
                            .cacheControl(CacheControl.noStore())
                            .headers(headers -> headers.setVary(List.of("Accept-Language", "Cookie")))
                            .render("webchat/chat", model);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
