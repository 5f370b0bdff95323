package org.guildhall.channel.webchat;

import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.guildhall.channel.webchat.Page.Hint;
import org.guildhall.conversation.CatchUp;
import org.guildhall.conversation.CatchUp.News;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Typing;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What an open chat page sees: first everything after the place it knows, then each thing as it is committed. The
 * conversation's own sequence decides, so nothing is missed or shown twice across restarts and nodes; signals only make
 * it quick. Ten thousand pages cost one listener and one clock, and look together ({@link Rounds}).
 */
@Component
class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SPREAD = Duration.ofSeconds(2);

    /**
     * With more pages than are looked at in a second without notice, each is looked at less often: two processors that looked
     * at 1,600 a second had no room left to make up for what a hiccup had left.
     */
    private static final int MOST_A_SECOND = 500;

    /** How often those are kept who leave no trace; their tokens live longer than twice this. */
    private static final int KEEP_SECONDS = 120;

    private final Rounds rounds;
    private final Signals signals;
    private final ChatEvents events;
    private final Visitors visitors;
    private final OpenPages pages = new OpenPages();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private Disposable listening = Disposables.disposed();

    Streams(Rounds rounds, Signals signals, ChatEvents events, Visitors visitors) {
        this.rounds = rounds;
        this.signals = signals;
        this.events = events;
        this.visitors = visitors;
    }

    @PostConstruct
    void listen() {
        listening = Disposables.composite(
                signals.on(WebchatChannel.NEWS)
                        .subscribe(person -> pages.of(person).forEach(page -> page.hint(Hint.LOOK))),
                signals.on(Conversations.SIGNAL)
                        .subscribe(id -> pages.showing(id).forEach(page -> page.hint(Hint.LOOK))),
                signals.on(Typing.STAFF)
                        .filter(id -> !id.equals(Signals.EVERYTHING))
                        .subscribe(id -> pages.showing(id).forEach(page -> page.hint(Hint.TYPING))),
                signals.on(WebchatChannel.GONE)
                        .filter(person -> !person.equals(Signals.EVERYTHING))
                        .subscribe(person -> pages.of(person).forEach(Page::end)),
                Flux.interval(SECOND).onBackpressureDrop().subscribe(this::tick));
    }

    /** Ends the streams first, so that shutting down need not wait for pages that stay open. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        listening.dispose();
        closing.tryEmitEmpty();
    }

    /** Ends a token, and with it every page that was opened by it, on whatever node. */
    Mono<Void> leaves(String person) {
        return visitors.leaves(person).doOnSuccess(gone -> signals.raise(WebchatChannel.GONE, person));
    }

    private void tick(long second) {
        try {
            look(second);
        } catch (RuntimeException failure) {
            // Thrown on, it would end the ticking for every page of this node.
            LOG.error("Open chat pages could not be looked through: {}", Redacted.kind(failure));
        }
    }

    private void look(long second) {
        int sweep = 1 + pages.count() / MOST_A_SECOND;
        pages.all().forEach(page -> page.tick(sweep));
        if (second % KEEP_SECONDS == 0 && pages.count() > 0) {
            visitors.areHere(pages.people())
                    .subscribe(
                            kept -> {}, failure -> LOG.warn("Visitors could not be kept: {}", Redacted.kind(failure)));
        }
    }

    /**
     * The stream of one page.
     *
     * @param after the last seq the page has, 0 for none
     */
    Flux<ServerSentEvent<?>> of(String person, int after) {
        return Flux.defer(() -> opened(person, after))
                .startWith(ServerSentEvent.builder()
                        .retry(RETRY)
                        .comment("welcome")
                        .build())
                .doOnError(failure -> LOG.warn("A chat stream broke off: {}", Redacted.kind(failure)))
                .onErrorComplete()
                .takeUntilOther(closing.asMono())
                .concatWith(Mono.fromSupplier(Streams::comeAgain));
    }

    private Flux<ServerSentEvent<?>> opened(String person, int after) {
        Page page = new Page(person, after);
        return Flux.<Hint>create(hints -> begin(page, hints), FluxSink.OverflowStrategy.LATEST)
                .concatMap(hint -> look(page).concatWith(Flux.defer(() -> besides(hint))), 0);
    }

    private void begin(Page page, FluxSink<Hint> hints) {
        page.heardBy(hints);
        pages.opened(page);
        // Told at once if it has gone meanwhile, so it must be among the others by now.
        hints.onDispose(() -> pages.closed(page));
        hints.next(Hint.LOOK);
    }

    private Flux<ServerSentEvent<?>> look(Page page) {
        return rounds.news(page.person(), page.known()).flatMapMany(news -> told(page, news));
    }

    /** A long conversation comes in several pieces. */
    private Flux<ServerSentEvent<?>> told(Page page, News news) {
        boolean whole = news.messages().size() < CatchUp.MOST_EACH;
        String before = page.conversation();
        Flux<ServerSentEvent<?>> lines = Flux.fromIterable(page.take(news, events, whole));
        boolean again = pages.turned(page, before) || !whole;
        return again ? lines.concatWith(Flux.defer(() -> look(page))) : lines;
    }

    private static Flux<ServerSentEvent<?>> besides(Hint hint) {
        return switch (hint) {
            case LOOK -> Flux.empty();
            case BEAT -> Flux.just(comment("still here"));
            case TYPING ->
                Flux.just(ServerSentEvent.builder(new ChatEvents.Typing("staff"))
                        .event("typing")
                        .build());
        };
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
}
