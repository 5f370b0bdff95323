package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.StaffFiles;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Topics;
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

    private static final Set<String> DONE = Set.of(
            "claim",
            "reply",
            "note",
            "transfer",
            "assistant",
            "close",
            "planned",
            "snooze",
            "wake",
            "ask",
            "answered",
            "join",
            "part",
            "article");

    /** Where a person has it, or is waited for. */
    private static final Set<Floor> HELD = Set.of(Floor.QUEUE, Floor.STAFF);

    private static final List<Option> TIMES = ChosenTime.WORDS_FOR_TIMES.stream()
            .map(word -> new Option(word, WORDS.say("time." + word)))
            .toList();

    private final Desk desk;
    private final Mending mending;
    private final Duties duties;
    private final Teams teams;
    private final ConsoleStream events;
    private final SessionContexts contexts;
    private final Suggestions suggestions;
    private final CannedReplies replies;
    private final Presence presence;
    private final Topics topics;
    private final CaseTimes times;
    private final StaffFiles files;
    private final PutAside aside;
    private final Blocking blocking;
    private final Council council;

    ConversationPages(
            Desk desk,
            Mending mending,
            Duties duties,
            Teams teams,
            ConsoleStream events,
            SessionContexts contexts,
            Suggestions suggestions,
            CannedReplies replies,
            Presence presence,
            Topics topics,
            CaseTimes times,
            StaffFiles files,
            PutAside aside,
            Blocking blocking,
            Council council) {
        this.desk = desk;
        this.mending = mending;
        this.duties = duties;
        this.teams = teams;
        this.events = events;
        this.contexts = contexts;
        this.suggestions = suggestions;
        this.replies = replies;
        this.presence = presence;
        this.topics = topics;
        this.times = times;
        this.files = files;
        this.aside = aside;
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
        QueueOrder order = QueueOrder.of(request);
        return Caller.of(request)
                .flatMap(me -> Mono.zip(
                        desk.waiting(me),
                        desk.mine(me),
                        mending.waiting(me),
                        mending.undelivered(me),
                        aside.of(me),
                        blocking.waiting(me)))
                .flatMap(all -> Mono.zip(
                                topics.of(all.getT1().stream().map(Summary::id).toList()),
                                times.due(all.getT1()),
                                times.due(all.getT2()))
                        .flatMap(known -> {
                            List<Summary> waiting = order.sorted(all.getT1(), known.getT2());
                            List<Summary> mine = order.sorted(all.getT2(), known.getT3());
                            Map<UUID, DueView> dues = new HashMap<>(times.words(known.getT2(), waiting));
                            dues.putAll(times.words(known.getT3(), mine));
                            return Pages.show(
                                    request,
                                    HttpStatus.OK,
                                    template,
                                    Map.of(
                                            "waiting",
                                            WaitingView.of(waiting, known.getT1(), request.queryParam("team"), order),
                                            "mine",
                                            mine.stream().map(QueueRow::of).toList(),
                                            "dues",
                                            dues,
                                            "order",
                                            order,
                                            "letters",
                                            counted("letters", all.getT3()),
                                            "undelivered",
                                            counted("undelivered", all.getT4().size()),
                                            "aside",
                                            all.getT5(),
                                            "blocks",
                                            counted("blocks", all.getT6())));
                        }));
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
                        duties.colleagues(),
                        suggestions.to(all),
                        replies.offered(me, all),
                        times.page(all.summary()),
                        along(all, draft),
                        blocking.against(all.summary().id())))
                .flatMap(found -> {
                    Map<String, Object> model = new HashMap<>(found.getT6());
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
                    model.put("returnable", HELD.contains(all.summary().floor()));
                    found.getT8().ifPresent(block -> model.put("block", BlockView.of(block, council.timeZone())));
                    model.put("draft", draft);
                    found.getT7().ifPresent(file -> model.put("along", file));
                    model.put("times", TIMES);
                    Optional.ofNullable(done).ifPresent(words -> model.put("done", words));
                    Optional.ofNullable(fault).ifPresent(wrong -> model.put("fault", wrong));
                    return besides(request, all, found.getT1()).flatMap(besides -> {
                        model.putAll(besides);
                        return Pages.show(request, status, "desk/conversation", model);
                    });
                });
    }

    /** Who else looks at it, and what is new to whoever wrote there. */
    private Mono<Map<String, Object>> besides(ServerRequest request, Transcript all, StaffMember me) {
        UUID id = all.summary().id();
        return presence.looksAt(me, id)
                .then(Mono.zip(presence.company(me, id), SeenPlace.of(request).map(seen -> UnseenView.of(all, seen))))
                .map(found -> Map.of("company", found.getT1(), "unseen", found.getT2()));
    }

    /** The file that goes along with what stands in the reply box, in words. */
    private Mono<Optional<String>> along(Transcript all, Draft draft) {
        return Mono.justOrEmpty(Caller.uuid(draft.file()))
                .flatMap(id -> files.one(all.summary().id(), id))
                .map(file -> Optional.of(FileView.named(file)))
                .defaultIfEmpty(Optional.empty());
    }

    private ConversationView view(Transcript all, List<Suggestion> fitting, StaffMember me) {
        return ConversationView.of(all, SuggestionView.all(fitting, suggestions::draft), me, council.timeZone());
    }

    /** One thing to pick in a form. */
    record Option(String value, String words) {}

    /** Who is not there says so, as what is handed to them may come back. */
    private static List<Option> colleagues(StaffMember me, List<Colleague> all) {
        return all.stream()
                .filter(one -> one.member().answers() && !one.member().id().equals(me.id()))
                .map(one -> new Option(one.member().username(), ColleagueRow.named(one)))
                .toList();
    }

    private Mono<ServerResponse> refreshed(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> desk.look(me, id(request))
                        .flatMap(all -> Mono.zip(suggestions.to(all), times.page(all.summary()))
                                .map(found -> {
                                    Map<String, Object> model = new HashMap<>(found.getT2());
                                    model.put("it", view(all, found.getT1(), me));
                                    return model;
                                })))
                .flatMap(model -> Pages.show(request, HttpStatus.OK, "desk/conversation :: live", model))
                .switchIfEmpty(Mono.error(ConversationPages::missing));
    }

    private Mono<ServerResponse> stream(ServerRequest request) {
        List<UUID> shown = request.queryParams().getOrDefault("conversation", List.of()).stream()
                .flatMap(id -> Caller.uuid(id).stream())
                .toList();
        return Caller.of(request).flatMap(me -> events.of(me, shown, () -> contexts.member(request.exchange())));
    }

    static UUID id(ServerRequest request) {
        return Caller.uuid(request.pathVariable("id")).orElseThrow(ConversationPages::missing);
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("conversation.missing"));
    }
}
