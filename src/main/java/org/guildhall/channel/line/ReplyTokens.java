package org.guildhall.channel.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * The tokens under which people's last words may be answered once and for nothing
 * (https://developers.line.biz/en/reference/messaging-api/#send-reply-message). They are good for a minute, so only the node that
 * heard somebody has theirs, and another pushes.
 */
final class ReplyTokens {

    /** A little less than LINE's minute: a late one would be refused. */
    private static final Duration GOOD = Duration.ofSeconds(50);

    private static final int MOST = 100_000;

    private final Cache<String, String> tokens =
            Caffeine.newBuilder().expireAfterWrite(GOOD).maximumSize(MOST).build();

    /** Somebody's newest. */
    void put(String person, String token) {
        tokens.put(person, token);
    }

    /** Somebody's, which nobody else gets from now on. */
    Optional<String> take(String person) {
        return Optional.ofNullable(tokens.asMap().remove(person));
    }
}
