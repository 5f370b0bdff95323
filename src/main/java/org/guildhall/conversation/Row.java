package org.guildhall.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's row as it stands under its lock.
 *
 * @param lastSeq the sequence of the newest message
 * @param handledSeq the newest citizen message that has been dealt with
 */
record Row(
        UUID id,
        UUID address,
        Floor floor,
        @Nullable String team,
        Priority priority,
        @Nullable String reference,
        @Nullable StaffName holder,
        int lastSeq,
        int handledSeq,
        Memory memory,
        long fence) {}
