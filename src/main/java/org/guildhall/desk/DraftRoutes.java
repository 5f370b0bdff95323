package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Transcript;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** "This should be an article": kept by whoever answered, and the editors' list, in the console and for programs. */
@Component
final class DraftRoutes {

    private static final String LIST = "/desk/drafts";
    private static final String ARTICLE = "/desk/conversations/{id}/messages/{seq}/article";

    private final Desk desk;
    private final ArticleDrafts drafts;
    private final ConversationActions actions;
    private final JsonBody bodies;
    private final Council council;

    DraftRoutes(Desk desk, ArticleDrafts drafts, ConversationActions actions, JsonBody bodies, Council council) {
        this.desk = desk;
        this.drafts = drafts;
        this.actions = actions;
        this.bodies = bodies;
        this.council = council;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(GET(ARTICLE), this::form)
                .andRoute(POST(ARTICLE), this::keep)
                .andRoute(GET(LIST), this::list)
                .andRoute(GET(LIST + "/{draft}/article"), this::download)
                .andRoute(POST(LIST + "/{draft}/done"), this::done);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(POST("/conversations/{id}/drafts"), this::keepForProgram)
                .andRoute(GET("/drafts"), this::listForProgram)
                .andRoute(GET("/drafts/{draft}/article"), this::download)
                .andRoute(POST("/drafts/{draft}/done"), this::doneForProgram);
    }

    /** The body of a draft, and what the form says. */
    record Written(@Nullable String question, @Nullable String reply) {

        public String wantedQuestion() {
            return WrittenText.clean(question);
        }

        public String wantedReply() {
            return WrittenText.clean(reply);
        }

        /** What is wrong with it; empty when nothing is. */
        Optional<Pages.Fault> fault() {
            return fault("question", wantedQuestion()).or(() -> fault("reply", wantedReply()));
        }

        private static Optional<Pages.Fault> fault(String field, String words) {
            if (words.isEmpty()) {
                return Optional.of(new Pages.Fault(field, WORDS.say("text.empty")));
            }
            return words.length() > WrittenText.LONGEST
                    ? Optional.of(new Pages.Fault(field, WORDS.say("text.long", Map.of("most", WrittenText.LONGEST))))
                    : Optional.empty();
        }
    }

    /**
     * One of the list. All of it is shown escaped.
     *
     * @param kept by whom and when, in words
     * @param done by whom and when, in words, or null
     */
    record Row(
            UUID id,
            String title,
            String team,
            String question,
            String reply,
            String kept,
            @Nullable String done) {}

    private Mono<ServerResponse> form(ServerRequest request) {
        return message(request)
                .flatMap(found -> page(request, HttpStatus.OK, found, written(found), null))
                .switchIfEmpty(Mono.error(ConversationPages::missing));
    }

    /** A colleague's reply and what it answers. */
    private record Found(Transcript all, Message reply) {}

    private Mono<Found> message(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        String seq = request.pathVariable("seq");
        return Caller.of(request)
                .flatMap(me -> desk.look(me, id).filter(all -> me.actsOn(all.summary())))
                .flatMap(all -> Mono.justOrEmpty(all.messages().stream()
                        .filter(said -> said.sender() == Sender.STAFF
                                && Integer.toString(said.seq()).equals(seq))
                        .findFirst()
                        .map(reply -> new Found(all, reply))));
    }

    /** What the citizen had last said in words, and the reply. */
    private static Written written(Found found) {
        String question = found.all().messages().stream()
                .filter(said -> said.sender() == Sender.CITIZEN
                        && said.seq() < found.reply().seq())
                .map(Message::text)
                .filter(words -> !words.isBlank())
                .reduce("", (before, last) -> last);
        return new Written(question, found.reply().text());
    }

    private Mono<ServerResponse> page(
            ServerRequest request, HttpStatus status, Found found, Written written, Pages.@Nullable Fault fault) {
        Map<String, Object> model = new HashMap<>();
        String reference = found.all().summary().reference();
        model.put("id", found.all().summary().id());
        model.put("seq", found.reply().seq());
        model.put("named", reference == null ? WORDS.say("conversation.untitled") : reference);
        model.put("written", written);
        Optional.ofNullable(fault).ifPresent(wrong -> model.put("fault", wrong));
        return Pages.show(request, status, "desk/article-draft", model);
    }

    private Mono<ServerResponse> keep(ServerRequest request) {
        return Mono.zip(
                        Caller.of(request),
                        request.formData().map(form -> new Written(form.getFirst("question"), form.getFirst("reply"))),
                        message(request).switchIfEmpty(Mono.error(ConversationPages::missing)))
                .flatMap(asked -> keep(request, asked.getT1(), asked.getT2(), asked.getT3()));
    }

    private Mono<ServerResponse> keep(ServerRequest request, StaffMember me, Written written, Found found) {
        UUID id = found.all().summary().id();
        return written.fault()
                .map(fault -> page(request, HttpStatus.BAD_REQUEST, found, written, fault))
                .orElseGet(() -> drafts.keep(me, id, written.wantedQuestion(), written.wantedReply())
                        .switchIfEmpty(Mono.error(ConversationPages::missing))
                        .flatMap(kept -> actions.after(request, id, new Claim.Yours(), "article", Draft.EMPTY)));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return Caller.of(request)
                .flatMap(drafts::all)
                .flatMap(all -> Pages.show(
                        request,
                        HttpStatus.OK,
                        "desk/drafts",
                        Map.of(
                                "open", rows(all, false),
                                "done", rows(all, true))));
    }

    private List<Row> rows(List<ArticleDraft> all, boolean done) {
        return all.stream()
                .filter(draft -> draft.doneAt() != null == done)
                .map(this::row)
                .toList();
    }

    private Row row(ArticleDraft draft) {
        Instant doneAt = draft.doneAt();
        return new Row(
                draft.id(),
                ShownText.visible(draft.title()),
                Spoken.name(draft.team()),
                ShownText.visible(draft.question()),
                ShownText.visible(draft.reply()),
                WORDS.say(
                        "draft.kept", Map.of("by", draft.by().name(), "at", Spoken.at(draft.at(), council.timeZone()))),
                doneAt == null
                        ? null
                        : WORDS.say(
                                "draft.done",
                                Map.of(
                                        "by",
                                        String.valueOf(draft.doneBy()),
                                        "at",
                                        Spoken.at(doneAt, council.timeZone()))));
    }

    private Mono<ServerResponse> download(ServerRequest request) {
        UUID id = draft(request);
        LocalDate reviewBy = LocalDate.now(council.timeZone()).plusYears(1);
        return Caller.of(request)
                .flatMap(me -> drafts.one(me, id))
                .switchIfEmpty(Mono.error(DraftRoutes::missing))
                .flatMap(draft -> ServerResponse.ok()
                        .contentType(new MediaType("text", "markdown", StandardCharsets.UTF_8))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(draft.fileName())
                                        .build()
                                        .toString())
                        .bodyValue(draft.markdown(reviewBy)));
    }

    private Mono<ServerResponse> done(ServerRequest request) {
        return marked(request).flatMap(done -> Pages.goTo(LIST));
    }

    private Mono<ServerResponse> doneForProgram(ServerRequest request) {
        return marked(request).flatMap(done -> ServerResponse.noContent().build());
    }

    private Mono<Boolean> marked(ServerRequest request) {
        UUID id = draft(request);
        return Caller.of(request)
                .flatMap(me -> drafts.done(me, id))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(DraftRoutes::missing));
    }

    private Mono<ServerResponse> keepForProgram(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Written.class))
                .flatMap(asked -> {
                    Written written = asked.getT2();
                    written.fault().ifPresent(fault -> {
                        throw new Problem(HttpStatus.BAD_REQUEST, fault.field() + ": " + fault.words())
                                .naming(fault.field());
                    });
                    return drafts.keep(asked.getT1(), id, written.wantedQuestion(), written.wantedReply());
                })
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(kept -> ServerResponse.status(HttpStatus.CREATED).bodyValue(Map.of("id", kept.toString())));
    }

    private Mono<ServerResponse> listForProgram(ServerRequest request) {
        return Caller.of(request)
                .flatMap(drafts::all)
                .map(CaseJson.AllDrafts::of)
                .flatMap(all -> ServerResponse.ok().bodyValue(all));
    }

    private static UUID draft(ServerRequest request) {
        return Caller.uuid(request.pathVariable("draft")).orElseThrow(DraftRoutes::missing);
    }

    private static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("draft.missing"));
    }
}
