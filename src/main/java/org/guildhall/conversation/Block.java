package org.guildhall.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a person is not answered for a while, or that staff have asked for it. What they write is kept all the same, and
 * danger is answered.
 *
 * @param conversation where it was asked for, or null when that is gone
 * @param reference of that conversation, or null
 * @param citizen what the messenger calls the person, or null; untrusted
 * @param channel where they wrote from, or null when the conversation is gone
 * @param reason a word of the desk's closed vocabulary
 * @param note what whoever asked wrote about it; may be empty
 * @param days how long it is to last, from 1
 * @param askedBy who asked for it
 * @param decidedBy the name of whoever agreed or refused, or null while nobody has
 * @param reviewAt when somebody should look whether it is still needed, or null while it is only asked for
 * @param reviewedBy the name of whoever last looked and kept it, or null
 * @param endsAt when they are answered again, or null while it is only asked for
 * @param endedBy the name of whoever lifted it, or null
 * @param due whether somebody should look now: it is asked for, or its review is due
 */
public record Block(
        UUID id,
        @Nullable UUID conversation,
        @Nullable String reference,
        @Nullable String citizen,
        @Nullable String channel,
        String reason,
        String note,
        int days,
        State state,
        StaffName askedBy,
        Instant askedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant reviewAt,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        @Nullable Instant endsAt,
        @Nullable String endedBy,
        boolean due) {

    /** How far it got. */
    public enum State {
        /** Staff have asked for it, and nobody has decided. */
        ASKED,
        /** It is in force. */
        ACTIVE,
        /** Its time has passed. */
        OVER,
        /** Somebody decided against it. */
        REFUSED,
        /** Somebody ended it before its time. */
        LIFTED
    }

    /** Whether it is asked for or in force, so that there is no place for another. */
    public boolean open() {
        return state == State.ASKED || state == State.ACTIVE;
    }
}
