package org.guildhall.channel.webchat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How much one visitor, or one address, may ask of this node. No person comes near; a program that runs wild does. */
@Component
final class Limits {

    private static final int MOST_REMEMBERED = 100_000;

    private final Kind messages;
    private final Kind files;
    private final Kind sessions;
    private final Sentences words = Sentences.in("messages/webchat");

    Limits(WebchatProperties properties) {
        this.messages = new Kind(properties.messagesPerMinute(), Duration.ofMinutes(1));
        this.files = new Kind(properties.filesPerHour(), Duration.ofHours(1));
        this.sessions = new Kind(properties.sessionsPerMinute(), Duration.ofMinutes(1));
    }

    /**
     * Counts a message, or another small thing, of a visitor.
     *
     * @throws Problem 429 when it is one too many
     */
    void message(String person) {
        count(messages, person);
    }

    /** The same for a file. */
    void file(String person) {
        count(files, person);
    }

    /** The same for somebody who begins from an address; an unknown one is not counted. */
    void session(Optional<String> network) {
        network.filter(known -> sessions.most() > 0).ifPresent(known -> count(sessions, known));
    }

    private void count(Kind kind, String whose) {
        ConsumptionProbe probe = kind.of(whose).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = 1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
            throw new Problem(HttpStatus.TOO_MANY_REQUESTS, words.say("too-many"))
                    .with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
    }

    /** So many in a time, each filling up again steadily. */
    private record Kind(int most, Duration time, Cache<String, Bucket> buckets) {

        Kind(int most, Duration time) {
            this(
                    most,
                    time,
                    Caffeine.newBuilder()
                            .maximumSize(MOST_REMEMBERED)
                            .expireAfterAccess(time)
                            .build());
        }

        Bucket of(String whose) {
            return buckets.get(
                    whose,
                    first -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(most).refillGreedy(most, time))
                            .build());
        }
    }
}
