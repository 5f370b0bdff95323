package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.StaffFiles;
import org.guildhall.platform.Council;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Looking after canned replies in the console: plain forms that work without a script. */
@Component
final class CannedReplyPages {

    private static final String PATH = "/desk/canned-replies";
    private static final Set<String> DONE = Set.of("add", "change", "remove");
    private static final Set<String> DONE_WITH_FILE = Set.of("file", "without-file");
    private static final Set<String> PROBLEMS_WITH_FILE = Set.of("large", "choose", "unfit");

    private final CannedReplies replies;
    private final StaffFiles files;
    private final Uploads uploads;
    private final Teams teams;
    private final Council council;

    CannedReplyPages(CannedReplies replies, StaffFiles files, Uploads uploads, Teams teams, Council council) {
        this.replies = replies;
        this.files = files;
        this.uploads = uploads;
        this.teams = teams;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), request -> list(request, HttpStatus.OK, WrittenReply.EMPTY, Map.of()))
                .andRoute(POST(PATH), this::add)
                .andRoute(GET(PATH + "/{id}"), this::one)
                .andRoute(POST(PATH + "/{id}"), this::change)
                .andRoute(POST(PATH + "/{id}/remove"), this::remove);
    }

    /**
     * One of the list.
     *
     * @param team whose it is, in words
     * @param changed by whom and when, in words
     * @param broken whether an article that it links to is not there any more
     * @param bringing whether a file goes along
     */
    record Row(UUID id, String title, String team, String text, String changed, boolean broken, boolean bringing) {}

    private Mono<ServerResponse> list(
            ServerRequest request, HttpStatus status, WrittenReply written, Map<String, String> faults) {
        String done = request.queryParam("done").filter(DONE::contains).orElse("");
        return Caller.of(request)
                .flatMap(me -> Mono.zip(replies.all(me), form(written, faults)))
                .flatMap(found -> {
                    Map<String, Object> model = new HashMap<>(found.getT2());
                    model.put("replies", found.getT1().stream().map(this::row).toList());
                    if (!done.isEmpty()) {
                        model.put("done", WORDS.say("done.canned-" + done));
                    }
                    return Pages.show(request, status, "desk/canned-replies", model);
                });
    }

    private Row row(CannedReply reply) {
        return new Row(
                reply.id(),
                ShownText.visible(reply.title()),
                reply.team() == null ? WORDS.say("canned.everybody") : Spoken.name(reply.team()),
                ShownText.visible(reply.text()),
                WORDS.say(
                        "canned.changed",
                        Map.of("who", reply.changedBy(), "at", Spoken.at(reply.changedAt(), council.timeZone()))),
                replies.broken(reply),
                reply.file() != null);
    }

    /** What the fields of the form need. */
    private Mono<Map<String, Object>> form(WrittenReply written, Map<String, String> faults) {
        return teams.all().map(known -> {
            Map<String, Object> model = new HashMap<>();
            model.put("written", written);
            model.put(
                    "teams",
                    known.stream()
                            .map(team -> new ConversationPages.Option(team, Spoken.name(team)))
                            .toList());
            if (!faults.isEmpty()) {
                model.put("faults", faults);
            }
            return model;
        });
    }

    private Mono<ServerResponse> add(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData().map(CannedReplyPages::written))
                .flatMap(asked -> replies.add(asked.getT1(), asked.getT2()).flatMap(saved -> switch (saved) {
                    case CannedReplies.Saved.Reply reply -> Pages.goTo(PATH + "?done=add");
                    case CannedReplies.Saved.Missing missing -> Mono.error(CannedReplyApi.missing());
                    case CannedReplies.Saved.Faulty(Map<String, String> faults) ->
                        list(request, HttpStatus.BAD_REQUEST, asked.getT2(), faults);
                }));
    }

    private static WrittenReply written(MultiValueMap<String, String> form) {
        return new WrittenReply(form.getFirst("team"), form.getFirst("title"), form.getFirst("text"));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        UUID id = CannedReplyApi.id(request);
        return Caller.of(request)
                .flatMap(me -> replies.one(me, id))
                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                .flatMap(reply -> edit(request, HttpStatus.OK, id, WrittenReply.of(reply), Map.of()));
    }

    private Mono<ServerResponse> edit(
            ServerRequest request, HttpStatus status, UUID id, WrittenReply written, Map<String, String> faults) {
        return Caller.of(request)
                .flatMap(me -> replies.one(me, id))
                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                .flatMap(reply -> Mono.zip(form(written, faults), along(reply)))
                .flatMap(found -> {
                    Map<String, Object> model = new HashMap<>(found.getT1());
                    model.put("id", id);
                    found.getT2().ifPresent(file -> model.put("file", file));
                    request.queryParam("done")
                            .filter(DONE_WITH_FILE::contains)
                            .ifPresent(done -> model.put("done", WORDS.say("done.canned-" + done)));
                    request.queryParam("problem")
                            .filter(PROBLEMS_WITH_FILE::contains)
                            .ifPresent(
                                    problem -> model.put("fault", new Pages.Fault("file", uploads.problem(problem))));
                    return Pages.show(request, status, "desk/canned-reply", model);
                });
    }

    /** What goes along with one, in words. */
    private Mono<Optional<String>> along(CannedReply reply) {
        UUID file = reply.file();
        return file == null
                ? Mono.just(Optional.empty())
                : files.shared(List.of(file))
                        .map(found -> found.stream().findFirst().map(FileView::named));
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        UUID id = CannedReplyApi.id(request);
        return Mono.zip(Caller.of(request), request.formData().map(CannedReplyPages::written))
                .flatMap(asked -> replies.change(asked.getT1(), id, asked.getT2())
                        .flatMap(saved -> switch (saved) {
                            case CannedReplies.Saved.Reply reply -> Pages.goTo(PATH + "?done=change");
                            case CannedReplies.Saved.Missing missing -> Mono.error(CannedReplyApi.missing());
                            case CannedReplies.Saved.Faulty(Map<String, String> faults) ->
                                edit(request, HttpStatus.BAD_REQUEST, id, asked.getT2(), faults);
                        }));
    }

    private Mono<ServerResponse> remove(ServerRequest request) {
        UUID id = CannedReplyApi.id(request);
        return Caller.of(request)
                .flatMap(me -> replies.remove(me, id))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                .flatMap(gone -> Pages.goTo(PATH + "?done=remove"));
    }
}
