package org.guildhall.desk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reply that staff need again and again.
 *
 * @param team whose conversations it is offered in, or null for all
 * @param title what staff find it by
 * @param text plain words with gaps, see {@link Gaps}
 * @param changedBy the username of whoever wrote it as it is
 * @param file the id of the file that goes along, or null
 */
record CannedReply(
        UUID id,
        @Nullable String team,
        String title,
        String text,
        String changedBy,
        Instant changedAt,
        @Nullable UUID file) {

    /**
     * One as it goes into the reply box.
     *
     * @param words with their gaps filled
     * @param file the id of the file that goes along; empty for none
     */
    record Filled(String words, String file) {

        /** After what stands in the box; its file takes the place of another. */
        Draft into(Draft kept) {
            Draft both = kept.with(WrittenText.clean(words), "");
            return file.isEmpty() ? both : both.bringing(file);
        }
    }
}
