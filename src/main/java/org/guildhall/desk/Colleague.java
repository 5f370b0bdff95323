package org.guildhall.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member of staff, with whether they are at the desk and what they take on.
 *
 * @param here whether a page of the console is open
 * @param gone since when nothing shows that they are there, neither a page nor a program; zero while something does, null
 *     when nothing has for so long that nobody knows
 * @param awayUntil when new work comes to them again; null when it does now
 * @param ownCapacity how many conversations they are given at once, null for as many as the installation says
 * @param languages what they speak besides English, as small ISO 639 codes
 */
record Colleague(
        StaffMember member,
        boolean here,
        @Nullable Duration gone,
        @Nullable Instant awayUntil,
        @Nullable Integer ownCapacity,
        Set<String> languages) {

    boolean away() {
        return awayUntil != null;
    }

    /** How many conversations they are given at once, from 0. */
    int capacity(int installation) {
        return ownCapacity == null ? installation : ownCapacity;
    }

    /** Whether nothing has shown for so long that they are there. */
    boolean goneFor(Duration time) {
        return gone == null || gone.compareTo(time) >= 0;
    }
}
