package org.guildhall.channel.webchat;

import java.util.List;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.CatchUp;
import org.guildhall.conversation.Continuations;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Inbox;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What web chat asks of conversations, so that its own tests need no assistant behind them. */
interface Core {

    /** Takes in what a citizen said; completes after the commit. */
    Mono<Accepted> say(Inbound.Said said);

    /** What was said on an address after a place in its sequence, oldest first; a page of it. */
    Mono<List<Message>> since(Address address, int seq);

    /** How things stand; empty before the first message. */
    Mono<Conversations.Standing> standing(Address address);

    /** What is new for each of those who ask, in their order. */
    Mono<List<CatchUp.News>> news(List<CatchUp.Asked> asked);

    /** Lets staff see that a citizen is writing. */
    Mono<Void> typing(Inbound.Typing typing);

    /** A code by which the conversation goes on elsewhere; empty when none is open. */
    Mono<Continuations.Offer> move(Address from);

    /** The real thing. */
    @Component
    record Real(Inbox inbox, Conversations conversations, CatchUp catchUp, Continuations continuations)
            implements Core {

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

        @Override
        public Mono<List<CatchUp.News>> news(List<CatchUp.Asked> asked) {
            return catchUp.news(WebchatChannel.NAME, WebchatChannel.ACCOUNT, asked);
        }

        @Override
        public Mono<Void> typing(Inbound.Typing typing) {
            return inbox.accept(List.of(typing)).then();
        }

        @Override
        public Mono<Continuations.Offer> move(Address from) {
            return continuations.offer(from);
        }
    }
}
