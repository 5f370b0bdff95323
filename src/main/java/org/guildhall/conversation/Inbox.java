package org.guildhall.conversation;

import java.util.List;
import org.guildhall.message.Inbound;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where every message enters: one transaction that dedupes, opens or finds the conversation, and appends. */
@Component
public final class Inbox {

    /**
     * Takes the events in, each in a transaction of its own, in order. Completes after the last commit; only then may a
     * messenger be told 2xx.
     *
     * @param events what a channel read, in the messenger's order
     * @return what became of each, in the same order
     */
    public Mono<List<Accepted>> accept(List<? extends Inbound> events) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keeps a signed body that could not be read, as it came.
     *
     * @param reason why, without a citizen's words
     */
    public Mono<Void> keep(String channel, String account, byte[] body, String reason) {
        throw new UnsupportedOperationException();
    }
}
