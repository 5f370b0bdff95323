package org.guildhall.channel;

import java.util.List;
import org.guildhall.message.Delivery;
import reactor.core.publisher.Mono;

/**
 * A reply that takes several messages. One goes out at each attempt, and how far it got is written down before the next, so
 * that whatever breaks, on whichever node, repeats nothing that went out.
 */
public final class LongReply {

    private LongReply() {}

    /**
     * Sends one of its messages.
     *
     * @param messages the same at every attempt; each sends one message when subscribed to, and never errors
     * @param next the how-manieth it is, from 0
     * @return how that ended; {@link Delivery.Partly} when it went out and is not the last, refused when there is none at all
     */
    public static Mono<Delivery> send(List<Mono<Delivery>> messages, int next) {
        if (messages.isEmpty()) {
            return Mono.just(new Delivery.Refused("nothing to say", false));
        }
        int last = messages.size() - 1;
        int now = Math.min(next, last);
        return now == last
                ? messages.get(last)
                : messages.get(now)
                        .map(delivery -> delivery instanceof Delivery.WentOut message
                                ? new Delivery.Partly(message, now + 1, false)
                                : delivery);
    }

    /**
     * How an attempt to send the rest outside the citizen's window ended. Its messages are others than those that go freely, so
     * what has begun that way goes on that way.
     */
    public static Delivery outsideWindow(Delivery delivery) {
        return delivery instanceof Delivery.Partly(Delivery.WentOut message, int next, boolean _)
                ? new Delivery.Partly(message, next, true)
                : delivery;
    }
}
