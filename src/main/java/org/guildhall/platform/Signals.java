package org.guildhall.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Named wake-ups: hints that something may be worth looking at. A hint can be lost or come twice, so whoever listens
 * also sweeps; nobody needs to know who listens. Raise only after the commit.
 */
@Component
public final class Signals {

    private static final int SLOW_LISTENER_BUFFER = 1024;

    private final Map<String, Sinks.Many<String>> topics = new ConcurrentHashMap<>();

    /**
     * Wakes whoever listens to the name, on this node at once.
     *
     * @param name the signal, a constant of the room that raises it
     * @param key what it is about, usually an id; never a citizen's words
     */
    public void raise(String name, String key) {
        Sinks.Many<String> topic = topics.get(name);
        if (topic != null) {
            synchronized (topic) {
                topic.tryEmitNext(key);
            }
        }
    }

    /**
     * The keys raised under a name from now on. A listener that is too slow loses hints, never blocks who raises them.
     */
    public Flux<String> on(String name) {
        return topics.computeIfAbsent(name, ignored -> Sinks.many().multicast().directBestEffort())
                .asFlux()
                .onBackpressureBuffer(
                        SLOW_LISTENER_BUFFER, dropped -> {}, reactor.core.publisher.BufferOverflowStrategy.DROP_OLDEST);
    }
}
