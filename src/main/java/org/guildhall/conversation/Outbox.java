package org.guildhall.conversation;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The replies on their way out. A courier takes them, sends them and says how it went. */
@Component
public final class Outbox {

    /** The signal raised when there may be something to send. */
    public static final String SIGNAL = "outbox";

    /**
     * Takes parts that are due, each the head of its conversation, and commits them as {@code sending} first, so that a
     * crash in the middle is recognised. A part not settled within the lease (8 seconds) counts as uncertain and is
     * given out once more.
     *
     * @param channels which messengers the caller can reach
     * @param limit how many at most, from 1
     */
    public Mono<List<Dispatch>> take(Set<String> channels, int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes down how an attempt ended, unless another attempt has begun meanwhile.
     *
     * @return false when the lease had passed to somebody else and nothing was written
     */
    public Mono<Boolean> settle(Dispatch dispatch, Delivery delivery) {
        throw new UnsupportedOperationException();
    }

    /**
     * One part to send.
     *
     * @param attempt which attempt this is, from 1; also the fence under which it is settled
     * @param uncertain whether the messenger may have taken it already
     */
    public record Dispatch(UUID id, UUID conversation, int attempt, boolean uncertain, Outbound outbound) {}
}
