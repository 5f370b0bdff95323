package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Transcript;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Looking at the queue and at conversations in the console; below {@code /desk/live} the parts that refresh themselves. */
@Component
final class ConversationPages {

    private static final Set<String> DONE = Set.of("claim", "reply", "note", "transfer", "close");

    private final Desk desk;
    private final Mending mending;
    private final Staff staff;
    private final Teams teams;
    private final EventApi events;
    private final SessionContexts contexts;
    private final Suggestions suggestions;
    private final CannedReplies replies;
    private final Blocking blocking;
    private final Council council;

    ConversationPages(
            Desk desk,
            Mending mending,
            Staff staff,
            Teams teams,
            EventApi events,
            SessionContexts contexts,
            Suggestions suggestions,
            CannedReplies replies,
            Blocking blocking,
            Council council) {
        this.desk = desk;
        this.mending = mending;
        this.staff = staff;
        this.teams = teams;
        this.events = events;
        this.contexts = contexts;
        this.suggestions = suggestions;
        this.replies = replies;
        this.blocking = blocking;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/desk").or(GET("/desk/")), this::home)
                .andRoute(GET("/desk/conversations/{id}"), this::conversation)
                .andRoute(GET("/desk/live/queue"), request -> queue(request, "desk/queue :: lists"))
                .andRoute(GET("/desk/live/conversations/{id}"), this::refreshed)
                .andRoute(GET("/desk/live/events"), this::stream)
                .andRoute(
                        GET("/desk/live/here"),
                        request -> ServerResponse.noContent().build());
    }

    private Mono<ServerResponse> home(ServerRequest request) {
        return Caller.of(request).flatMap(me -> {
            if (me.answers()) {
                return queue(request, "desk/queue");
            }
            return me.seesKnowledge() ? Pages.goTo("/desk/knowledge") : Pages.goTo("/desk/audit");
        });
    }

    private Mono<ServerResponse> queue(ServerRequest request, String template) {
        return Caller.of(request)
                .flatMap(me -> Mono.zip(
                        desk.waiting(me),
                        desk.mine(me),
                        mending.waiting(me),
                        mending.undelivered(me),
                        blocking.waiting(me)))
                .flatMap(all -> Pages.show(
                        request,
                        HttpStatus.OK,
                        template,
                        Map.of(
                                "waiting",
                                        all.getT1().stream().map(QueueRow::of).toList(),
                                "mine", all.getT2().stream().map(QueueRow::of).toList(),
                                "blocks", counted("blocks", all.getT5()),
                                "letters", counted("letters", all.getT3()),
                                "undelivered",
                                        counted("undelivered", all.getT4().size()))));
    }

    /** Empty when there are none. */
    private static String counted(String what, int number) {
        return number == 0
                ? ""
                : WORDS.say("mend." + what + (number == 1 ? ".one" : ".several"), Map.of("number", number));
    }

    private Mono<ServerResponse> conversation(ServerRequest request) {
        String done = request.queryParam("done").filter(DONE::contains).orElse("");
        return Caller.of(request)
                .flatMap(me -> desk.open(me, id(request)))
                .flatMap(all -> page(
                        request,
                        HttpStatus.OK,
                        all,
                        done.isEmpty() ? null : WORDS.say("done." + done),
                        null,
                        Draft.EMPTY))
                .switchIfEmpty(Mono.error(ConversationPages::missing));
    }

    /** The page again after something could not be done; empty when there is no conversation they may see. */
    Mono<ServerResponse> again(ServerRequest request, HttpStatus status, UUID id, Pages.Fault fault, Draft draft) {
        return Caller.of(request)
                .flatMap(me -> desk.look(me, id))
                .flatMap(all -> page(request, status, all, null, fault, draft));
    }

    /** The page again with something put into the reply box; empty when there is no conversation they may see. */
    Mono<ServerResponse> drafted(ServerRequest request, UUID id, Draft draft) {
        return Caller.of(request)
                .flatMap(me -> desk.look(me, id))
                .flatMap(all -> page(request, HttpStatus.OK, all, null, null, draft));
    }

    private Mono<ServerResponse> page(
            ServerRequest request,
            HttpStatus status,
            Transcript all,
            @Nullable String done,
            Pages.@Nullable Fault fault,
            Draft draft) {
        return Caller.of(request)
                .flatMap(me -> Mono.zip(
                        Mono.just(me),
                        teams.all(),
                        staff.all(),
                        suggestions.to(all),
                        replies.offered(me, all),
                        blocking.against(all.summary().id())))
                .flatMap(found -> {
                    Map<String, Object> model = new HashMap<>();
                    model.put("it", view(all, found.getT4(), found.getT1()));
                    model.put(
                            "teams",
                            found.getT2().stream()
                                    .map(team -> new Option(team, Spoken.name(team)))
                                    .toList());
                    model.put("colleagues", colleagues(found.getT1(), found.getT3()));
                    model.put(
                            "outcomes",
                            Desk.OUTCOMES.stream()
                                    .map(word -> new Option(word, WORDS.say("outcome." + word)))
                                    .toList());
                    model.put("canned", found.getT5());
                    found.getT6().ifPresent(block -> model.put("block", BlockView.of(block, council.timeZone())));
                    model.put("draft", draft);
                    Optional.ofNullable(done).ifPresent(words -> model.put("done", words));
                    Optional.ofNullable(fault).ifPresent(wrong -> model.put("fault", wrong));
                    return Pages.show(request, status, "desk/conversation", model);
                });
    }

    private ConversationView view(Transcript all, List<Suggestion> fitting, StaffMember me) {
        return ConversationView.of(all, SuggestionView.all(fitting, suggestions::draft), me, council.timeZone());
    }

    /** One thing to pick in a form. */
    record Option(String value, String words) {}

    private static List<Option> colleagues(StaffMember me, List<StaffMember> all) {
        return all.stream()
                .filter(one -> one.answers() && !one.id().equals(me.id()))
                .map(one -> new Option(one.username(), one.fullName()))
                .toList();
    }

    private Mono<ServerResponse> refreshed(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> desk.look(me, id(request))
                        .flatMap(all -> suggestions.to(all).map(fitting -> view(all, fitting, me))))
                .flatMap(it -> Pages.show(request, HttpStatus.OK, "desk/conversation :: live", Map.of("it", it)))
                .switchIfEmpty(Mono.error(ConversationPages::missing));
    }

    private Mono<ServerResponse> stream(ServerRequest request) {
        Optional<UUID> only = request.queryParam("conversation").flatMap(Caller::uuid);
        return Caller.of(request).flatMap(me -> events.hints(me, only, () -> contexts.member(request.exchange())));
    }

    static UUID id(ServerRequest request) {
        return Caller.uuid(request.pathVariable("id")).orElseThrow(ConversationPages::missing);
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("conversation.missing"));
    }
}
