package org.guildhall.channel.whatsapp;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.channel.meta.GraphErrors;
import org.guildhall.platform.Sentences;

/**
 * What WhatsApp's error codes mean (https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes). The
 * HTTP status misleads: limits come as 400 and 403 too. A code that is not here ends as its HTTP status says.
 */
final class WhatsAppErrors {

    /** More than 24 hours since the citizen last wrote. */
    static final int WINDOW_CLOSED = 131047;

    /** One message in six seconds to one person, once the burst is used up. */
    private static final Duration ONE_PERSON = Duration.ofSeconds(6);

    private static final Duration THE_NUMBER = Duration.ofSeconds(2);
    private static final Duration THE_ACCOUNT = Duration.ofMinutes(1);

    /** A token that has run out, a right that is missing, an account that is stopped. */
    private static final Set<Integer> MENDABLE = Set.of(10, 190, 200, 368);

    private static final GraphErrors ERRORS = new GraphErrors("WhatsApp", Sentences.in("messages/whatsapp"))
            .know(Meaning.WAIT, ONE_PERSON, 131056)
            .know(Meaning.WAIT, THE_NUMBER, 130429)
            .know(Meaning.WAIT, THE_ACCOUNT, 80007, 131048, 133016)
            .know(Meaning.TRY_AGAIN, null, 131000, 131016, 131053)
            .know(
                    Meaning.NEVER,
                    null,
                    470,
                    131008,
                    131009,
                    131026,
                    131030,
                    131045,
                    WINDOW_CLOSED,
                    131051,
                    131062,
                    132000,
                    132001,
                    132005,
                    132007,
                    132012,
                    132015,
                    132016);

    private WhatsAppErrors() {}

    /** What this answer means; empty when it holds no error we know. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        return ERRORS.verdict(answer);
    }

    /** Whether a person has to mend something at Meta, after which the same call would do: a token, a right, the account. */
    static boolean mendable(JsonCaller.Result result) {
        if (!(result instanceof JsonCaller.Result.Answered answer)) {
            return false;
        }
        int code = answer.body().path("error").path("code").asInt(0);
        return MENDABLE.contains(code) || code == 0 && (answer.status() == 401 || answer.status() == 403);
    }

    /** Whether a message that failed with this code, as a receipt tells, may arrive at another attempt. */
    static boolean passes(int code) {
        return ERRORS.passes(code);
    }

    /** An error in our words, for staff and the log; WhatsApp's own may hold a number or what was written. */
    static String reason(int code) {
        return ERRORS.reason(code);
    }
}
