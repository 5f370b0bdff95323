package org.guildhall.channel.webchat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.platform.AssetRoutes;
import org.guildhall.platform.Assets;
import org.guildhall.platform.CrossOrigin;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.SecurityHeaders;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code /chat}: one page for everybody. With JavaScript {@code chat.js} takes it over; without, it is a form and a
 * transcript, and one cookie is set at the first message.
 */
@Configuration(proxyBeanMethods = false)
class ChatPage {

    static final String COOKIE = "guildhall-chat";

    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final Duration SCRIPT_KEPT = Duration.ofMinutes(5);

    /** Messages of a long conversation that the plain page shows. */
    private static final int SHOWN = 100;

    private final Core core;
    private final Visitors visitors;
    private final Door door;
    private final ChatEvents events;
    private final OwnForm form;
    private final Assets assets;
    private final boolean encrypted;
    private final Sentences words = Sentences.in("messages/webchat");

    ChatPage(
            Core core,
            Visitors visitors,
            Door door,
            ChatEvents events,
            OwnForm form,
            Assets assets,
            PublicUrl publicUrl) {
        this.core = core;
        this.visitors = visitors;
        this.door = door;
        this.events = events;
        this.form = form;
        this.assets = assets;
        this.encrypted = "https".equals(publicUrl.publicUrl().getScheme());
    }

    @Bean
    RouterFunction<ServerResponse> chatPageRoutes() {
        return RouterFunctions.route()
                .GET("/chat", this::show)
                .POST("/chat", this::take)
                .GET("/chat.js", this::script)
                .build();
    }

    /** Pages that load the widget as a module must be let. */
    @Bean
    CrossOrigin chatScriptCalls() {
        return new CrossOrigin("/chat.js");
    }

    private Mono<ServerResponse> script(ServerRequest request) {
        return Mono.justOrEmpty(assets.find("chat.js"))
                .flatMap(asset -> AssetRoutes.respond(
                        request, asset, CacheControl.maxAge(SCRIPT_KEPT).cachePublic()));
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        SecurityHeaders.embeddable(request.exchange());
        return person(request)
                .flatMap(this::talk)
                .defaultIfEmpty(Talk.NONE)
                .flatMap(talk -> page(HttpStatus.OK, talk, null, ""));
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        boolean withCookie = request.cookies().containsKey(COOKIE);
        if (!form.sent(request.headers().asHttpHeaders(), withCookie)) {
            return Mono.error(new Problem(HttpStatus.FORBIDDEN, words.say("form.foreign")));
        }
        return request.formData().flatMap(fields -> taken(request, fields));
    }

    private Mono<ServerResponse> taken(ServerRequest request, MultiValueMap<String, String> fields) {
        return Mono.fromSupplier(() -> saying(fields))
                .flatMap(saying -> token(request).flatMap(token -> said(token, saying)))
                .onErrorResume(Saying.Unacceptable.class, wrong -> again(request, door.problem(wrong), fields))
                .onErrorResume(Problem.class, problem -> again(request, problem, fields));
    }

    private static Saying saying(MultiValueMap<String, String> fields) {
        String choice = fields.getFirst("choice");
        return Saying.of(fields.getFirst("id"), choice == null ? fields.getFirst("text") : null, choice);
    }

    private Mono<ServerResponse> said(Known known, Saying saying) {
        return door.say(known.person(), saying)
                .flatMap(seq -> ServerResponse.seeOther(URI.create("/chat#message-" + seq))
                        .cookie(cookie(known.token()))
                        .cacheControl(CacheControl.noStore())
                        .build());
    }

    private ResponseCookie cookie(String token) {
        return ResponseCookie.from(COOKIE, token)
                .path("/chat")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(encrypted)
                .maxAge(REMEMBERED)
                .build();
    }

    /** The page once more, with what to put right and nothing typed lost. */
    private Mono<ServerResponse> again(ServerRequest request, Problem problem, MultiValueMap<String, String> fields) {
        String typed = fields.getFirst("text");
        return person(request)
                .flatMap(this::talk)
                .defaultIfEmpty(Talk.NONE)
                .flatMap(talk ->
                        page(problem.getStatusCode(), talk, problem.getBody().getDetail(), typed == null ? "" : typed));
    }

    private Mono<Known> token(ServerRequest request) {
        return known(request)
                .switchIfEmpty(visitors.welcome()
                        .flatMap(token -> visitors.person(token).map(person -> new Known(token, person))));
    }

    private Mono<String> person(ServerRequest request) {
        return known(request).map(Known::person);
    }

    private Mono<Known> known(ServerRequest request) {
        return Mono.justOrEmpty(request.cookies().getFirst(COOKIE))
                .flatMap(cookie ->
                        visitors.person(cookie.getValue()).map(person -> new Known(cookie.getValue(), person)));
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
        return new Talk(messages.stream().map(events::said).toList(), ChatEvents.State.of(standing));
    }

    private Mono<ServerResponse> page(
            org.springframework.http.HttpStatusCode status, Talk talk, @Nullable String error, String typed) {
        // The first look at a template reads the class path, and an id needs entropy: not for an event loop.
        return Mono.defer(() -> ServerResponse.status(status)
                        .contentType(MediaType.TEXT_HTML)
                        .cacheControl(CacheControl.noStore())
                        .render(
                                "webchat/chat",
                                Map.of(
                                        "talk",
                                        talk,
                                        "error",
                                        error == null ? "" : error,
                                        "typed",
                                        typed,
                                        "id",
                                        UUID.randomUUID().toString())))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Somebody with a token. */
    private record Known(String token, String person) {}

    /**
     * What the plain page shows.
     *
     * @param said oldest first
     */
    record Talk(List<ChatEvents.Said> said, ChatEvents.State state) {
        static final Talk NONE = new Talk(List.of(), ChatEvents.State.NEW);

        /** Whether an answer is still to come, so that the page looks again by itself. */
        public boolean waiting() {
            return !said.isEmpty()
                    && said.getLast().from().equals("citizen")
                    && !state.floor().equals("staff");
        }
    }
}
