package org.guildhall.channel.webchat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
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
    private final Uploads uploads;
    private final Limits limits;
    private final Signals signals;
    private final Sentences words = Sentences.in("messages/webchat");

    Door(Core core, Visitors visitors, Uploads uploads, Limits limits, Signals signals) {
        this.core = core;
        this.visitors = visitors;
        this.uploads = uploads;
        this.limits = limits;
        this.signals = signals;
    }

    /**
     * Commits one message.
     *
     * @return its seq, the same when it came before; fails with a {@link Problem} when it cannot be taken
     */
    Mono<Integer> say(String person, Saying saying) {
        limits.message(person);
        Address address = WebchatChannel.address(person);
        return content(address, saying)
                .flatMap(content -> take(person, said(address, saying.id(), content, saying.choice())))
                .mapNotNull(Accepted::seq);
    }

    /**
     * Commits a file and the message it is.
     *
     * @return the message's seq, the same when it came before; fails with a {@link Problem} when it cannot be taken
     */
    Mono<Integer> bring(String person, Bringing file) {
        limits.file(person);
        Address address = WebchatChannel.address(person);
        return uploads.hold(person, file.id(), file.bytes())
                .flatMap(held -> take(person, said(address, file.id(), media(file, held), null))
                        // It has been kept with its message before, and nobody will come for this one.
                        .delayUntil(accepted ->
                                accepted.duplicate() && held.first() ? uploads.forget(held.id()) : Mono.empty()))
                .mapNotNull(Accepted::seq);
    }

    /** Lets staff see that somebody is writing; nothing is kept of it. */
    Mono<Void> typing(String person) {
        limits.message(person);
        return core.typing(new Inbound.Typing("typing", WebchatChannel.address(person)));
    }

    private static Content media(Bringing file, Uploads.Held held) {
        Handle handle = new Handle(WebchatChannel.NAME, held.id().toString());
        return new Content.Media(file.kind(), handle, file.text(), file.fileName(), null, (long) file.bytes().length);
    }

    private static Inbound.Said said(Address from, String id, Content content, @Nullable String choice) {
        return new Inbound.Said(from.person() + ":" + id, from, content, choice, null, null, null);
    }

    private Mono<Accepted> take(String person, Inbound.Said said) {
        return core.say(said)
                .delayUntil(accepted -> visitors.stays(person))
                .doOnNext(accepted -> signals.raise(WebchatChannel.NEWS, person));
    }

    private Mono<Content> content(Address address, Saying saying) {
        String text = saying.text();
        Content.Location place = saying.place();
        if (text != null || place != null) {
            return Mono.<Content>just(text == null ? Objects.requireNonNull(place) : new Content.Text(text));
        }
        return core.standing(address)
                .map(Conversations.Standing::lastSeq)
                .flatMap(last -> core.since(address, Math.max(0, last - OFFERS_WITHIN)))
                .defaultIfEmpty(List.of())
                .map(messages -> picked(messages, saying.choice()));
    }

    private Content picked(List<Message> messages, @Nullable String choice) {
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
