package org.guildhall.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Changes changes;

    EventApi(Changes changes) {
        this.changes = changes;
    }

    /**
     * A stream for somebody.
     *
     * @param again reads who is asking once more; the stream ends as soon as that is not the same person with the same
     *     rights, so that signing out and revoking a token count for open streams too
     */
    Mono<ServerResponse> stream(StaffMember me, Supplier<Mono<StaffMember>> again) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .body(BodyInserters.fromServerSentEvents(events(me, again)));
    }

    Flux<ServerSentEvent<Object>> events(StaffMember me, Supplier<Mono<StaffMember>> again) {
        Flux<ServerSentEvent<Object>> news = changes.seenBy(me).concatMapIterable(EventApi::events);
        Flux<ServerSentEvent<Object>> beats = Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .concatMap(tick -> again.get().filter(me::equals).hasElement())
                .takeWhile(still -> still)
                .map(still -> comment())
                .startWith(comment());
        // Either ending ends both: the news when the server stops, the beats when the right to listen is gone.
        return Flux.merge(news.materialize(), beats.materialize()).<ServerSentEvent<Object>>dematerialize();
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

    private static ServerSentEvent<Object> event(String name, Object data) {
        return ServerSentEvent.builder(data).event(name).build();
    }
}
