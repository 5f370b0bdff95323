package org.guildhall.simulator;

import java.time.Duration;

/** What goes wrong with one call of a messenger's API. */
public sealed interface Fault {

    /** Nothing does. */
    Fault NONE = new None();

    /** Answered as documented. */
    record None() implements Fault {}

    /** Refused, nothing applied: this status with this JSON body. */
    record Refused(int status, String body) implements Fault {}

    /** Answered only after this long. */
    record Slow(Duration delay) implements Fault {}

    /** Applied, but the connection closes before the answer. */
    record Lost() implements Fault {}

    /** Applied at once, answered only after this long. */
    record Late(Duration delay) implements Fault {}

    /** Nothing applied, the connection closes without an answer. */
    record Down() implements Fault {}

    /** Too many requests, come back in so many seconds. */
    static Refused tooMany(int seconds) {
        return new Refused(429, """
                {"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d",\
                "parameters":{"retry_after":%d}}""".formatted(seconds, seconds));
    }

    /** Refused with a Bot API error. */
    static Refused error(int code, String description) {
        return new Refused(
                code, "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"}".formatted(code, description));
    }
}
