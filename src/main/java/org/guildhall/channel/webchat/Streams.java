package org.guildhall.channel.webchat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Typing;
import org.guildhall.message.Address;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What an open chat page sees: first everything after the place it knows, then each thing as it is committed. The
 * conversation's own sequence decides, so nothing is missed or shown twice across restarts and nodes; signals only make
 * it quick.
 */
@Component
class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SPREAD = Duration.ofSeconds(2);

    /** After this the page connects anew, and its token is looked at again. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Core core;
    private final Signals signals;
    private final ChatEvents events;
    private final Sinks.Empty<Void> closing = Sinks.empty();

    Streams(Core core, Signals signals, ChatEvents events) {
        this.core = core;
        this.signals = signals;
        this.events = events;
    }

    /** Ends the streams first, so that shutting down need not wait for pages that stay open. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }

    /**
     * The stream of one page.
     *
     * @param after the last seq the page has, 0 for none
     */
    Flux<ServerSentEvent<?>> of(String person, int after) {
        return Flux.defer(() -> new Page(person, after).events())
                .mergeWith(Flux.interval(HEARTBEAT).map(beat -> comment("still here")))
                .startWith(ServerSentEvent.builder()
                        .retry(RETRY)
                        .comment("welcome")
                        .build())
                .take(LONGEST)
                .doOnError(failure -> LOG.warn("A chat stream broke off: {}", Redacted.kind(failure)))
                .onErrorComplete()
                .takeUntilOther(closing.asMono())
                .concatWith(Mono.fromSupplier(Streams::comeAgain));
    }

    /** Spread over some seconds, so that a node that ends does not send all its pages to the next at one moment. */
    private static ServerSentEvent<?> comeAgain() {
        return ServerSentEvent.builder()
                .retry(RETRY.plusMillis(ThreadLocalRandom.current().nextLong(SPREAD.toMillis())))
                .comment("come again")
                .build();
    }

    private static ServerSentEvent<?> comment(String words) {
        return ServerSentEvent.builder().comment(words).build();
    }

    /** What one page has been told so far. Looked at by one look at a time, never by two. */
    private final class Page {
        private final Address address;
        private volatile int seen;
        private volatile ChatEvents.@Nullable State told;
        private volatile String conversation = "";

        Page(String person, int after) {
            this.address = WebchatChannel.address(person);
            this.seen = after;
        }

        Flux<ServerSentEvent<?>> events() {
            Flux<String> news = signals.on(WebchatChannel.NEWS).filter(address.person()::equals);
            Flux<String> changes = signals.on(Conversations.SIGNAL).filter(id -> id.equals(conversation));
            Flux<ServerSentEvent<?>> looks = Flux.merge(
                            news, changes, Flux.interval(SWEEP).map(String::valueOf))
                    .startWith("now")
                    .onBackpressureLatest()
                    .concatMap(hint -> look(), 0);
            return looks.mergeWith(typing());
        }

        private Flux<ServerSentEvent<?>> typing() {
            return signals.on(Typing.STAFF)
                    .filter(id -> id.equals(conversation))
                    .map(id -> ServerSentEvent.builder(new ChatEvents.Typing("staff"))
                            .event("typing")
                            .build());
        }

        private Flux<ServerSentEvent<?>> look() {
            return core.standing(address)
                    .singleOptional()
                    .flatMapMany(standing ->
                            standing.map(this::news).orElseGet(() -> Flux.from(changed(ChatEvents.State.NEW))));
        }

        private Flux<ServerSentEvent<?>> news(Conversations.Standing standing) {
            conversation = standing.conversation().toString();
            return missing(standing.lastSeq()).concatWith(Mono.defer(() -> changed(ChatEvents.State.of(standing))));
        }

        /** In pages, because a long conversation comes in several. */
        private Flux<ServerSentEvent<?>> missing(int lastSeq) {
            return seen >= lastSeq
                    ? Flux.empty()
                    : core.since(address, seen).flatMapMany(messages -> next(messages, lastSeq));
        }

        private Flux<ServerSentEvent<?>> next(List<Message> messages, int lastSeq) {
            return messages.isEmpty() ? Flux.empty() : tell(messages).concatWith(Flux.defer(() -> missing(lastSeq)));
        }

        private Flux<ServerSentEvent<?>> tell(List<Message> messages) {
            List<ServerSentEvent<?>> lines = new ArrayList<>(messages.size());
            for (Message message : messages) {
                seen = message.seq();
                lines.add(ServerSentEvent.builder(events.said(message))
                        .id(Integer.toString(message.seq()))
                        .event("message")
                        .build());
            }
            return Flux.fromIterable(lines);
        }

        private Mono<ServerSentEvent<?>> changed(ChatEvents.State state) {
            if (state.equals(told)) {
                return Mono.empty();
            }
            told = state;
            return Mono.just(ServerSentEvent.builder(state).event("state").build());
        }
    }
}
