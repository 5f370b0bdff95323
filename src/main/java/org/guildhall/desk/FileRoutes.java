package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.PUT;

import java.util.UUID;
import org.guildhall.conversation.StaffFile;
import org.guildhall.conversation.StaffFiles;
import org.guildhall.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Files that staff bring: for a reply in one conversation, or for a canned reply. A file is kept first and sent with the reply,
 * so that whoever sends it has seen what it is.
 */
@Component
final class FileRoutes {

    private static final String CANNED = "/desk/canned-replies/";

    private final Desk desk;
    private final CannedReplies replies;
    private final StaffFiles files;
    private final Uploads uploads;
    private final ConversationPages pages;

    FileRoutes(Desk desk, CannedReplies replies, StaffFiles files, Uploads uploads, ConversationPages pages) {
        this.desk = desk;
        this.replies = replies;
        this.files = files;
        this.uploads = uploads;
        this.pages = pages;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(POST("/desk/conversations/{id}/attach"), this::attach)
                .andRoute(POST(CANNED + "{id}/file"), this::putToCanned)
                .andRoute(POST(CANNED + "{id}/without-file"), this::takeFromCanned);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(POST("/conversations/{id}/files"), this::keep)
                .andRoute(PUT("/canned-replies/{id}/file"), this::bring)
                .andRoute(DELETE("/canned-replies/{id}/file"), this::bringNone);
    }

    /** The page again with the file beside what was typed. */
    private Mono<ServerResponse> attach(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Caller.of(request)
                .flatMap(me -> desk.acting(me, id)
                        .switchIfEmpty(Mono.error(ConversationPages::missing))
                        .flatMap(seen -> uploads.form(request))
                        .flatMap(form -> attached(request, me, id, form)));
    }

    private Mono<ServerResponse> attached(ServerRequest request, StaffMember me, UUID id, Uploads.Form form) {
        Draft typed = Draft.typed(form.fields());
        String fault = form.fault();
        if (fault != null) {
            return wrong(request, id, fault, typed);
        }
        return Mono.justOrEmpty(form.upload())
                .flatMap(upload -> files.keep(id, me.staffName(), upload.name(), upload.bytes()))
                .flatMap(kept -> switch (kept) {
                    case StaffFiles.Kept.File(StaffFile file) ->
                        pages.drafted(request, id, typed.bringing(file.id().toString()));
                    case StaffFiles.Kept.Unfit unfit -> wrong(request, id, WORDS.say("file.unfit"), typed);
                })
                .switchIfEmpty(Mono.defer(() -> wrong(request, id, WORDS.say("file.choose"), typed)));
    }

    private Mono<ServerResponse> wrong(ServerRequest request, UUID id, String words, Draft typed) {
        return pages.again(request, HttpStatus.BAD_REQUEST, id, new Pages.Fault("reply-upload", words), typed)
                .switchIfEmpty(Mono.error(ConversationPages::missing));
    }

    private Mono<ServerResponse> putToCanned(ServerRequest request) {
        UUID id = CannedReplyApi.id(request);
        return Caller.of(request)
                .flatMap(me -> uploads.form(request).flatMap(form -> putToCanned(me, id, form)))
                .flatMap(problem -> Pages.goTo(CANNED + id + "?problem=" + problem))
                .switchIfEmpty(Mono.defer(() -> Pages.goTo(CANNED + id + "?done=file")));
    }

    /** What is wrong, as a word of the page; empty when nothing is. */
    private Mono<String> putToCanned(StaffMember me, UUID id, Uploads.Form form) {
        if (form.fault() != null) {
            return Mono.just("large");
        }
        if (form.upload().isEmpty()) {
            return Mono.just("choose");
        }
        return shared(me, id, form.upload().get())
                .flatMap(kept -> kept instanceof StaffFiles.Kept.Unfit ? Mono.just("unfit") : Mono.empty());
    }

    private Mono<StaffFiles.Kept> shared(StaffMember me, UUID id, Uploads.Upload upload) {
        return replies.one(me, id)
                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                .flatMap(reply -> files.share(me.staffName(), upload.name(), upload.bytes()))
                .delayUntil(kept -> kept instanceof StaffFiles.Kept.File(StaffFile file)
                        ? replies.bring(me, id, file.id())
                                .filter(Boolean::booleanValue)
                                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                        : Mono.empty());
    }

    private Mono<ServerResponse> takeFromCanned(ServerRequest request) {
        UUID id = CannedReplyApi.id(request);
        return Caller.of(request)
                .flatMap(me -> replies.bring(me, id, null))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                .flatMap(gone -> Pages.goTo(CANNED + id + "?done=without-file"));
    }

    private Mono<ServerResponse> keep(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        return Caller.of(request)
                .flatMap(me -> desk.acting(me, id)
                        .switchIfEmpty(Mono.error(ConversationApi::missing))
                        .flatMap(seen -> uploads.body(request))
                        .flatMap(upload -> files.keep(id, me.staffName(), upload.name(), upload.bytes())))
                .flatMap(FileRoutes::kept);
    }

    private Mono<ServerResponse> bring(ServerRequest request) {
        UUID id = CannedReplyApi.id(request);
        return Mono.zip(Caller.of(request), uploads.body(request))
                .flatMap(asked -> shared(asked.getT1(), id, asked.getT2()))
                .flatMap(FileRoutes::kept);
    }

    private static Mono<ServerResponse> kept(StaffFiles.Kept kept) {
        return switch (kept) {
            case StaffFiles.Kept.File(StaffFile file) ->
                ServerResponse.status(HttpStatus.CREATED).bodyValue(CaseJson.File.of(file));
            case StaffFiles.Kept.Unfit unfit ->
                Mono.error(new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, WORDS.say("file.unfit")).naming("body"));
        };
    }

    private Mono<ServerResponse> bringNone(ServerRequest request) {
        UUID id = CannedReplyApi.id(request);
        return Caller.of(request)
                .flatMap(me -> replies.bring(me, id, null))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(CannedReplyApi::missing))
                .flatMap(gone -> ServerResponse.noContent().build());
    }
}
