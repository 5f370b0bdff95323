package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What changes at the desk as server-sent events, for other programs and for the console. */
@Component
final class EventApi {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration CALM = Duration.ofMillis(300);

    private final Changes changes;
    private final CitizenTyping typing;

    EventApi(Changes changes, CitizenTyping typing) {
        this.changes = changes;
        this.typing = typing;
    }

    /**
     * A stream for somebody.
     *
     * @param again reads who is asking once more; the stream ends as soon as that is not the same person with the same
     *     rights, so that signing out and revoking a token count for open streams too
     */
    Mono<ServerResponse> stream(StaffMember me, Supplier<Mono<StaffMember>> again) {
        return respond(events(me, again));
    }

    static Mono<ServerResponse> respond(Flux<ServerSentEvent<Object>> events) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header("X-Accel-Buffering", "no") // or nginx keeps events until it has many
                .body(BodyInserters.fromServerSentEvents(events));
    }

    /**
     * The same for a page of the console, which only needs to know that it should look again, that somebody may be in danger,
     * and what has become theirs.
     *
     * @param only the conversations the page shows; empty for the queue
     * @param besides what else it hears; must never end
     */
    Flux<ServerSentEvent<Object>> hints(
            StaffMember me, Set<UUID> only, Flux<ServerSentEvent<Object>> besides, Supplier<Mono<StaffMember>> again) {
        Flux<ServerSentEvent<Object>> news = changes.seenBy(me)
                .publish(seen -> Flux.merge(
                        seen.filter(change -> only.isEmpty()
                                        || only.contains(change.now().id()))
                                .sample(CALM)
                                .map(change ->
                                        event("changed", change.now().id().toString())),
                        seen.filter(change -> change.alarms(me))
                                .map(change -> event("danger", DeskJson.Standing.of(change.now()))),
                        seen.filter(change -> change.becameOf(me))
                                .map(change -> event("yours", DeskJson.Standing.of(change.now())))));
        Flux<ServerSentEvent<Object>> writing = only.isEmpty()
                ? Flux.empty()
                : typing.seenBy(me, only::contains).map(id -> event("typing", WORDS.say("citizen.typing")));
        return alongBeats(either(news.mergeWith(writing), besides), me, again);
    }

    Flux<ServerSentEvent<Object>> events(StaffMember me, Supplier<Mono<StaffMember>> again) {
        Flux<ServerSentEvent<Object>> writing =
                typing.seenBy(me, id -> true).map(id -> event("typing", new DeskJson.Typing(id, "citizen")));
        return alongBeats(changes.seenBy(me).concatMapIterable(EventApi::events).mergeWith(writing), me, again);
    }

    private static Flux<ServerSentEvent<Object>> alongBeats(
            Flux<ServerSentEvent<Object>> news, StaffMember me, Supplier<Mono<StaffMember>> again) {
        Flux<ServerSentEvent<Object>> beats = Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .concatMap(tick -> again.get().filter(me::equals).hasElement().onErrorReturn(false))
                .takeWhile(still -> still)
                .map(still -> comment())
                .startWith(comment());
        // The news end when the server stops, the beats when the right to listen is gone.
        return either(news, beats);
    }

    /** Both; either ending ends both. */
    private static Flux<ServerSentEvent<Object>> either(
            Flux<ServerSentEvent<Object>> one, Flux<ServerSentEvent<Object>> other) {
        return Flux.merge(one.materialize(), other.materialize()).dematerialize();
    }

    private static ServerSentEvent<Object> comment() {
        return ServerSentEvent.builder().comment("still here").build();
    }

    private static List<ServerSentEvent<Object>> events(Changes.Change change) {
        List<ServerSentEvent<Object>> events = new ArrayList<>();
        if (change.standsDifferently()) {
            events.add(event("conversation", DeskJson.Standing.of(change.now())));
        }
        IntStream.rangeClosed(change.firstNew(), change.now().lastSeq())
                .forEach(seq -> events.add(
                        event("message", new DeskJson.Said(change.now().id(), seq))));
        return events;
    }

    static ServerSentEvent<Object> event(String name, Object data) {
        return ServerSentEvent.builder(data).event(name).build();
    }
}
