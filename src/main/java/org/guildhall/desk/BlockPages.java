package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Block;
import org.guildhall.conversation.Blocks;
import org.guildhall.conversation.Summary;
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

/** Blocking a person from their conversation's page, and the list of all blocks: plain forms that work without a script. */
@Component
final class BlockPages {

    private static final String PATH = "/desk/blocks";
    private static final String ASKING = "/desk/conversations/{id}/block";
    private static final Set<String> DONE = Set.of("confirm", "refuse", "keep", "lift");

    private final Blocking blocking;
    private final Desk desk;
    private final Council council;

    BlockPages(Blocking blocking, Desk desk, Council council) {
        this.blocking = blocking;
        this.desk = desk;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), request -> list(request, HttpStatus.OK, null))
                .andRoute(POST(PATH + "/{id}/{step}"), this::take)
                .andRoute(GET(ASKING), this::form)
                .andRoute(POST(ASKING), this::ask);
    }

    private Mono<ServerResponse> list(ServerRequest request, HttpStatus status, Pages.@Nullable Fault fault) {
        String done = request.queryParam("done").filter(DONE::contains).orElse("");
        return Caller.of(request).flatMap(blocking::look).flatMap(all -> {
            Map<String, Object> model = new HashMap<>();
            model.put("blocks", all.stream().map(this::view).toList());
            model.put("lengths", lengths());
            if (!done.isEmpty()) {
                model.put("done", WORDS.say("done.block-" + done));
            }
            if (fault != null) {
                model.put("fault", fault);
            }
            return Pages.show(request, status, "desk/blocks", model);
        });
    }

    private BlockView view(Block block) {
        return BlockView.of(block, council.timeZone());
    }

    private static List<ConversationPages.Option> lengths() {
        return Blocking.DAYS.stream()
                .map(days -> new ConversationPages.Option(Integer.toString(days), Spoken.span(Duration.ofDays(days))))
                .toList();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        UUID id = Caller.uuid(request.pathVariable("id")).orElseThrow(BlockApi::missing);
        Blocking.Step step = BlockApi.step(request);
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            int days = days(asked.getT2());
            if (step == Blocking.Step.CONFIRM && !Blocking.DAYS.contains(days)) {
                Pages.Fault fault = new Pages.Fault("days-" + id, WrittenBlock.daysFault());
                return list(request, HttpStatus.BAD_REQUEST, fault);
            }
            return blocking.take(asked.getT1(), id, step, days)
                    .switchIfEmpty(Mono.error(BlockApi::missing))
                    .flatMap(block -> Pages.goTo(PATH + "?done=" + Spoken.slug(step)));
        });
    }

    private Mono<ServerResponse> form(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Caller.of(request)
                .flatMap(me -> desk.summary(me, id))
                .switchIfEmpty(Mono.error(ConversationPages::missing))
                .flatMap(seen -> form(request, HttpStatus.OK, seen, WrittenBlock.EMPTY, Optional.empty()));
    }

    private Mono<ServerResponse> form(
            ServerRequest request, HttpStatus status, Summary seen, WrittenBlock written, Optional<Pages.Fault> fault) {
        return blocking.against(seen.id()).flatMap(block -> {
            Map<String, Object> model = new HashMap<>();
            model.put("conversation", seen.id());
            model.put("named", seen.reference() == null ? WORDS.say("conversation.untitled") : seen.reference());
            model.put("written", written);
            model.put("lengths", lengths());
            model.put(
                    "reasons",
                    Blocking.REASONS.stream()
                            .map(word -> new ConversationPages.Option(word, WORDS.say("block.reason." + word)))
                            .toList());
            block.ifPresent(there -> model.put("block", view(there)));
            fault.ifPresent(wrong -> model.put("fault", wrong));
            return Pages.show(request, status, "desk/block", model);
        });
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), request.formData().map(BlockPages::written))
                .flatMap(asked -> {
                    StaffMember me = asked.getT1();
                    WrittenBlock written = asked.getT2();
                    return written.fault()
                            .map(fault -> desk.summary(me, id)
                                    .flatMap(seen ->
                                            form(request, HttpStatus.BAD_REQUEST, seen, written, Optional.of(fault))))
                            .orElseGet(() -> ask(request, me, id, written))
                            .switchIfEmpty(Mono.error(ConversationPages::missing));
                });
    }

    private Mono<ServerResponse> ask(ServerRequest request, StaffMember me, UUID id, WrittenBlock written) {
        return blocking.ask(me, id, written.wanted()).flatMap(asked -> switch (asked) {
            case Blocks.Asked.Taken taken -> Pages.goTo("/desk/conversations/" + id + "#block");
            case Blocks.Asked.Already already ->
                desk.summary(me, id)
                        .flatMap(seen -> form(
                                request,
                                HttpStatus.CONFLICT,
                                seen,
                                written,
                                Optional.of(new Pages.Fault("block", WORDS.say("block.already")))));
            case Blocks.Asked.Missing missing -> Mono.empty();
        });
    }

    private static WrittenBlock written(MultiValueMap<String, String> form) {
        return new WrittenBlock(form.getFirst("reason"), days(form), form.getFirst("note"));
    }

    /** 0 for what is no number. */
    private static int days(MultiValueMap<String, String> form) {
        String days = form.getFirst("days");
        return days != null && days.matches("\\d{1,3}") ? Integer.parseInt(days) : 0;
    }
}
