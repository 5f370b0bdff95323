package org.guildhall.channel.whatsapp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * What WhatsApp's error codes mean (https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes). The
 * HTTP status misleads: limits come as 400 and 403 too. A code that is not here ends as its HTTP status says.
 */
final class WhatsAppErrors {

    /** More than 24 hours since the citizen last wrote. */
    static final int WINDOW_CLOSED = 131047;

    private static final Sentences WORDS = Sentences.in("messages/whatsapp");

    /** One message in six seconds to one person, once the burst is used up. */
    private static final Duration ONE_PERSON = Duration.ofSeconds(6);

    private static final Duration THE_NUMBER = Duration.ofSeconds(2);
    private static final Duration THE_ACCOUNT = Duration.ofMinutes(1);

    /** A token that has run out, a right that is missing, an account that is stopped. */
    private static final Set<Integer> MENDABLE = Set.of(10, 190, 200, 368);

    private static final Map<Integer, Limit> TABLE = table();

    private WhatsAppErrors() {}

    /** What this answer means; empty when it holds no error we know. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        int code = answer.body().path("error").path("code").asInt(0);
        Limit limit = TABLE.get(code);
        if (limit != null) {
            return Optional.of(new Verdict(limit.meaning(), limit.pause(), reason(code)));
        }
        // An error in a 2xx took no message; with any other status that decides, under WhatsApp's own number.
        if (code == 0 || !answer.successful()) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(Meaning.NEVER, null, reason(code)));
    }

    /** Whether a person has to mend something at Meta, after which the same call would do: a token, a right, the account. */
    static boolean mendable(JsonCaller.Result result) {
        if (!(result instanceof JsonCaller.Result.Answered answer)) {
            return false;
        }
        int code = answer.body().path("error").path("code").asInt(0);
        return MENDABLE.contains(code) || code == 0 && (answer.status() == 401 || answer.status() == 403);
    }

    /** An error in our words, for staff and the log; WhatsApp's own may hold a number or what was written. */
    static String reason(int code) {
        String key = "error." + code;
        return "WhatsApp " + code + (WORDS.keys().contains(key) ? ": " + WORDS.say(key) : "");
    }

    private static Map<Integer, Limit> table() {
        Map<Integer, Limit> table = new HashMap<>();
        put(table, new Limit(Meaning.WAIT, ONE_PERSON), 131056);
        put(table, new Limit(Meaning.WAIT, THE_NUMBER), 130429);
        put(table, new Limit(Meaning.WAIT, THE_ACCOUNT), 4, 80007, 131048, 133016);
        put(table, new Limit(Meaning.TRY_AGAIN, null), 1, 2, 131000, 131016, 131053);
        put(
                table,
                new Limit(Meaning.NEVER, null),
                10,
                100,
                190,
                200,
                368,
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
        return Map.copyOf(table);
    }

    private static void put(Map<Integer, Limit> table, Limit limit, int... codes) {
        for (int code : codes) {
            table.put(code, limit);
        }
    }

    /** A verdict without its words. */
    private record Limit(Meaning meaning, @Nullable Duration pause) {}
}
