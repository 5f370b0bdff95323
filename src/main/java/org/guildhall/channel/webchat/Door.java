package org.guildhall.channel.webchat;

import java.util.List;
import java.util.Map;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.guildhall.platform.Signals;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes in what visitors say, from the API and from the plain form alike. */
@Component
class Door {

    /** How far back an offer may lie and still be picked. */
    private static final int OFFERS_WITHIN = 150;

    private final Core core;
    private final Visitors visitors;
    private final Signals signals;
    private final Sentences words = Sentences.in("messages/webchat");

    Door(Core core, Visitors visitors, Signals signals) {
        this.core = core;
        this.visitors = visitors;
        this.signals = signals;
    }

    /**
     * Commits one message.
     *
     * @return its seq, the same when it came before; fails with a {@link Problem} when it cannot be taken
     */
    Mono<Integer> say(String person, Saying saying) {
        Address address = WebchatChannel.address(person);
        return content(address, saying)
                .map(content -> new Inbound.Said(
                        person + ":" + saying.id(), address, content, saying.choice(), null, null, null))
                .flatMap(core::say)
                .mapNotNull(Accepted::seq)
                .delayUntil(seq -> visitors.stays(person))
                .doOnNext(seq -> signals.raise(WebchatChannel.NEWS, person));
    }

    private Mono<Content> content(Address address, Saying saying) {
        String text = saying.text();
        if (text != null) {
            return Mono.just(new Content.Text(text));
        }
        return core.standing(address)
                .map(Conversations.Standing::lastSeq)
                .flatMap(last -> core.since(address, Math.max(0, last - OFFERS_WITHIN)))
                .defaultIfEmpty(List.of())
                .map(messages -> picked(messages, saying.choice()));
    }

    private Content picked(List<Message> messages, @org.jspecify.annotations.Nullable String choice) {
        return messages.reversed().stream()
                .map(Message::content)
                .filter(Content.Choices.class::isInstance)
                .flatMap(content -> ((Content.Choices) content).options().stream())
                .filter(option -> option.id().equals(choice))
                .map(Choice::title)
                .findFirst()
                .<Content>map(Content.Text::new)
                .orElseThrow(() -> problem(new Saying.Unacceptable("choice", "choice.wrong")));
    }

    /** The answer to something unacceptable, in words. */
    Problem problem(Saying.Unacceptable unacceptable) {
        HttpStatus status = unacceptable.tooLong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST;
        return new Problem(
                        status, words.say(unacceptable.reason(), Map.of("most", String.format("%,d", Saying.MAX_TEXT))))
                .naming(unacceptable.field());
    }
}
