package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.Objects;
import java.util.UUID;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.People;
import org.guildhall.conversation.People.Joined;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Joining the citizens of two conversations to one person, and parting them again; for whoever may answer both. */
@Component
final class PeopleRoutes {

    private final Desk desk;
    private final People people;
    private final ConversationActions actions;
    private final JsonBody bodies;

    PeopleRoutes(Desk desk, People people, ConversationActions actions, JsonBody bodies) {
        this.desk = desk;
        this.people = people;
        this.actions = actions;
        this.bodies = bodies;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(POST("/desk/conversations/{id}/join"), this::join)
                .andRoute(POST("/desk/conversations/{id}/part"), this::part);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(POST("/conversations/{id}/join"), this::joinForProgram)
                .andRoute(DELETE("/conversations/{id}/join"), this::partForProgram);
    }

    /** The body of a join: the reference of the other conversation. */
    record With(@Nullable String reference) {}

    /** {@link Joined#MISSING} for a reference that nobody has, that is not theirs to see, and that is this conversation's own. */
    private Mono<Joined> join(StaffMember me, UUID id, String reference) {
        return people.referredTo(reference, me.sight())
                .filter(other -> !other.equals(id))
                .flatMap(other -> people.join(id, other, me.actor()))
                .defaultIfEmpty(Joined.MISSING);
    }

    private Mono<ServerResponse> join(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData())
                .flatMap(asked -> desk.acting(asked.getT1(), id)
                        .flatMap(
                                seen -> join(asked.getT1(), id, ConversationActions.value(asked.getT2(), "reference"))))
                .switchIfEmpty(Mono.error(ConversationPages::missing))
                .flatMap(joined -> joined == Joined.MISSING
                        ? actions.again(
                                request,
                                HttpStatus.BAD_REQUEST,
                                id,
                                new Pages.Fault("join-reference", WORDS.say("join.missing")),
                                Draft.EMPTY)
                        : actions.after(request, id, new Claim.Yours(), "join", Draft.EMPTY));
    }

    private Mono<ServerResponse> part(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Caller.of(request)
                .flatMap(me -> desk.acting(me, id).flatMap(seen -> people.part(id, me.actor())))
                .switchIfEmpty(Mono.error(ConversationPages::missing))
                .flatMap(parted -> actions.after(request, id, new Claim.Yours(), "part", Draft.EMPTY));
    }

    private Mono<ServerResponse> joinForProgram(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, With.class))
                .flatMap(asked -> desk.acting(asked.getT1(), id)
                        .switchIfEmpty(Mono.error(ConversationApi::missing))
                        .flatMap(seen -> join(
                                asked.getT1(),
                                id,
                                Objects.requireNonNullElse(asked.getT2().reference(), "")))
                        .filter(joined -> joined != Joined.MISSING)
                        .switchIfEmpty(Mono.error(() ->
                                ConversationApi.wrong(HttpStatus.UNPROCESSABLE_CONTENT, "reference", "join.missing")))
                        .flatMap(joined -> others(asked.getT1(), id)));
    }

    private Mono<ServerResponse> partForProgram(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        return Caller.of(request)
                .flatMap(me -> desk.acting(me, id).flatMap(seen -> people.part(id, me.actor())))
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(parted -> ServerResponse.noContent().build());
    }

    private Mono<ServerResponse> others(StaffMember me, UUID id) {
        return desk.look(me, id)
                .map(all -> all.joined().stream()
                        .map(other -> CaseJson.Joined.of(other.summary()))
                        .toList())
                .flatMap(joined -> ServerResponse.ok().bodyValue(new CaseJson.AllJoined(joined)));
    }
}
