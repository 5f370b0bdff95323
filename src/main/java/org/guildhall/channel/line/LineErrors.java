package org.guildhall.channel.line;

import java.util.Locale;
import java.util.Optional;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;

/**
 * What LINE's statuses mean (https://developers.line.biz/en/reference/messaging-api/#status-codes). One that is not here ends
 * as HTTP says.
 */
final class LineErrors {

    private static final Sentences WORDS = Sentences.in("messages/line");

    private static final int TOO_MANY = 429;

    private LineErrors() {}

    /** What this answer means; empty when it holds no error we know. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        return switch (answer.status()) {
            case 400, 401, 403, 404, 413 -> never(Integer.toString(answer.status()));
            // Both limits have one status, and only LINE's words tell the month's from the moment's.
            case TOO_MANY ->
                LineJson.text(answer.body(), "message").toLowerCase(Locale.ROOT).contains("monthly limit")
                        ? never("monthly-limit")
                        : Optional.of(new Verdict(Meaning.WAIT, null, reason("429")));
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> never(String word) {
        return Optional.of(new Verdict(Meaning.NEVER, null, reason(word)));
    }

    /**
     * An error in our words, for staff and the log; LINE's own may repeat ours.
     *
     * @param word LINE's status, or {@code monthly-limit}
     */
    static String reason(String word) {
        String key = "status." + word;
        return "LINE " + word.replace('-', '_') + (WORDS.keys().contains(key) ? ": " + WORDS.say(key) : "");
    }
}
