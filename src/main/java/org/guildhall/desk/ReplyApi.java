package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.DELETE;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.LaterReply;
import org.guildhall.knowledge.Passage;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Replies for other programs: now, in a moment or at a time, and what can still be done about those that wait. */
@Component
final class ReplyApi {

    private final Replying replying;
    private final Suggestions suggestions;
    private final JsonBody bodies;

    ReplyApi(Replying replying, Suggestions suggestions, JsonBody bodies) {
        this.replying = replying;
        this.suggestions = suggestions;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(POST("/conversations/{id}/messages"), this::say)
                .andRoute(POST("/conversations/{id}/later/{reply}/send"), this::sendNow)
                .andRoute(DELETE("/conversations/{id}/later/{reply}"), this::takeBack);
    }

    /**
     * The body of a reply, in words of one's own or an article's. It may ask where something is, offer choices or bring a file;
     * {@code at} is when it is to go, and {@code undoable} lets it wait for some seconds, in which it can be taken back. With
     * {@code seen}, the place up to which its writer has read, it is not sent over what they have not.
     */
    record Reply(
            @Nullable String text,
            @Nullable String article,
            @Nullable Boolean asksForPlace,
            @Nullable List<@Nullable String> choices,
            @Nullable String file,
            @Nullable String at,
            @Nullable Boolean undoable,
            @Nullable Integer seen) {

        boolean wordless() {
            return WrittenText.clean(text).isEmpty();
        }
    }

    private Mono<ServerResponse> say(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, Reply.class))
                .flatMap(asked -> say(asked.getT1(), id, asked.getT2()))
                .flatMap(ReplyApi::sent);
    }

    private static Mono<ServerResponse> sent(Replying.Sent sent) {
        return switch (sent) {
            case Replying.Sent.Said(int seq) -> ServerResponse.accepted().bodyValue(new DeskJson.Taken(seq, null));
            case Replying.Sent.Later(LaterReply reply) ->
                ServerResponse.accepted().bodyValue(new DeskJson.Taken(null, CaseJson.Later.of(reply)));
            case Replying.Sent.Unfit(String field, String key) ->
                Mono.error(ConversationApi.wrong(HttpStatus.UNPROCESSABLE_CONTENT, field, key));
            case Replying.Sent.Unseen(int last) -> Mono.error(ConversationApi.unseen(last));
            case Replying.Sent.Refused(Claim claim) -> Mono.error(ConversationApi.refusal(claim));
        };
    }

    private Mono<Replying.Sent> say(StaffMember me, UUID id, Reply reply) {
        String article = reply.article();
        if (article == null) {
            String text = reply.file() != null && reply.wordless() ? "" : ConversationApi.text(reply.text());
            return replying.send(me, id, id, answer(reply, text, null));
        }
        if (reply.text() != null) {
            return Mono.error(ConversationApi.wrong(HttpStatus.BAD_REQUEST, "article", "reply.one"));
        }
        return suggestions
                .named(article)
                .switchIfEmpty(Mono.error(
                        () -> ConversationApi.wrong(HttpStatus.UNPROCESSABLE_CONTENT, "article", "reply.article")))
                .flatMap(passage -> replying.send(me, id, id, answer(reply, "", passage)));
    }

    private static Answer answer(Reply reply, String text, @Nullable Passage passage) {
        boolean place = Boolean.TRUE.equals(reply.asksForPlace());
        List<String> titles = titles(reply.choices());
        UUID file = file(reply.file());
        if ((place ? 1 : 0) + (titles.isEmpty() ? 0 : 1) + (file == null ? 0 : 1) > 1) {
            throw ConversationApi.wrong(HttpStatus.BAD_REQUEST, "choices", "reply.several");
        }
        Instant at = time("at", reply.at());
        Integer seen = reply.seen();
        if (seen != null && seen < 0) {
            throw ConversationApi.wrong(HttpStatus.BAD_REQUEST, "seen", "reply.seen");
        }
        return new Answer(text, passage, place, titles, file, at, Boolean.TRUE.equals(reply.undoable()), seen);
    }

    private static List<String> titles(@Nullable List<@Nullable String> written) {
        if (written == null) {
            return List.of();
        }
        List<String> titles = written.stream().map(WrittenText::clean).toList();
        OfferedTitles.fault(titles).ifPresent(fault -> {
            throw faulty("choices", fault);
        });
        return titles;
    }

    private static @Nullable UUID file(@Nullable String id) {
        return id == null
                ? null
                : Caller.uuid(id)
                        .orElseThrow(
                                () -> ConversationApi.wrong(HttpStatus.UNPROCESSABLE_CONTENT, "file", "file.gone"));
    }

    /** A time that a program has chosen; null when it has chosen none. */
    static @Nullable Instant time(String field, @Nullable String written) {
        if (written == null) {
            return null;
        }
        Optional<Instant> time = ChosenTime.withOffset(written);
        ChosenTime.fault(time, Instant.now()).ifPresent(fault -> {
            throw faulty(field, fault);
        });
        return time.orElseThrow();
    }

    private static Problem faulty(String field, String words) {
        return new Problem(HttpStatus.BAD_REQUEST, field + ": " + words).naming(field);
    }

    private Mono<ServerResponse> sendNow(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        UUID reply = reply(request);
        return Caller.of(request).flatMap(me -> replying.sendNow(me, id, reply)).flatMap(ReplyApi::sent);
    }

    private Mono<ServerResponse> takeBack(ServerRequest request) {
        UUID id = ConversationApi.id(request);
        UUID reply = reply(request);
        return Caller.of(request)
                .flatMap(me -> replying.takeBack(me, id, reply))
                .map(CaseJson.Later::of)
                .switchIfEmpty(Mono.error(ConversationApi::missing))
                .flatMap(taken -> ServerResponse.ok().bodyValue(taken));
    }

    private static UUID reply(ServerRequest request) {
        return Caller.uuid(request.pathVariable("reply")).orElseThrow(ConversationApi::missing);
    }
}
