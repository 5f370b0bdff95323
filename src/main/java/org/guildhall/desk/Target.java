package org.guildhall.desk;

import java.time.Duration;

/**
 * How soon staff mean to reply for the first time and to be done; both in working time since somebody waits for a person.
 */
record Target(Duration reply, Duration resolution) {

    /** About a year of work. */
    private static final Duration LONGEST = Duration.ofHours(2_000);

    /** Whether it can be a target. */
    static boolean sensible(Duration target) {
        return target.toMinutes() >= 1 && target.compareTo(LONGEST) <= 0;
    }
}
