package org.guildhall.hours;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** Which moment a clock on the wall means, also on the nights on which the clocks are changed. */
final class WallClock {

    private WallClock() {}

    /** The first moment at which it says so; where it jumps over that time, the moment of the jump. */
    static Instant first(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change == null) {
            return time.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
    }

    /** The last moment at which it says so: when the clocks go back, an hour comes twice. */
    static Instant last(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isOverlap() ? time.toInstant(change.getOffsetAfter()) : first(time, zone);
    }
}
