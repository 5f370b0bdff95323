package org.guildhall.desk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What staff write to citizens.
 *
 * @param undo how long a reply from the console waits, so that it can be taken back: from {@code 0s}, which sends it at once, to
 *     {@code 1m}
 * @param largestFile how large a file may be that staff send along, to {@code 20MB}; WhatsApp takes pictures up to 5 MB
 */
@ConfigurationProperties("guildhall.desk.replies")
record ReplyProperties(
        @DefaultValue("5s") Duration undo,
        @DefaultValue("5MB") DataSize largestFile) {

    private static final Duration LONGEST_UNDO = Duration.ofMinutes(1);

    /** The most that goes into one value of the database without a thought for memory. */
    private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(20);

    ReplyProperties {
        if (undo.isNegative() || undo.compareTo(LONGEST_UNDO) > 0) {
            throw new IllegalArgumentException(
                    "guildhall.desk.replies.undo must be between 0s and 1m: after that nobody remembers what they sent");
        }
        if (largestFile.toBytes() < 1 || largestFile.compareTo(LARGEST_FILE) > 0) {
            throw new IllegalArgumentException(
                    "guildhall.desk.replies.largest-file must be between 1B and 20MB: no messenger takes more");
        }
    }
}
