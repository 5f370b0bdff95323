package org.guildhall.channel;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.ChannelAccounts.Sign;
import org.springframework.stereotype.Component;

/**
 * What this node has seen of each messenger since it last wrote that down: a thousand messages in a second are one line
 * in one row, and none of them waits for it.
 */
@Component
final class SignsOfLife {

    private final Map<String, Set<Sign>> unwritten = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /** The messenger shook hands. */
    void verified(Channel channel) {
        note(channel, Set.of(Sign.VERIFIED));
    }

    /** A call of the messenger, whose signature was right, has been dealt with; or it answered when we asked for messages. */
    void heard(Channel channel) {
        note(channel, Set.of(Sign.VERIFIED, Sign.HEARD));
    }

    /** The messenger took a reply. */
    void sent(Channel channel) {
        note(channel, Set.of(Sign.SENT));
    }

    private void note(Channel channel, Set<Sign> signs) {
        unwritten
                .computeIfAbsent(channel.name(), name -> ConcurrentHashMap.newKeySet())
                .addAll(signs);
    }

    /** Writes down what there is, and at first that the messenger is there; blocks. What could not be written stays. */
    void writeDown(Collection<Channel> channels, ChannelAccounts accounts) {
        for (Channel channel : channels) {
            Set<Sign> seen = unwritten.computeIfAbsent(channel.name(), name -> ConcurrentHashMap.newKeySet());
            Set<Sign> now = Set.copyOf(seen);
            if (!now.isEmpty() || !written.contains(channel.name())) {
                // What is seen from here on counts as seen later, which is no more than true.
                seen.removeAll(now);
                try {
                    accounts.note(channel.name(), channel.account(), channel.window(), now);
                    written.add(channel.name());
                } catch (RuntimeException unwritable) {
                    note(channel, now);
                    throw unwritable;
                }
            }
        }
    }
}
