package org.guildhall.channel.webchat;

import java.util.List;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Inbox;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The three things web chat asks of conversations, so that its own tests need no assistant behind them. */
interface Core {

    /** Takes in what a citizen said; completes after the commit. */
    Mono<Accepted> say(Inbound.Said said);

    /** What was said on an address after a place in its sequence, oldest first; a page of it. */
    Mono<List<Message>> since(Address address, int seq);

    /** How things stand; empty before the first message. */
    Mono<Conversations.Standing> standing(Address address);

    /** The real thing. */
    @Component
    record Real(Inbox inbox, Conversations conversations) implements Core {

        @Override
        public Mono<Accepted> say(Inbound.Said said) {
            return inbox.accept(List.of(said)).map(List::getFirst);
        }

        @Override
        public Mono<List<Message>> since(Address address, int seq) {
            return conversations.since(address, seq);
        }

        @Override
        public Mono<Conversations.Standing> standing(Address address) {
            return conversations.standing(address);
        }
    }
}
