package org.guildhall.conversation;

import java.time.Instant;
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
        @Nullable DeliveryState undelivered) {}
