package org.guildhall.channel.matrix;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * What a homeserver's errors mean: https://spec.matrix.org/latest/client-server-api/#standard-error-response. What is not here
 * ends as its HTTP status says.
 */
final class MatrixErrors {

    private static final Sentences WORDS = Sentences.in("messages/matrix");
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "M_LIMIT_EXCEEDED", Meaning.WAIT,
            // We are not in the room any more, or were never let in.
            "M_FORBIDDEN", Meaning.BLOCKED,
            "M_UNKNOWN_TOKEN", Meaning.NEVER,
            "M_MISSING_TOKEN", Meaning.NEVER,
            "M_EXCLUSIVE", Meaning.NEVER,
            "M_TOO_LARGE", Meaning.NEVER,
            "M_NOT_FOUND", Meaning.NEVER,
            "M_BAD_JSON", Meaning.NEVER,
            "M_UNRECOGNIZED", Meaning.NEVER);

    private MatrixErrors() {}

    /** What this answer means; empty when it holds no error we know. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        String code = answer.body().path("errcode").stringValue("");
        Meaning meaning = answer.successful() ? null : MEANINGS.get(code);
        if (meaning == null) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(meaning, meaning == Meaning.WAIT ? pause(answer) : null, reason(code)));
    }

    /** An error in our words, for staff and the log. */
    static String reason(String code) {
        return "Matrix " + code + ": " + WORDS.say("error." + code);
    }

    private static @Nullable Duration pause(JsonCaller.Result.Answered answer) {
        long millis = answer.body().path("retry_after_ms").asLong(0);
        if (millis <= 0) {
            return null;
        }
        Duration pause = Duration.ofMillis(millis);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
