package org.guildhall.channel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps one account within its messenger's {@link Pace}. */
final class Pacer {

    /** A person's bucket is full again long before this. */
    private static final Duration FORGET_PERSON = Duration.ofMinutes(1);

    private final Pace pace;
    private final TimeMeter clock;
    private final @Nullable Bucket account;
    private final Cache<String, Bucket> people =
            Caffeine.newBuilder().expireAfterAccess(FORGET_PERSON).build();

    Pacer(Pace pace, TimeMeter clock) {
        this.pace = pace;
        this.clock = clock;
        this.account = pace.perSecond() > 0 ? bucket(pace.perSecond(), pace.perSecond()) : null;
    }

    /** Asks for up to so many messages now, and gets what the account has left. */
    int reserve(int wanted) {
        return account == null ? wanted : (int) account.tryConsumeAsMuchAsPossible(wanted);
    }

    /** Gives back what was reserved and not used. */
    void giveBack(int unused) {
        if (account != null && unused > 0) {
            account.addTokens(unused);
        }
    }

    /** How long this person's next message should wait; the place is taken by asking. */
    Duration wait(String person) {
        if (pace.burst() == 0) {
            return Duration.ZERO;
        }
        Bucket bucket = people.get(person, ignored -> bucket(pace.burst(), 1));
        return Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
    }

    /** How long this person's next message will have to wait; asking takes no place. */
    Duration next(String person) {
        Bucket bucket = people.getIfPresent(person);
        return bucket == null
                ? Duration.ZERO
                : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private Bucket bucket(int capacity, int perSecond) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
