package org.guildhall.channel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.message.Delivery;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends a reply that takes several messages, one after the other, and goes on where an attempt broke off. A node that
 * has forgotten how far it got begins again, so that a message may come twice but none is left out.
 */
public final class LongReply {

    private final Cache<UUID, Integer> progress = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(30))
            .maximumSize(10_000)
            .build();

    /**
     * Sends what has not gone out yet.
     *
     * @param reply the same at every attempt
     * @param messages each sends one message when subscribed to, and never errors
     * @return how the last one ended, or the first that did not go out; refused when there is none at all
     */
    public Mono<Delivery> send(UUID reply, List<Mono<Delivery>> messages) {
        if (messages.isEmpty()) {
            return Mono.just(new Delivery.Refused("nothing to say", false));
        }
        int done = Math.min(progress.get(reply, ignored -> 0), messages.size() - 1);
        return Flux.range(done, messages.size() - done)
                .concatMap(part -> messages.get(part).doOnNext(delivery -> note(reply, part, delivery)), 1)
                .takeUntil(delivery -> !wentOut(delivery))
                .last();
    }

    private void note(UUID reply, int part, Delivery delivery) {
        if (wentOut(delivery)) {
            progress.put(reply, part + 1);
        }
    }

    private static boolean wentOut(Delivery delivery) {
        return delivery instanceof Delivery.Sent || delivery instanceof Delivery.Accepted;
    }
}
