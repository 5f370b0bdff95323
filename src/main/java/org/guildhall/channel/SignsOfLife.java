package org.guildhall.channel;

import java.util.Collection;
import java.util.List;
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

    /** By messenger and account of ours. */
    private final Map<List<String>, Set<Sign>> unwritten = new ConcurrentHashMap<>();

    private final Set<List<String>> written = ConcurrentHashMap.newKeySet();

    /** The messenger shook hands, which shows who it is for all our accounts there. */
    void verified(Channel channel) {
        channel.accounts().forEach(account -> note(channel, account, Set.of(Sign.VERIFIED)));
    }

    /** A call about this account, whose signature was right, has been dealt with; or it answered when we asked for messages. */
    void heard(Channel channel, String account) {
        note(channel, account, Set.of(Sign.VERIFIED, Sign.HEARD));
    }

    /** The messenger took a reply from this account of ours. */
    void sent(Channel channel, String account) {
        note(channel, account, Set.of(Sign.SENT));
    }

    private void note(Channel channel, String account, Set<Sign> signs) {
        unwritten
                .computeIfAbsent(List.of(channel.name(), account), key -> ConcurrentHashMap.newKeySet())
                .addAll(signs);
    }

    /** Writes down what there is, and at first that the messenger is there; blocks. What could not be written stays. */
    void writeDown(Collection<Channel> channels, ChannelAccounts accounts) {
        for (Channel channel : channels) {
            channel.accounts().forEach(account -> writeDown(channel, account, accounts));
        }
    }

    private void writeDown(Channel channel, String account, ChannelAccounts accounts) {
        List<String> key = List.of(channel.name(), account);
        Set<Sign> seen = unwritten.computeIfAbsent(key, first -> ConcurrentHashMap.newKeySet());
        Set<Sign> now = Set.copyOf(seen);
        if (now.isEmpty() && written.contains(key)) {
            return;
        }
        // What is seen from here on counts as seen later, which is no more than true.
        seen.removeAll(now);
        try {
            accounts.note(channel.name(), account, channel.window(account), now);
            written.add(key);
        } catch (RuntimeException unwritable) {
            note(channel, account, now);
            throw unwritable;
        }
    }
}
