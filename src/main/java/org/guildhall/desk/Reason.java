package org.guildhall.desk;

import java.util.UUID;
import org.guildhall.conversation.Decided;
import org.guildhall.knowledge.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Why the assistant did what it did at a message.
 *
 * @param seq the message's place
 * @param then what it decided, as it was recorded
 * @param title the quoted article's title as it is now, its id when it is no longer published; null when none was quoted
 * @param version which version of the quoted article is published now; null when none is, or none was quoted
 * @param now what the articles say to the same words today; null when no words were looked up
 */
record Reason(
        UUID conversation,
        int seq,
        Decided then,
        @Nullable String title,
        @Nullable Integer version,
        @Nullable Explanation now) {

    /** Whether the article that was quoted says something else now, or is gone. */
    boolean outdated() {
        return then.version() != null && !then.version().equals(version);
    }
}
