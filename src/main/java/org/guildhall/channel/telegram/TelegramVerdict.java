package org.guildhall.channel.telegram;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.guildhall.message.Delivery;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/**
 * What Telegram's refusals mean in our words: https://core.telegram.org/bots/api#making-requests. Reasons hold
 * Telegram's own description, which repeats neither token nor text.
 */
final class TelegramVerdict {

    private static final int LONGEST_REASON = 200;

    private TelegramVerdict() {}

    static Delivery of(Throwable trouble) {
        if (trouble instanceof TelegramApiRequestException refusal && code(refusal) > 0) {
            return of(code(refusal), description(refusal), refusal);
        }
        return new Delivery.Deferred(null, trouble.getClass().getSimpleName(), !neverLeft(trouble));
    }

    /** Whether Telegram choked on our markup, so that the same words without it will do. */
    static boolean cannotParse(Throwable trouble) {
        return trouble instanceof TelegramApiRequestException refusal
                && code(refusal) == 400
                && description(refusal).toLowerCase(Locale.ROOT).contains("can't parse entities");
    }

    /** The id that a group has now, as it became a supergroup; empty when that is not the trouble. */
    static Optional<String> movedTo(Throwable trouble) {
        return trouble instanceof TelegramApiRequestException refusal
                        && code(refusal) == 400
                        && refusal.getParameters() != null
                ? Optional.ofNullable(refusal.getParameters().getMigrateToChatId())
                        .map(Object::toString)
                : Optional.empty();
    }

    /** Whether the topic was deleted or closed, while the group is still there. */
    static boolean topicGone(Throwable trouble) {
        if (!(trouble instanceof TelegramApiRequestException refusal) || code(refusal) != 400) {
            return false;
        }
        String words = description(refusal).toLowerCase(Locale.ROOT);
        return words.contains("message thread not found")
                || words.contains("topic_closed")
                || words.contains("topic_deleted");
    }

    /** Whether the token is wrong, which only a person can mend. */
    static boolean wrongToken(Throwable trouble) {
        return trouble instanceof TelegramApiRequestException refusal && (code(refusal) == 401 || code(refusal) == 404);
    }

    /** What went wrong, for the log; nothing of the request. */
    static String summary(Throwable trouble) {
        return trouble instanceof TelegramApiRequestException refusal && code(refusal) > 0
                ? code(refusal) + " " + description(refusal)
                : trouble.getClass().getSimpleName();
    }

    private static Delivery of(int code, String description, TelegramApiRequestException refusal) {
        String reason = code + " " + description;
        return switch (code) {
            case 429 -> new Delivery.Deferred(retryAfter(refusal), reason, false);
            case 403 -> new Delivery.Refused(reason, true);
            case 400 -> new Delivery.Refused(reason, gone(description));
            // A gateway that gave up waiting cannot say what the Bot API did meanwhile.
            case 504 -> new Delivery.Deferred(null, reason, true);
            default ->
                code >= 500 || code == 408
                        ? new Delivery.Deferred(null, reason, false)
                        : new Delivery.Refused(reason, false);
        };
    }

    private static boolean gone(String description) {
        String words = description.toLowerCase(Locale.ROOT);
        return words.contains("chat not found")
                || words.contains("user is deactivated")
                || words.contains("blocked by the user");
    }

    private static @Nullable Duration retryAfter(TelegramApiRequestException refusal) {
        return refusal.getParameters() == null || refusal.getParameters().getRetryAfter() == null
                ? null
                : Duration.ofSeconds(refusal.getParameters().getRetryAfter());
    }

    private static int code(TelegramApiRequestException refusal) {
        return refusal.getErrorCode() == null ? 0 : refusal.getErrorCode();
    }

    private static String description(TelegramApiRequestException refusal) {
        String description = refusal.getApiResponse() == null ? "" : refusal.getApiResponse();
        return description.substring(0, Math.min(LONGEST_REASON, description.length()));
    }

    /** Whether the request cannot have reached Telegram. */
    private static boolean neverLeft(Throwable trouble) {
        return trouble instanceof ConnectException
                || trouble instanceof UnknownHostException
                || trouble instanceof NoRouteToHostException
                || trouble instanceof SSLException
                || trouble instanceof SocketTimeoutException
                        && String.valueOf(trouble.getMessage()).contains("connect");
    }
}
