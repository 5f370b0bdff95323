package org.guildhall.platform;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Named wake-ups: hints that something may be worth looking at. A hint can be lost or come twice, so whoever listens
 * also sweeps; nobody needs to know who listens. Raise only after the commit.
 */
@Component
public final class Signals {

    /** A key that stands for all of them: hints were lost, so anything may have changed. */
    public static final String EVERYTHING = "*";

    private static final int SLOW_LISTENER_BUFFER = 1024;

    private final Map<String, Sinks.Many<String>> topics = new ConcurrentHashMap<>();
    private volatile @Nullable Elsewhere elsewhere;
    private volatile boolean closed;

    /** Where signals go besides this node. */
    @FunctionalInterface
    interface Elsewhere {

        /** Must not block. */
        void raise(String name, String key);
    }

    /**
     * Wakes whoever listens to the name: on this node at once, on others within a moment.
     *
     * @param name the signal, a constant of the room that raises it
     * @param key what it is about, usually an id; never a citizen's words
     */
    public void raise(String name, String key) {
        raiseHere(name, key);
        Elsewhere others = elsewhere;
        if (others != null) {
            others.raise(name, key);
        }
    }

    /**
     * The keys raised under a name from now on, {@link #EVERYTHING} among them; it completes when the application stops.
     * A listener that is too slow loses hints, never blocks who raises them.
     */
    public Flux<String> on(String name) {
        return Flux.defer(() -> topic(name).asFlux())
                .onBackpressureBuffer(SLOW_LISTENER_BUFFER, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    /** The hints about one key only, and those that may be about it. */
    public Flux<String> on(String name, String key) {
        return on(name).filter(raised -> raised.equals(key) || raised.equals(EVERYTHING));
    }

    /** Ends every stream, so that open event streams do not hold up the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        topics.values().forEach(topic -> {
            synchronized (topic) {
                topic.tryEmitComplete();
            }
        });
    }

    void raiseHere(String name, String key) {
        Sinks.Many<String> topic = topics.get(name);
        if (topic != null) {
            // A sink refuses to be used by two threads at once.
            synchronized (topic) {
                topic.tryEmitNext(key);
            }
        }
    }

    /** Also hands over every signal raised on this node; null stops that. */
    void relayTo(@Nullable Elsewhere others) {
        elsewhere = others;
    }

    /** What anybody here has ever listened to. */
    Set<String> names() {
        return Set.copyOf(topics.keySet());
    }

    private Sinks.Many<String> topic(String name) {
        Sinks.Many<String> topic =
                topics.computeIfAbsent(name, ignored -> Sinks.many().multicast().directBestEffort());
        if (closed) {
            topic.tryEmitComplete();
        }
        return topic;
    }
}
