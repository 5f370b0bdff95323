package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.StaffName;
import org.guildhall.knowledge.Passage;
import org.guildhall.platform.Council;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What staff do on a conversation's page: plain forms that work without a script, and what a script says meanwhile. */
@Component
final class ConversationActions {

    private final Desk desk;
    private final Replying replying;
    private final Asking asking;
    private final Staff staff;
    private final Teams teams;
    private final Suggestions suggestions;
    private final CannedReplies replies;
    private final ConversationPages pages;
    private final Council council;

    ConversationActions(
            Desk desk,
            Replying replying,
            Asking asking,
            Staff staff,
            Teams teams,
            Suggestions suggestions,
            CannedReplies replies,
            ConversationPages pages,
            Council council) {
        this.desk = desk;
        this.replying = replying;
        this.asking = asking;
        this.council = council;
        this.staff = staff;
        this.teams = teams;
        this.suggestions = suggestions;
        this.replies = replies;
        this.pages = pages;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(POST("/desk/conversations/{id}/claim"), this::claim)
                .andRoute(POST("/desk/conversations/{id}/draft"), this::draft)
                .andRoute(POST("/desk/conversations/{id}/reply"), this::reply)
                .andRoute(POST("/desk/conversations/{id}/note"), this::note)
                .andRoute(POST("/desk/conversations/{id}/transfer"), this::transfer)
                .andRoute(POST("/desk/conversations/{id}/assistant"), this::toAssistant)
                .andRoute(POST("/desk/conversations/{id}/close"), this::close)
                .andRoute(POST("/desk/conversations/{id}/typing"), this::typing);
    }

    private Mono<ServerResponse> claim(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Caller.of(request)
                .flatMap(me -> desk.claim(me, id))
                .flatMap(claim -> after(request, id, claim, "claim", Draft.EMPTY));
    }

    private Mono<ServerResponse> reply(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            Draft draft = Draft.typed(asked.getT2());
            Optional<Pages.Fault> wrong = value(asked.getT2(), "upload").isEmpty()
                    ? draft.fault(council.timeZone(), Instant.now())
                    : Optional.of(new Pages.Fault("reply-upload", WORDS.say("file.attach")));
            return wrong.map(fault -> again(request, HttpStatus.BAD_REQUEST, id, fault, draft))
                    .orElseGet(() -> send(asked.getT1(), id, draft, SeenPlace.in(asked.getT2()))
                            .flatMap(sent -> sent(request, id, sent, draft)));
        });
    }

    /** An article's words that nobody has changed are sent as the article's; without a choice it is this conversation. */
    private Mono<Replying.Sent> send(StaffMember me, UUID id, Draft draft, Optional<Integer> read) {
        Mono<UUID> target = draft.on().isEmpty() || draft.on().equals(id.toString())
                ? Mono.just(id)
                : desk.look(me, id)
                        .flatMapIterable(all -> all.joined())
                        .map(other -> other.summary().id())
                        .filter(other -> other.toString().equals(draft.on()))
                        .next();
        return target.flatMap(conversation -> suggestions
                        .unchanged(draft)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(passage -> replying.send(
                                me,
                                conversation,
                                id,
                                answer(draft, passage, conversation.equals(id) ? read.orElse(null) : null))))
                .defaultIfEmpty(new Replying.Sent.Refused(new Claim.Missing()));
    }

    /** @param read up to where they have read the conversation in which it is said; null where the page does not tell */
    private Answer answer(Draft draft, Optional<Passage> passage, @Nullable Integer read) {
        return new Answer(
                draft.text(),
                passage.orElse(null),
                draft.place(),
                draft.titles(),
                Caller.uuid(draft.file()).orElse(null),
                draft.time(council.timeZone()).orElse(null),
                true,
                read);
    }

    private Mono<ServerResponse> sent(ServerRequest request, UUID id, Replying.Sent sent, Draft draft) {
        return switch (sent) {
            case Replying.Sent.Said said -> after(request, id, new Claim.Yours(), "reply", draft);
            case Replying.Sent.Later later ->
                after(request, id, new Claim.Yours(), later.reply().planned() ? "planned" : "reply", draft);
            case Replying.Sent.Unfit(String field, String key) -> {
                String box = field.equals("file") ? "reply-upload" : "reply-at";
                yield again(request, HttpStatus.CONFLICT, id, new Pages.Fault(box, WORDS.say(key)), draft);
            }
            // Nothing is sent over what its writer has not seen: the page shows it, and what was typed can be sent
            // then.
            case Replying.Sent.Unseen unseen ->
                again(request, HttpStatus.CONFLICT, id, new Pages.Fault("unseen", WORDS.say("reply.unseen")), draft);
            case Replying.Sent.Refused(Claim claim) -> after(request, id, claim, "reply", draft);
        };
    }

    /** Without a script: the page again with something in the reply box, after what was typed. */
    private Mono<ServerResponse> draft(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            Draft typed = Draft.typed(asked.getT2());
            return besides(typed)
                    .flatMap(kept -> filled(asked.getT1(), id, asked.getT2(), kept))
                    .flatMap(draft ->
                            pages.drafted(request, id, draft).switchIfEmpty(Mono.error(ConversationPages::missing)))
                    .switchIfEmpty(Mono.defer(() -> again(
                            request,
                            HttpStatus.CONFLICT,
                            id,
                            new Pages.Fault("reply-text", WORDS.say("draft.gone")),
                            typed)));
        });
    }

    /** What is kept and then what the button stands for; empty when that is not there, or not for this conversation. */
    private Mono<Draft> filled(StaffMember me, UUID id, MultiValueMap<String, String> form, Draft kept) {
        if (form.containsKey("without-file")) {
            return Mono.just(Draft.typed(form).bringing(""));
        }
        String article = value(form, "use");
        if (!article.isEmpty()) {
            return suggestions.named(article).map(passage -> kept.with(suggestions.draft(passage), passage.article()));
        }
        return Mono.justOrEmpty(Caller.uuid(value(form, "canned")))
                .flatMap(reply -> desk.look(me, id).flatMap(all -> replies.filled(me, all, reply)))
                .map(filled -> filled.into(kept));
    }

    /** What was typed stays; an article's words that nobody has changed make room. */
    private Mono<Draft> besides(Draft typed) {
        return suggestions.unchanged(typed).map(passage -> typed.cleared()).defaultIfEmpty(typed);
    }

    private Mono<ServerResponse> note(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String text = WrittenText.clean(asked.getT2().getFirst("text"));
            String wrong = unfit(text);
            return wrong.isEmpty()
                    ? asking.note(asked.getT1(), id, text, value(asked.getT2(), "ask"))
                            .flatMap(noted -> after(
                                    request,
                                    id,
                                    new Claim.Yours(),
                                    noted.asked().isEmpty() ? "note" : "ask",
                                    Draft.EMPTY))
                            .switchIfEmpty(Mono.error(ConversationPages::missing))
                    : again(request, HttpStatus.BAD_REQUEST, id, new Pages.Fault("note-text", wrong), Draft.EMPTY);
        });
    }

    private Mono<ServerResponse> typing(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> desk.typing(me, ConversationPages.id(request)))
                .switchIfEmpty(Mono.error(ConversationPages::missing))
                .flatMap(seen -> ServerResponse.noContent().build());
    }

    private static String unfit(String text) {
        if (text.isEmpty()) {
            return WORDS.say("text.empty");
        }
        return text.length() > WrittenText.LONGEST ? WORDS.say("text.long", Map.of("most", WrittenText.LONGEST)) : "";
    }

    private Mono<ServerResponse> transfer(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData())
                .flatMap(asked -> transfer(asked.getT1(), id, asked.getT2())
                        .flatMap(claim -> left(request, id, claim, asked.getT1()))
                        .switchIfEmpty(Mono.defer(() -> again(
                                request,
                                HttpStatus.BAD_REQUEST,
                                id,
                                new Pages.Fault("transfer-team", WORDS.say("transfer.one")),
                                Draft.EMPTY))));
    }

    /** Empty when what was picked is nothing, or both, or not there. */
    private Mono<Claim> transfer(StaffMember me, UUID id, MultiValueMap<String, String> form) {
        String team = value(form, "team");
        String colleague = value(form, "staff");
        if (team.isEmpty() == colleague.isEmpty()) {
            return Mono.empty();
        }
        return team.isEmpty()
                ? staff.named(colleague).filter(StaffMember::answers).flatMap(to -> desk.transferToStaff(me, id, to))
                : teams.all().filter(known -> known.contains(team)).flatMap(known -> desk.transferToTeam(me, id, team));
    }

    private Mono<ServerResponse> left(ServerRequest request, UUID id, Claim claim, StaffMember me) {
        if (!(claim instanceof Claim.Yours)) {
            return after(request, id, claim, "transfer", Draft.EMPTY);
        }
        // It may now belong to a team whose conversations they do not see.
        return desk.summary(me, id)
                .hasElement()
                .flatMap(still -> Pages.goTo(still ? "/desk/conversations/" + id + "?done=transfer" : "/desk"));
    }

    private Mono<ServerResponse> toAssistant(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Caller.of(request)
                .flatMap(me -> desk.toAssistant(me, id))
                .flatMap(claim -> after(request, id, claim, "assistant", Draft.EMPTY));
    }

    private Mono<ServerResponse> close(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String outcome = value(asked.getT2(), "outcome");
            return Desk.OUTCOMES.contains(outcome)
                    ? desk.close(asked.getT1(), id, outcome)
                            .flatMap(claim -> after(request, id, claim, "close", Draft.EMPTY))
                    : again(
                            request,
                            HttpStatus.BAD_REQUEST,
                            id,
                            new Pages.Fault("outcome-" + Desk.OUTCOMES.getFirst(), WORDS.say("close.choose")),
                            Draft.EMPTY);
        });
    }

    /** On to the page again after something was done, or the page with why it was not. */
    Mono<ServerResponse> after(ServerRequest request, UUID id, Claim claim, String done, Draft draft) {
        return switch (claim) {
            case Claim.Yours yours -> Pages.goTo("/desk/conversations/" + id + "?done=" + done);
            case Claim.HeldBy(StaffName holder) ->
                conflict(request, id, WORDS.say("claim.held", Map.of("name", holder.name())), draft);
            case Claim.Over over -> conflict(request, id, WORDS.say("claim.over"), draft);
            case Claim.Missing missing -> Mono.error(ConversationPages.missing());
        };
    }

    private Mono<ServerResponse> conflict(ServerRequest request, UUID id, String words, Draft draft) {
        return again(request, HttpStatus.CONFLICT, id, new Pages.Fault("standing", words), draft);
    }

    /** The page again with what has to be put right; an error when there is no conversation they may see. */
    Mono<ServerResponse> again(ServerRequest request, HttpStatus status, UUID id, Pages.Fault fault, Draft draft) {
        return pages.again(request, status, id, fault, draft).switchIfEmpty(Mono.error(ConversationPages::missing));
    }

    /** A field of a form; empty when it is not there. */
    static String value(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
