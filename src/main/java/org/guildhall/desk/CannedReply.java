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
 */
record CannedReply(UUID id, @Nullable String team, String title, String text, String changedBy, Instant changedAt) {}
