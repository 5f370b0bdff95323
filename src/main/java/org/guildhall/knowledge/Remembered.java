package org.guildhall.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Findings kept in memory for whoever asks the same; words that nobody says again stay here for a few minutes at most. */
final class Remembered {

    private static final int MOST = 5_000;

    /** Characters; what is longer is hardly ever said twice. */
    static final int LONGEST = 200;

    /** After the last time: what a crowd asks would else be forgotten all at once, and weighed again in the same second. */
    static final Duration KEPT_FOR = Duration.ofMinutes(5);

    private final Cache<String, Finding> findings;

    Remembered() {
        this(Ticker.systemTicker());
    }

    Remembered(Ticker ticker) {
        findings = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(KEPT_FOR)
                // Without it they would stay until somebody else asks, which may be the next morning.
                .scheduler(Scheduler.systemScheduler())
                .ticker(ticker)
                .build();
    }

    /** What was found for these very words, {@code null} when nobody asked of late. */
    @Nullable Finding of(String raw) {
        return findings.getIfPresent(raw);
    }

    /** What was found for these very words, or what is found now. */
    Finding orElse(String raw, Function<String, Finding> weigh) {
        if (raw.length() > LONGEST) {
            return weigh.apply(raw);
        }
        Finding given = of(raw);
        if (given == null) {
            given = weigh.apply(raw);
            findings.put(raw, given);
        }
        return given;
    }
}
