package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Replay;
import org.guildhall.platform.Council;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The page of what could not be dealt with or did not arrive: plain forms that work without a script. */
@Component
final class DeadLetterPages {

    private static final String PATH = "/desk/dead-letters";
    private static final Set<String> DONE = Set.of("replay", "discard");

    private final Mending mending;
    private final Council council;

    DeadLetterPages(Mending mending, Council council) {
        this.mending = mending;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), this::letters)
                .andRoute(POST(PATH + "/{id}/replay"), this::replay)
                .andRoute(POST(PATH + "/{id}/discard"), this::discard);
    }

    private Mono<ServerResponse> letters(ServerRequest request) {
        String done = request.queryParam("done").filter(DONE::contains).orElse("");
        return page(request, HttpStatus.OK, done, null);
    }

    private Mono<ServerResponse> page(
            ServerRequest request, HttpStatus status, String done, Pages.@Nullable Fault fault) {
        return Caller.of(request)
                .flatMap(me -> Mono.zip(mending.look(me), mending.undelivered(me)))
                .flatMap(found -> {
                    Map<String, Object> model = new HashMap<>();
                    model.put(
                            "letters",
                            found.getT1().stream()
                                    .map(letter -> DeadLetterView.of(letter, council.timeZone()))
                                    .toList());
                    model.put(
                            "undelivered",
                            found.getT2().stream()
                                    .map(message -> UndeliveredView.of(message, council.timeZone()))
                                    .toList());
                    model.put(
                            "whys",
                            Mending.WHYS.stream()
                                    .map(why -> new ConversationPages.Option(why, WORDS.say("discard." + why)))
                                    .toList());
                    if (!done.isEmpty()) {
                        model.put("done", WORDS.say("done." + done));
                    }
                    if (fault != null) {
                        model.put("fault", fault);
                    }
                    return Pages.show(request, status, "desk/dead-letters", model);
                });
    }

    private Mono<ServerResponse> replay(ServerRequest request) {
        UUID id = DeadLetterApi.id(request);
        return Caller.of(request).flatMap(me -> mending.replay(me, id)).flatMap(replay -> switch (replay) {
            case Replay.Asked asked -> Pages.goTo(PATH + "?done=replay");
            case Replay.Missing missing -> Mono.error(DeadLetterApi.missing());
            case Replay.Impossible(Replay.Why why) ->
                page(request, HttpStatus.CONFLICT, "", new Pages.Fault("letter-" + id, Mishap.of(why)));
        });
    }

    private Mono<ServerResponse> discard(ServerRequest request) {
        UUID id = DeadLetterApi.id(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String why = asked.getT2().getFirst("why");
            return why == null || !Mending.WHYS.contains(why)
                    ? page(
                            request,
                            HttpStatus.BAD_REQUEST,
                            "",
                            new Pages.Fault("why-" + id, WORDS.say("discard.choose")))
                    : mending.discard(asked.getT1(), id, why)
                            .filter(Boolean::booleanValue)
                            .switchIfEmpty(Mono.error(DeadLetterApi::missing))
                            .flatMap(put -> Pages.goTo(PATH + "?done=discard"));
        });
    }
}
