package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Topics;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Conversations for other programs: the queue, one conversation, and what staff do to it. */
@Component
final class ConversationApi {

    private final Desk desk;
    private final Asking asking;
    private final Staff staff;
    private final Teams teams;
    private final Suggestions suggestions;
    private final Topics topics;
    private final CaseTimes times;
    private final JsonBody bodies;
    private final PublicUrl publicUrl;

    ConversationApi(
            Desk desk,
            Asking asking,
            Staff staff,
            Teams teams,
            Suggestions suggestions,
            Topics topics,
            CaseTimes times,
            JsonBody bodies,
            PublicUrl publicUrl) {
        this.desk = desk;
        this.asking = asking;
        this.staff = staff;
        this.teams = teams;
        this.suggestions = suggestions;
        this.topics = topics;
        this.times = times;
        this.bodies = bodies;
        this.publicUrl = publicUrl;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/queue"), this::queue)
                .andRoute(GET("/conversations/{id}"), this::conversation)
                .andRoute(GET("/conversations/{id}/suggestions"), this::suggestions)
                .andRoute(POST("/conversations/{id}/claim"), this::claim)
                .andRoute(POST("/conversations/{id}/typing"), this::typing)
                .andRoute(POST("/conversations/{id}/notes"), this::note)
                .andRoute(POST("/conversations/{id}/transfer"), this::transfer)
                .andRoute(POST("/conversations/{id}/assistant"), this::toAssistant)
                .andRoute(POST("/conversations/{id}/close"), this::close);
    }

    /** The body of a note; {@code ask} is whom it asks besides those it names with an @. */
    record Words(@Nullable String text, @Nullable String ask) {}

    /** The body of a transfer: one of the two. */
    record Transfer(@Nullable String team, @Nullable String staff) {}

    /** The body of a close. */
    record Close(@Nullable String outcome) {}

    private Mono<ServerResponse> queue(ServerRequest request) {
        QueueOrder order = QueueOrder.of(request);
        return Mono.zip(Caller.of(request), teams.all())
                .flatMap(asked -> waiting(
                        asked.getT1(), asked.getT2(), request.queryParam("team").filter(team -> !team.isEmpty())))
                .flatMap(waiting -> Mono.zip(
                                topics.of(waiting.stream().map(Summary::id).toList()), times.due(waiting))
                        .map(known ->
                                TimesJson.Queue.of(order.sorted(waiting, known.getT2()), known.getT1(), known.getT2())))
                .flatMap(queue -> ServerResponse.ok().bodyValue(queue));
    }

    private Mono<List<Summary>> waiting(StaffMember me, Set<String> known, Optional<String> team) {
        return team.filter(name -> !known.contains(name)).isPresent()
                ? Mono.error(wrong(HttpStatus.BAD_REQUEST, "team", "search.team"))
                : desk.waiting(me, team);
    }

    private Mono<ServerResponse> conversation(ServerRequest request) {
        UUID id = id(request);
        return Caller.of(request)
                .flatMap(me -> desk.open(me, id))
                .flatMap(all -> Mono.zip(times.due(List.of(all.summary())), times.solved(id))
                        .map(found -> TimesJson.Conversation.of(
                                DeskJson.Conversation.of(all, publicUrl), found.getT1(), found.getT2())))
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(found -> ServerResponse.ok().bodyValue(found));
    }

    private Mono<ServerResponse> suggestions(ServerRequest request) {
        UUID id = id(request);
        return Caller.of(request)
                .flatMap(me -> desk.open(me, id))
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(suggestions::to)
                .map(fitting -> DeskJson.AllFitting.of(fitting, publicUrl))
                .flatMap(found -> ServerResponse.ok().bodyValue(found));
    }

    private Mono<ServerResponse> claim(ServerRequest request) {
        UUID id = id(request);
        return Caller.of(request).flatMap(me -> desk.claim(me, id)).flatMap(claim -> standing(claim, id));
    }

    private Mono<ServerResponse> typing(ServerRequest request) {
        UUID id = id(request);
        return Caller.of(request)
                .flatMap(me -> desk.typing(me, id))
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(seen -> ServerResponse.noContent().build());
    }

    private Mono<ServerResponse> note(ServerRequest request) {
        UUID id = id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Words.class))
                .flatMap(asked -> note(asked.getT1(), id, asked.getT2())
                        .map(noted -> new DeskJson.Noted(asked.getT1().fullName(), noted.text(), noted.asked())))
                .flatMap(noted -> ServerResponse.status(HttpStatus.CREATED).bodyValue(noted));
    }

    /** Whoever may not see it must not learn from the answer which colleagues there are. */
    private Mono<Asking.Noted> note(StaffMember me, UUID id, Words body) {
        String text = text(body.text());
        String ask = Objects.requireNonNullElse(body.ask(), "");
        return desk.summary(me, id)
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(seen -> ask.isEmpty()
                        ? Mono.just(ask)
                        : staff.named(ask)
                                .filter(StaffMember::answers)
                                .map(StaffMember::username)
                                .switchIfEmpty(Mono.error(
                                        () -> wrong(HttpStatus.UNPROCESSABLE_CONTENT, "ask", "transfer.staff"))))
                .flatMap(picked -> asking.note(me, id, text, picked))
                .switchIfEmpty(Mono.error(ConversationApi::missing));
    }

    private Mono<ServerResponse> transfer(ServerRequest request) {
        UUID id = id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Transfer.class))
                .flatMap(asked -> transfer(asked.getT1(), id, asked.getT2()))
                .flatMap(claim -> standing(claim, id));
    }

    private Mono<Claim> transfer(StaffMember me, UUID id, Transfer to) {
        if ((to.team() == null) == (to.staff() == null)) {
            return Mono.error(wrong(HttpStatus.BAD_REQUEST, "team", "transfer.one"));
        }
        // Whoever may not see it must not learn from the answer which teams and colleagues there are.
        return desk.summary(me, id)
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(seen ->
                        to.team() != null ? toTeam(me, id, to.team()) : toStaff(me, id, String.valueOf(to.staff())));
    }

    private Mono<Claim> toTeam(StaffMember me, UUID id, String team) {
        return teams.all()
                .filter(known -> known.contains(team))
                .switchIfEmpty(Mono.error(() -> wrong(HttpStatus.UNPROCESSABLE_CONTENT, "team", "transfer.team")))
                .flatMap(known -> desk.transferToTeam(me, id, team));
    }

    private Mono<Claim> toStaff(StaffMember me, UUID id, String username) {
        return staff.named(username)
                .filter(StaffMember::answers)
                .switchIfEmpty(Mono.error(() -> wrong(HttpStatus.UNPROCESSABLE_CONTENT, "staff", "transfer.staff")))
                .flatMap(colleague -> desk.transferToStaff(me, id, colleague));
    }

    private Mono<ServerResponse> toAssistant(ServerRequest request) {
        UUID id = id(request);
        return Caller.of(request).flatMap(me -> desk.toAssistant(me, id)).flatMap(claim -> standing(claim, id));
    }

    private Mono<ServerResponse> close(ServerRequest request) {
        UUID id = id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Close.class).map(this::outcome))
                .flatMap(asked -> desk.close(asked.getT1(), id, asked.getT2()))
                .flatMap(claim -> standing(claim, id));
    }

    /** How a conversation stands after something was done to it, or why it was not. */
    Mono<ServerResponse> standing(Claim claim, UUID id) {
        if (!(claim instanceof Claim.Yours)) {
            return Mono.error(refusal(claim));
        }
        return desk.after(id)
                .map(DeskJson.Standing::of)
                .flatMap(now -> ServerResponse.ok().bodyValue(now));
    }

    /** Why somebody may not do something to a conversation. */
    static Problem refusal(Claim claim) {
        return switch (claim) {
            case Claim.HeldBy(StaffName holder) -> held(holder);
            case Claim.Over over -> new Problem(HttpStatus.CONFLICT, WORDS.say("claim.over"));
            case Claim.Missing gone -> missing();
            case Claim.Yours yours -> throw new IllegalStateException("Nothing was refused");
        };
    }

    static Problem unseen(int lastSeq) {
        Problem problem = new Problem(HttpStatus.CONFLICT, WORDS.say("reply.unseen"));
        problem.getBody().setProperty("lastSeq", lastSeq);
        return problem;
    }

    private static Problem held(StaffName holder) {
        Problem problem = new Problem(HttpStatus.CONFLICT, WORDS.say("claim.held", Map.of("name", holder.name())));
        problem.getBody().setProperty("claimedBy", holder);
        return problem;
    }

    /** Words that somebody wrote, fit to be stored. */
    static String text(@Nullable String written) {
        String text = WrittenText.clean(written);
        if (text.isEmpty()) {
            throw wrong(HttpStatus.BAD_REQUEST, "text", "text.empty");
        }
        if (text.length() > WrittenText.LONGEST) {
            throw wrong(HttpStatus.BAD_REQUEST, "text", "text.long", Map.of("most", WrittenText.LONGEST));
        }
        return text;
    }

    private String outcome(Close body) {
        String outcome = body.outcome();
        if (outcome == null || !Desk.OUTCOMES.contains(outcome)) {
            throw wrong(
                    HttpStatus.BAD_REQUEST,
                    "outcome",
                    "close.outcome",
                    Map.of("outcomes", String.join(", ", Desk.OUTCOMES)));
        }
        return outcome;
    }

    static UUID id(ServerRequest request) {
        return Caller.uuid(request.pathVariable("id")).orElseThrow(ConversationApi::missing);
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("conversation.missing"));
    }

    /** A field that has to be put right, and a sentence of the desk's that says how. */
    static Problem wrong(HttpStatus status, String field, String key) {
        return wrong(status, field, key, Map.of());
    }

    private static Problem wrong(HttpStatus status, String field, String key, Map<String, ?> gaps) {
        return new Problem(status, field + ": " + WORDS.say(key, gaps)).naming(field);
    }
}
