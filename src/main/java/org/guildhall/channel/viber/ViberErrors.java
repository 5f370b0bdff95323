package org.guildhall.channel.viber;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;
import tools.jackson.databind.JsonNode;

/**
 * What Viber's statuses mean (https://developers.viber.com/docs/api/rest-bot-api/#error-codes). They stand in the body of
 * an answer whose HTTP status is 200, also when nothing was sent. One that is not here is Viber's own trouble, which passes.
 */
final class ViberErrors {

    private static final Sentences WORDS = Sentences.in("messages/viber");

    private static final int TAKEN = 0;
    private static final int TOO_MANY = 12;
    private static final Duration A_LITTLE = Duration.ofSeconds(10);

    /** Not registered with Viber, and not subscribed any more. */
    private static final Set<Integer> GONE = Set.of(5, 6);

    private static final Set<Integer> NEVER =
            Set.of(1, 2, 3, 4, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24);

    private ViberErrors() {}

    /** What this answer means; empty when it tells of no error. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        JsonNode status = answer.body().path("status");
        return status.isInt() && status.intValue() != TAKEN
                ? Optional.of(verdict(status.intValue()))
                : Optional.empty();
    }

    private static Verdict verdict(int status) {
        String reason = reason(Integer.toString(status));
        if (status == TOO_MANY) {
            return new Verdict(Meaning.WAIT, A_LITTLE, reason);
        }
        if (GONE.contains(status)) {
            return new Verdict(Meaning.BLOCKED, null, reason);
        }
        return new Verdict(NEVER.contains(status) ? Meaning.NEVER : Meaning.TRY_AGAIN, null, reason);
    }

    /**
     * A status in our words, for staff and the log.
     *
     * @param status Viber's, or {@code failed} of a receipt
     */
    static String reason(String status) {
        String key = "status." + status;
        return "Viber " + status + (WORDS.keys().contains(key) ? ": " + WORDS.say(key) : "");
    }
}
