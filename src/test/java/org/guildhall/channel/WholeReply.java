package org.guildhall.channel;

import java.time.Duration;
import java.util.Objects;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;

/** A reply as a courier sends it: message by message, until its last or the first that does not go out. */
public final class WholeReply {

    private static final Duration SOON = Duration.ofSeconds(20);

    private WholeReply() {}

    /** How it ended. */
    public static Delivery send(Channel channel, Outbound reply) {
        Delivery delivery = Objects.requireNonNull(channel.send(reply).block(SOON));
        boolean closed = false;
        int freely = 0;
        int reached = 0;
        while (delivery instanceof Delivery.Partly(Delivery.WentOut _, int next, boolean windowClosed)) {
            freely = windowClosed && !closed ? reached : freely;
            closed = closed || windowClosed;
            reached = next;
            delivery = Objects.requireNonNull(
                    (closed ? channel.sendOutsideWindow(reply, freely, next) : channel.send(reply, next)).block(SOON));
        }
        return delivery;
    }
}
