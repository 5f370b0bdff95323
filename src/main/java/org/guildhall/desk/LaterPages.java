package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.LaterReply;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.Council;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Replies that are not said yet, on the conversation's page: taken back into the reply box, or sent at once. */
@Component
final class LaterPages {

    /** As a browser's field for a time writes it. */
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final Replying replying;
    private final Suggestions suggestions;
    private final ConversationPages pages;
    private final ConversationActions actions;
    private final Council council;

    LaterPages(
            Replying replying,
            Suggestions suggestions,
            ConversationPages pages,
            ConversationActions actions,
            Council council) {
        this.replying = replying;
        this.suggestions = suggestions;
        this.pages = pages;
        this.actions = actions;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(POST("/desk/conversations/{id}/later/{reply}/take-back"), this::takeBack)
                .andRoute(POST("/desk/conversations/{id}/later/{reply}/send"), this::sendNow);
    }

    private Mono<ServerResponse> takeBack(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        UUID reply = reply(request);
        return Caller.of(request)
                .flatMap(me -> replying.takeBack(me, id, reply))
                .flatMap(this::draft)
                .flatMap(draft -> pages.drafted(request, id, draft))
                .switchIfEmpty(Mono.defer(() -> gone(request, id)));
    }

    /** It has gone out a moment before, or a colleague was quicker. */
    private Mono<ServerResponse> gone(ServerRequest request, UUID id) {
        return actions.again(
                request, HttpStatus.CONFLICT, id, new Pages.Fault("standing", WORDS.say("later.gone")), Draft.EMPTY);
    }

    /** Everything it was made of; an article's words in the form in which the reply box has them. */
    private Mono<Draft> draft(LaterReply reply) {
        var quoted = reply.quoted();
        Mono<Optional<Passage>> passage = quoted == null
                ? Mono.just(Optional.empty())
                : suggestions.named(quoted.article()).map(Optional::of).defaultIfEmpty(Optional.empty());
        return passage.map(article -> draft(reply, article, council.timeZone()));
    }

    private Draft draft(LaterReply reply, Optional<Passage> article, ZoneId zone) {
        Content content = reply.content();
        return new Draft(
                article.map(suggestions::draft).orElseGet(content::text),
                article.map(Passage::article).orElse(""),
                content instanceof Content.PlaceWanted,
                content instanceof Content.Choices offer
                        ? offer.options().stream().map(Choice::title).collect(Collectors.joining("\n"))
                        : "",
                reply.file() == null ? "" : reply.file().toString(),
                reply.planned() ? FIELD.format(reply.dueAt().atZone(zone)) : "",
                reply.conversation().toString());
    }

    private Mono<ServerResponse> sendNow(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        UUID reply = reply(request);
        return Caller.of(request).flatMap(me -> replying.sendNow(me, id, reply)).flatMap(sent -> switch (sent) {
            case Replying.Sent.Refused(Claim.Missing missing) -> gone(request, id);
            case Replying.Sent.Refused(Claim claim) -> actions.after(request, id, claim, "reply", Draft.EMPTY);
            case Replying.Sent.Said _, Replying.Sent.Later _, Replying.Sent.Unfit _, Replying.Sent.Unseen _ ->
                actions.after(request, id, new Claim.Yours(), "reply", Draft.EMPTY);
        });
    }

    private static UUID reply(ServerRequest request) {
        return Caller.uuid(request.pathVariable("reply")).orElseThrow(ConversationPages::missing);
    }
}
