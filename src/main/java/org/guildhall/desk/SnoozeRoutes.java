package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Snooze;
import org.guildhall.platform.Council;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Putting a conversation off until a time, and bringing it back, in the console and for programs. */
@Component
final class SnoozeRoutes {

    private final Snooze snooze;
    private final PutAside aside;
    private final ConversationActions actions;
    private final ConversationApi conversations;
    private final JsonBody bodies;
    private final Council council;

    SnoozeRoutes(
            Snooze snooze,
            PutAside aside,
            ConversationActions actions,
            ConversationApi conversations,
            JsonBody bodies,
            Council council) {
        this.snooze = snooze;
        this.aside = aside;
        this.actions = actions;
        this.conversations = conversations;
        this.bodies = bodies;
        this.council = council;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(POST("/desk/conversations/{id}/snooze"), this::putOff)
                .andRoute(POST("/desk/conversations/{id}/wake"), this::bringBack);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(POST("/conversations/{id}/snooze"), this::putOffForProgram)
                .andRoute(DELETE("/conversations/{id}/snooze"), this::bringBackForProgram)
                .andRoute(GET("/put-off"), this::list);
    }

    /** The body of a snooze. */
    record Until(@Nullable String until) {}

    private Mono<ServerResponse> putOff(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            Instant now = Instant.now();
            Optional<Instant> until = chosen(asked.getT2(), now);
            return ChosenTime.fault(until, now)
                    .map(fault -> actions.again(
                            request, HttpStatus.BAD_REQUEST, id, new Pages.Fault("snooze-at", fault), Draft.EMPTY))
                    .orElseGet(() -> snooze.until(id, asked.getT1().actor(), until.orElseThrow())
                            .flatMap(claim -> actions.after(request, id, claim, "snooze", Draft.EMPTY)));
        });
    }

    /** A time of their own comes before one from the list. */
    private Optional<Instant> chosen(MultiValueMap<String, String> form, Instant now) {
        String at = ConversationActions.value(form, "at");
        return at.isEmpty()
                ? ChosenTime.called(ConversationActions.value(form, "for"), council.timeZone(), now)
                : ChosenTime.local(at, council.timeZone());
    }

    private Mono<ServerResponse> bringBack(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Caller.of(request)
                .flatMap(me -> snooze.wake(id, me.actor()))
                .flatMap(claim -> actions.after(request, id, claim, "wake", Draft.EMPTY));
    }

    private Mono<ServerResponse> putOffForProgram(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Until.class))
                .flatMap(asked -> snooze.until(id, asked.getT1().actor(), until(asked.getT2())))
                .flatMap(claim -> conversations.standing(claim, id));
    }

    private static Instant until(Until body) {
        Instant until = ReplyApi.time("until", body.until());
        if (until == null) {
            throw ConversationApi.wrong(HttpStatus.BAD_REQUEST, "until", "time.wrong");
        }
        return until;
    }

    private Mono<ServerResponse> bringBackForProgram(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        return Caller.of(request)
                .flatMap(me -> snooze.wake(id, me.actor()))
                .flatMap(claim -> conversations.standing(claim, id));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return Caller.of(request)
                .flatMap(aside::forPrograms)
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }
}
