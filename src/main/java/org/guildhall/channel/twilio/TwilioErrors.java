package org.guildhall.channel.twilio;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.message.Delivery;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio's error codes mean (https://www.twilio.com/docs/api/errors). A code that is not here ends as its HTTP status
 * says.
 */
final class TwilioErrors {

    /** More than 24 hours since the citizen last wrote on WhatsApp. */
    private static final int WINDOW_CLOSED = 63016;

    private static final Sentences WORDS = Sentences.in("messages/twilio");

    private static final Duration A_LITTLE = Duration.ofSeconds(5);
    /** Twilio's own queue of this number is full; it holds several hours' worth, so that a little is free soon. */
    private static final Duration QUEUE = Duration.ofMinutes(1);

    private static final Duration THE_DAY = Duration.ofHours(1);

    private static final Map<Integer, Limit> TABLE = table();

    private TwilioErrors() {}

    /** What this answer means; empty when it holds no error we know. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        // A message that was taken may carry an error already.
        int code =
                answer.body().path(answer.successful() ? "error_code" : "code").asInt(0);
        Limit limit = TABLE.get(code);
        if (limit != null) {
            return Optional.of(new Verdict(limit.meaning(), limit.pause(), reason(code)));
        }
        return Optional.empty();
    }

    /**
     * An error in our words, for staff and the log; Twilio's own may hold a number.
     *
     * @param code as Twilio writes it; without one nothing is known but that it failed
     */
    static String reason(String code) {
        return code.matches("[0-9]{1,6}") ? reason(Integer.parseInt(code)) : "Twilio: not delivered";
    }

    /**
     * Whether a message failed because the time is over in which the citizen may be written to freely.
     *
     * @param code as Twilio writes it
     */
    static boolean windowClosed(String code) {
        return code.equals(String.valueOf(WINDOW_CLOSED));
    }

    /** Whether Twilio did not take a message for that reason. */
    static boolean windowClosed(Delivery delivery) {
        return delivery instanceof Delivery.Refused refused && refused.reason().equals(reason(WINDOW_CLOSED));
    }

    /** What staff read when that time is over and nothing else can be done. */
    static Delivery mustWriteFirst() {
        return new Delivery.Refused("Twilio " + WINDOW_CLOSED + ": " + WORDS.say("window.closed"), false);
    }

    /**
     * Whether a message failed because the citizen does not want to hear from us.
     *
     * @param code as Twilio writes it
     */
    static boolean blocked(String code) {
        return meaning(code) == Meaning.BLOCKED;
    }

    /**
     * Whether a message that failed, as a receipt tells, may arrive at another attempt. Not when a phone was off: its network
     * has tried long enough.
     *
     * @param code as Twilio writes it
     */
    static boolean passes(String code) {
        return meaning(code).passes();
    }

    /** What is not known will not pass. */
    private static Meaning meaning(String code) {
        Limit limit = code.matches("[0-9]{1,6}") ? TABLE.get(Integer.parseInt(code)) : null;
        return limit == null ? Meaning.NEVER : limit.meaning();
    }

    static String reason(int code) {
        String key = "error." + code;
        return "Twilio " + code + (WORDS.keys().contains(key) ? ": " + WORDS.say(key) : "");
    }

    private static Map<Integer, Limit> table() {
        Map<Integer, Limit> table = new HashMap<>();
        put(table, new Limit(Meaning.WAIT, A_LITTLE), 14107, 20429, 30022, 63018);
        put(table, new Limit(Meaning.WAIT, QUEUE), 21611, 30001);
        put(table, new Limit(Meaning.WAIT, THE_DAY), 63038);
        put(table, new Limit(Meaning.TRY_AGAIN, null), 20500, 20503, 21730, 63012);
        put(
                table,
                new Limit(Meaning.NEVER, null),
                20003,
                20005,
                20404,
                21211,
                21212,
                21408,
                21602,
                21606,
                21608,
                21609,
                21612,
                21614,
                21617,
                21655,
                21656,
                21658,
                21659,
                21660,
                30002,
                30003,
                30004,
                30005,
                30006,
                30007,
                30008,
                63003,
                63007,
                WINDOW_CLOSED,
                63021,
                63024,
                63027,
                63028,
                63032,
                92006);
        put(table, new Limit(Meaning.BLOCKED, null), 21610, 63033);
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
