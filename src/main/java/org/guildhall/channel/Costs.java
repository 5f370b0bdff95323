package org.guildhall.channel;

import java.time.Duration;
import java.util.List;
import org.guildhall.conversation.Inbox;
import org.guildhall.message.Inbound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Writes down what a message costs where that shows when the messenger takes it, and no receipt ever says it. It goes the way
 * of what receipts say, so that it counts once for each id, whoever tells it and however often.
 */
@Component
public final class Costs {

    /** A restarting database is back within seconds. */
    private static final Retry UNTIL_WRITTEN =
            Retry.backoff(20, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(2));

    private static final Logger log = LoggerFactory.getLogger(Costs.class);

    private final Inbox inbox;

    Costs(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Counts a message that went out. Nobody waits for it, and a message is sent whether or not it can be counted. */
    public void charged(Inbound.Charged message) {
        // A messenger's id of a message may hold what no database does.
        Inbound clean = Cleaned.of(message);
        Mono.defer(() -> inbox.accept(List.of(clean)))
                .retryWhen(UNTIL_WRITTEN)
                .subscribe(
                        counted -> {},
                        trouble -> log.warn(
                                "What a message cost could not be counted: {}",
                                trouble.getClass().getName()));
    }
}
