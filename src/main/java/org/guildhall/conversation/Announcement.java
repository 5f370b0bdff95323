package org.guildhall.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a staff room about a conversation: how it stands, and nothing that a citizen said or is called.
 *
 * @param channel the messenger it came by
 * @param waitingSince when it was handed over
 * @param waiting whether somebody should take it
 * @param holder who took it; null when nobody has
 * @param desk where it is at the desk, an absolute address
 */
public record Announcement(
        UUID conversation,
        String reference,
        String team,
        Priority priority,
        String channel,
        Instant waitingSince,
        boolean waiting,
        @Nullable String holder,
        String desk) {}
