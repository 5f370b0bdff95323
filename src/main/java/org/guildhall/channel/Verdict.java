package org.guildhall.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.guildhall.message.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What a messenger's refusal means for the message.
 *
 * @param meaning what to do next
 * @param pause how long to wait at least, or null when the messenger does not say
 * @param reason for staff and the log: our own words, because a messenger's may repeat a citizen's
 */
public record Verdict(Meaning meaning, @Nullable Duration pause, String reason) {

    /** What to do next. */
    public enum Meaning {
        /** Another attempt may succeed. */
        TRY_AGAIN,
        /** Not before a while: too much was sent, and the messenger itself is well. */
        WAIT,
        /** Another attempt would end the same. */
        NEVER,
        /** The citizen does not want to hear from us, or is gone. */
        BLOCKED;

        /** Whether another attempt may succeed, also when a receipt tells of the failure. */
        public boolean passes() {
            return this == TRY_AGAIN || this == WAIT;
        }
    }

    /** Where the messenger asks for less and does not say until when. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int GATEWAY_TIMEOUT = 504;

    /**
     * How sending ended.
     *
     * @param table the messenger's own errors, asked first and also about a 2xx, because some hide a refusal in it;
     *     empty where it does not know the answer, and then the HTTP status alone decides
     * @param id the messenger's id of the message in a successful answer; null when it names none, and then nobody knows
     *     whether the message went out
     */
    public static Delivery of(
            JsonCaller.Result result,
            Function<JsonCaller.Result.Answered, Optional<Verdict>> table,
            Function<JsonCaller.Result.Answered, @Nullable String> id) {
        return switch (result) {
            case JsonCaller.Result.Silent silent ->
                new Delivery.Deferred(null, silent.reason(), silent.mayHaveArrived());
            case JsonCaller.Result.Answered answered ->
                table.apply(answered)
                        .map(verdict -> verdict.delivery(answered))
                        .orElseGet(
                                () -> answered.successful() ? taken(answered, id.apply(answered)) : byStatus(answered));
        };
    }

    /** Who takes a message names it; what names none may stand in the messenger's place. */
    private static Delivery taken(JsonCaller.Result.Answered answered, @Nullable String id) {
        return id == null
                ? new Delivery.Deferred(
                        answered.retryAfter(), "HTTP " + answered.status() + " without the message's id", true)
                : new Delivery.Sent(id);
    }

    private Delivery delivery(JsonCaller.Result.Answered answered) {
        return switch (meaning) {
            // A gateway that gave up waiting cannot say what the messenger did meanwhile.
            case TRY_AGAIN ->
                new Delivery.Deferred(answered.retryAfter(), reason, answered.status() == GATEWAY_TIMEOUT);
            case WAIT -> new Delivery.Deferred(longer(answered.retryAfter()), reason, false);
            case NEVER -> new Delivery.Refused(reason, false);
            case BLOCKED -> new Delivery.Refused(reason, true);
        };
    }

    private Duration longer(@Nullable Duration told) {
        if (told == null) {
            return pause == null ? SOON : pause;
        }
        return pause == null || told.compareTo(pause) > 0 ? told : pause;
    }

    private static Delivery byStatus(JsonCaller.Result.Answered answered) {
        int status = answered.status();
        Meaning meaning = switch (status) {
            case TOO_MANY_REQUESTS -> Meaning.WAIT;
            case REQUEST_TIMEOUT, TOO_EARLY -> Meaning.TRY_AGAIN;
            default -> status >= 500 ? Meaning.TRY_AGAIN : Meaning.NEVER;
        };
        return new Verdict(meaning, null, "HTTP " + status).delivery(answered);
    }
}
