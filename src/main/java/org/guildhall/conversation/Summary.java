package org.guildhall.conversation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line about a conversation.
 *
 * @param reference null before the first handover
 * @param team null before the first handover
 * @param waitingSeconds since it was queued, by the database's clock; 0 when it is not waiting
 * @param lastMessage the citizen's last words, at most 200 characters; empty when they had none
 * @param holder who has claimed it, or null
 * @param undelivered FAILED or UNCERTAIN when something we said since staff last got through did not arrive for sure;
 *     null when all is well
 * @param snoozedUntil when it comes back to its holder, who put it off; null when nobody did, or it is back
 * @param asked the usernames of colleagues who are asked about it and have not answered
 */
public record Summary(
        UUID id,
        @Nullable String reference,
        @Nullable String team,
        Priority priority,
        Floor floor,
        String channel,
        long waitingSeconds,
        String lastMessage,
        @Nullable StaffName holder,
        @Nullable String language,
        Instant openedAt,
        int lastSeq,
        @Nullable DeliveryState undelivered,
        @Nullable Instant snoozedUntil,
        Set<String> asked) {

    /** One that nobody has put off or asked about. */
    public Summary(
            UUID id,
            @Nullable String reference,
            @Nullable String team,
            Priority priority,
            Floor floor,
            String channel,
            long waitingSeconds,
            String lastMessage,
            @Nullable StaffName holder,
            @Nullable String language,
            Instant openedAt,
            int lastSeq,
            @Nullable DeliveryState undelivered) {
        this(
                id,
                reference,
                team,
                priority,
                floor,
                channel,
                waitingSeconds,
                lastMessage,
                holder,
                language,
                openedAt,
                lastSeq,
                undelivered,
                null,
                Set.of());
    }

    /** Keeps a copy. */
    public Summary {
        asked = Set.copyOf(asked);
    }
}
