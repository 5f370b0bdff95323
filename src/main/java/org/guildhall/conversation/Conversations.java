package org.guildhall.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reading conversations, and what staff do to them. */
@Component
public final class Conversations {

    /** The signal raised with a conversation's id whenever anything of it changed. */
    public static final String SIGNAL = "conversation";

    /** The whole conversation as the desk shows it. */
    public Mono<Transcript> transcript(UUID conversation) {
        throw new UnsupportedOperationException();
    }

    /** One line about it, as lists and streams need; empty when there is no such conversation. */
    public Mono<Summary> summary(UUID conversation) {
        throw new UnsupportedOperationException();
    }

    /**
     * What was said on an address after a place in its sequence, oldest first, at most 200 messages; across
     * conversations, because the sequence goes on from one to the next.
     */
    public Mono<List<Message>> since(Address address, int seq) {
        throw new UnsupportedOperationException();
    }

    /** How the latest conversation of an address stands; empty when it never wrote. */
    public Mono<Standing> standing(Address address) {
        throw new UnsupportedOperationException();
    }

    /** Takes a waiting (or assistant's) conversation; the holder may ask again. */
    public Mono<Claim> claim(UUID conversation, StaffName by) {
        throw new UnsupportedOperationException();
    }

    /**
     * Says something to the citizen; claims the conversation first if nobody holds it.
     *
     * @return the message's seq, or why not
     */
    public Mono<Said> reply(UUID conversation, StaffName by, String text) {
        throw new UnsupportedOperationException();
    }

    /** Adds a note only staff see; false when there is no such conversation. */
    public Mono<Boolean> note(UUID conversation, StaffName by, String text) {
        throw new UnsupportedOperationException();
    }

    /** Puts it into another team's queue; the place in line is kept by its waiting time. */
    public Mono<Claim> transferToTeam(UUID conversation, StaffName by, String team) {
        throw new UnsupportedOperationException();
    }

    /** Hands it to a colleague, who holds it from then on. */
    public Mono<Claim> transferToStaff(UUID conversation, StaffName by, StaffName colleague) {
        throw new UnsupportedOperationException();
    }

    /** Ends it and tells the citizen so. */
    public Mono<Claim> close(UUID conversation, StaffName by, String outcome) {
        throw new UnsupportedOperationException();
    }

    /** How a reply of staff ended: the seq when it was taken, else why not. */
    public record Said(
            Claim claim, @org.jspecify.annotations.Nullable Integer seq) {}

    /** How things stand for the citizen. */
    public record Standing(
            UUID conversation,
            Floor floor,
            @org.jspecify.annotations.Nullable String reference,
            @org.jspecify.annotations.Nullable Integer place,
            int lastSeq) {}

    /** Which conversation an address has open now. */
    public Mono<Optional<UUID>> openOn(Address address) {
        throw new UnsupportedOperationException();
    }
}
