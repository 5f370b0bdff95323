package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.net.URI;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.conversation.Block;
import org.guildhall.conversation.Blocks;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Blocks for other programs: whoever answers may ask for one, supervisors and administrators decide. */
@Component
final class BlockApi {

    private final Blocking blocking;
    private final JsonBody bodies;

    BlockApi(Blocking blocking, JsonBody bodies) {
        this.blocking = blocking;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(POST("/conversations/{id}/block"), this::ask)
                .andRoute(GET("/blocks"), this::all)
                .andRoute(POST("/blocks/{id}/{step}"), this::take);
    }

    /** The body of a confirmation; the others need none. */
    record Confirmed(@Nullable Integer days) {}

    private Mono<ServerResponse> ask(ServerRequest request) {
        UUID id = ConversationPages.id(request);
        return Mono.zip(Caller.of(request), bodies.read(request, WrittenBlock.class))
                .flatMap(asked -> {
                    asked.getT2().fault().ifPresent(BlockApi::refuse);
                    return blocking.ask(asked.getT1(), id, asked.getT2().wanted());
                })
                .flatMap(asked -> switch (asked) {
                    case Blocks.Asked.Taken(Block block) ->
                        ServerResponse.created(URI.create("/api/desk/blocks/" + block.id()))
                                .bodyValue(BlockJson.One.of(block));
                    case Blocks.Asked.Already already ->
                        Mono.error(new Problem(HttpStatus.CONFLICT, WORDS.say("block.already")));
                    case Blocks.Asked.Missing missing -> Mono.error(ConversationPages.missing());
                });
    }

    private static void refuse(Pages.Fault fault) {
        throw new Problem(HttpStatus.BAD_REQUEST, fault.field() + ": " + fault.words()).naming(fault.field());
    }

    private Mono<ServerResponse> all(ServerRequest request) {
        return Caller.of(request)
                .flatMap(blocking::look)
                .flatMap(all -> ServerResponse.ok().bodyValue(BlockJson.All.of(all)));
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        UUID id = Caller.uuid(request.pathVariable("id")).orElseThrow(BlockApi::missing);
        Blocking.Step step = step(request);
        Mono<Integer> days = step == Blocking.Step.CONFIRM
                ? bodies.read(request, Confirmed.class).map(BlockApi::days)
                : Mono.just(0);
        return Mono.zip(Caller.of(request), days)
                .flatMap(asked -> blocking.take(asked.getT1(), id, step, asked.getT2()))
                .switchIfEmpty(Mono.error(BlockApi::missing))
                .flatMap(block -> ServerResponse.ok().bodyValue(BlockJson.One.of(block)));
    }

    private static int days(Confirmed body) {
        Integer days = body.days();
        if (days == null || !Blocking.DAYS.contains(days)) {
            refuse(new Pages.Fault("days", WrittenBlock.daysFault()));
        }
        return days == null ? 0 : days;
    }

    /** What is to be done, as the address says it. */
    static Blocking.Step step(ServerRequest request) {
        String word = request.pathVariable("step");
        return Stream.of(Blocking.Step.values())
                .filter(step -> Spoken.slug(step).equals(word))
                .findFirst()
                .orElseThrow(BlockApi::missing);
    }

    /** The same for one that is not there and one to which this cannot be done. */
    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("block.missing"));
    }
}
