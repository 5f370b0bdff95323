package org.guildhall.conversation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One citizen message to be dealt with, perhaps with the pieces of it that came just before, and what is known.
 *
 * @param floor whose turn it was when the message was taken up
 * @param memory what the assistant remembered
 * @param pieces what the citizen sent just before and nobody has answered yet, oldest first; usually empty
 * @param message the citizen's message, the last piece when there are several
 * @param before the conversation up to the first of these, oldest first, at most ten messages
 * @param reference what the citizen may quote, or null before the first handover
 * @param place the place in the queue, from 1, or null when not queued
 * @param team whose conversation it is, or was when it was last handed over; null before the first handover
 * @param usually how long it usually takes from that place; null when that cannot be said, or nobody is waited for
 */
public record Turn(
        UUID conversation,
        Floor floor,
        Memory memory,
        List<Message> pieces,
        Message message,
        List<Message> before,
        @Nullable String reference,
        @Nullable Integer place,
        @Nullable String team,
        @Nullable Wait usually) {

    /** Keeps copies of the lists. */
    public Turn {
        pieces = List.copyOf(pieces);
        before = List.copyOf(before);
    }

    /** A turn of which it is not known who is waited for. */
    public Turn(
            UUID conversation,
            Floor floor,
            Memory memory,
            List<Message> pieces,
            Message message,
            List<Message> before,
            @Nullable String reference,
            @Nullable Integer place) {
        this(conversation, floor, memory, pieces, message, before, reference, place, null, null);
    }
}
