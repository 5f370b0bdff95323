package org.guildhall.conversation;

import java.time.Instant;
import java.util.UUID;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * A reply of staff that is not said yet.
 *
 * @param by who wrote it
 * @param content what it says; plain words, or Markdown where it quotes
 * @param quoted the article whose own words it says, or null
 * @param planned whether somebody chose its time; else it waits for some seconds only, so that it can be taken back
 * @param dueAt when it is said, by the database's clock
 * @param held why it is not said when its time comes; null while nothing is against it
 * @param file the id of the file that goes along, or null
 */
public record LaterReply(
        UUID id,
        UUID conversation,
        StaffName by,
        Content content,
        @Nullable Quoted quoted,
        boolean planned,
        Instant dueAt,
        @Nullable Held held,
        @Nullable UUID file) {

    /** Why a reply waits for somebody to decide about it. Stored by its lower-case name. */
    public enum Held {
        /** The citizen has said something that whoever planned it had not read. */
        CITIZEN_WROTE,
        /** The conversation is closed. */
        CLOSED
    }

    /** What it says, as any reply. */
    Decision.Reply reply() {
        return new Decision.Reply(content, quoted);
    }

    /**
     * Whether one may be said as things stand.
     *
     * @param heardSeq the citizen's last message when it was written
     * @param saidSeq the citizen's last message now
     * @return what is against it, or null. What was only to be taken back goes out whatever the citizen writes meanwhile, as a
     *     reply does that is on its way
     */
    static @Nullable Held against(boolean planned, Floor floor, int heardSeq, int saidSeq) {
        if (floor == Floor.CLOSED) {
            return Held.CLOSED;
        }
        return planned && saidSeq > heardSeq ? Held.CITIZEN_WROTE : null;
    }
}
