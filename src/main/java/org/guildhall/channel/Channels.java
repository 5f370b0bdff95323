package org.guildhall.channel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guildhall.conversation.Replays;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The messengers that are switched on. A messenger that is not configured has no bean, so it is not here. */
@Component
final class Channels {

    private final Map<String, Channel> byName;

    Channels(ObjectProvider<Channel> channels) {
        byName = channels.orderedStream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
    }

    Optional<Channel> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every side of ours on any of them. */
    List<Replays.Account> accounts() {
        return all().stream()
                .flatMap(channel ->
                        channel.accounts().stream().map(account -> new Replays.Account(channel.name(), account)))
                .toList();
    }

    Collection<Channel> all() {
        return byName.values();
    }
}
