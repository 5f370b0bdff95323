package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.guildhall.message.Delivery;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Which messengers there are, for those who talk to conversations and not to messengers. Whoever knows the messengers plugs
 * in here.
 */
public interface Messengers {

    /** Every messenger this version knows, switched on or not, in the order of their names. */
    List<Messenger> all();

    /**
     * Whether citizens fetch from us what is said there, so that with its commit it has been sent.
     *
     * @param channel a messenger's name; false for one that is switched off
     */
    boolean fetched(String channel);

    /**
     * Sends a line that says it is a test, past the outbox: nobody's conversation, one attempt, and the answer is the point.
     *
     * @param channel a messenger's name
     * @param person the messenger's own id of whom to send it to, for instance a number
     * @return how it ended; empty when there is nothing to test, because it is switched off or citizens fetch its messages
     */
    Mono<Delivery> test(String channel, String person);

    /**
     * One messenger.
     *
     * @param name as in {@code /webhooks/{name}}
     * @param account our side of it; null when it is switched off
     * @param accounts every side of it, that one first; empty when it is switched off
     * @param windows how long after a citizen's last message they may be written to freely, by account; an account where that
     *     is always is missing
     * @param testable whether {@link #test} has somebody to send to
     */
    record Messenger(
            String name,
            @Nullable String account,
            List<String> accounts,
            Map<String, Duration> windows,
            boolean testable) {
        /** Keeps copies. */
        public Messenger {
            accounts = List.copyOf(accounts);
            windows = Map.copyOf(windows);
        }
    }
}
