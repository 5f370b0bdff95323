package org.guildhall.platform;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param arrival for a request to come, from its first byte or, on a new connection, from the connection's begin; also
 *     between two pieces. Longer only as bytes really come, see {@link #SLOWEST_BYTES_PER_SECOND}
 * @param turn to wait for a place; whoever waits longer is told to come again
 * @param answer without taking one byte of an answer that waits for it
 * @param idle between two requests on one connection; longer than what proxies keep theirs open
 */
record Patience(Duration arrival, Duration turn, Duration answer, Duration idle) {

    /** Two seconds and more below the ten that a slow client may hold on: a crowd of them keeps the timers waiting for a while. */
    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(8), Duration.ofSeconds(1), Duration.ofMillis(7_500), Duration.ofSeconds(60));

    /** A photo over a poor mobile line (128 kbit/s) is let through, a drip is not. */
    static final int SLOWEST_BYTES_PER_SECOND = 16 * 1024;
}
