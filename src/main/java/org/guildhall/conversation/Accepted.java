package org.guildhall.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one inbound event, after its commit.
 *
 * @param conversation the conversation it belongs to, or null when it was not a message
 * @param seq the message's place, or null when it was not a message
 * @param duplicate whether the event had been accepted before; then nothing changed
 * @param chosen whether it chose in words from what was offered, where others would have tapped
 */
public record Accepted(
        @Nullable UUID conversation, @Nullable Integer seq, boolean duplicate, boolean chosen) {

    /** Something that chose nothing, or chose it by a tap. */
    public Accepted(@Nullable UUID conversation, @Nullable Integer seq, boolean duplicate) {
        this(conversation, seq, duplicate, false);
    }

    /** Taken, but not something that is said. */
    static final Accepted NOT_A_MESSAGE = new Accepted(null, null, false);
}
