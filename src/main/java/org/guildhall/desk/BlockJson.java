package org.guildhall.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.Block;
import org.guildhall.conversation.StaffName;
import org.jspecify.annotations.Nullable;

/** What other programs are told of blocks. */
final class BlockJson {

    private BlockJson() {}

    /** What somebody should look at first, then what is in force, then the rest. */
    record All(List<One> blocks) {
        static All of(List<Block> blocks) {
            return new All(blocks.stream().map(One::of).toList());
        }
    }

    /**
     * One of them. {@code state} is {@code asked}, {@code active}, {@code over}, {@code refused} or {@code lifted}; {@code due} when
     * it waits for a decision or for its review.
     */
    record One(
            UUID id,
            String state,
            boolean due,
            @Nullable UUID conversation,
            @Nullable String reference,
            @Nullable String citizen,
            @Nullable String channel,
            String reason,
            String note,
            int days,
            StaffName askedBy,
            Instant askedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant reviewAt,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            @Nullable Instant endsAt,
            @Nullable String endedBy) {
        static One of(Block block) {
            return new One(
                    block.id(),
                    Spoken.slug(block.state()),
                    block.due(),
                    block.conversation(),
                    block.reference(),
                    block.citizen(),
                    block.channel(),
                    block.reason(),
                    block.note(),
                    block.days(),
                    block.askedBy(),
                    block.askedAt(),
                    block.decidedBy(),
                    block.decidedAt(),
                    block.reviewAt(),
                    block.reviewedBy(),
                    block.reviewedAt(),
                    block.endsAt(),
                    block.endedBy());
        }
    }
}
