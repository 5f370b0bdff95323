package org.guildhall.channel;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Into which messengers a citizen can be led who is somewhere else, for channels, which do not see each other. */
@Component
public final class Invitations {

    private final Channels channels;

    Invitations(Channels channels) {
        this.channels = channels;
    }

    /** The names of those that can be opened by a link now, in their order. */
    public List<String> open() {
        return channels.all().stream()
                .filter(channel -> channel.invitation("words").isPresent())
                .map(Channel::name)
                .sorted()
                .toList();
    }

    /**
     * The address that opens one and has words ready there.
     *
     * @param words at most 64 of {@code A-Za-z0-9_-}
     * @return empty when there is no such messenger, or nobody knows its address
     */
    public Optional<String> link(String channel, String words) {
        return channels.named(channel).flatMap(found -> found.invitation(words));
    }
}
