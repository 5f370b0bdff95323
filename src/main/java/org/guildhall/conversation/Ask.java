package org.guildhall.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one member of staff asks another about a conversation, and nobody has answered yet.
 *
 * @param reference the conversation's, or null
 * @param text the note in which it is asked
 */
public record Ask(
        UUID id, UUID conversation, @Nullable String reference, StaffName by, StaffName of, String text, Instant at) {}
