package org.guildhall.channel.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * What Notify's errors mean, by their type, because the words beside it may change
 * (https://docs.notifications.service.gov.uk/rest-api.html#error-codes). A type that is not here ends as its HTTP status
 * says.
 */
final class NotifyErrors {

    private static final Sentences WORDS = Sentences.in("messages/notify");

    /** The limit of 3,000 counts the last minute, so that a little of it is free again at any time. */
    private static final Duration A_LITTLE = Duration.ofSeconds(10);

    private static final Duration UNKNOWN_TIME_OF_DAY = Duration.ofHours(1);

    private NotifyErrors() {}

    /** What this answer means; empty when it holds no error we know. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        if (answer.successful()) {
            return Optional.empty();
        }
        String type = answer.body().path("errors").path(0).path("error").stringValue("");
        return switch (type) {
            case "RateLimitError" -> verdict(Meaning.WAIT, A_LITTLE, type);
            case "TooManyRequestsError" -> verdict(Meaning.WAIT, untilMidnight(answer.at()), type);
            case "BadRequestError", "ValidationError", "AuthError" -> verdict(Meaning.NEVER, null, type);
            default -> Optional.empty();
        };
    }

    /**
     * An error or a status in our words, for staff and the log; Notify's own may hold a number.
     *
     * @param word Notify's, or our own {@code phone-network} or {@code not-counted}
     */
    static String reason(String word) {
        String key = "reason." + word;
        return "Notify " + word + (WORDS.keys().contains(key) ? ": " + WORDS.say(key) : "");
    }

    private static Optional<Verdict> verdict(Meaning meaning, @Nullable Duration pause, String type) {
        return Optional.of(new Verdict(meaning, pause, reason(type)));
    }

    /** The daily limits begin anew at midnight; in UTC, which is never too early in Britain. */
    private static Duration untilMidnight(@Nullable Instant now) {
        if (now == null) {
            return UNKNOWN_TIME_OF_DAY;
        }
        Instant midnight = now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
        return Duration.between(now, midnight);
    }
}
