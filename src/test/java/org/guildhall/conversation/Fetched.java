package org.guildhall.conversation;

import java.util.List;
import org.guildhall.message.Delivery;
import reactor.core.publisher.Mono;

/** Messengers of which one's messages citizens fetch. */
record Fetched(String name) implements Messengers {

    @Override
    public List<Messenger> all() {
        return List.of();
    }

    @Override
    public boolean fetched(String channel) {
        return channel.equals(name);
    }

    @Override
    public Mono<Delivery> test(String channel, String person) {
        return Mono.empty();
    }
}
