package org.guildhall.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.guildhall.conversation.Clocks;
import org.guildhall.hours.Timetable;

/**
 * What staff owe the citizen of a conversation next, and by when.
 *
 * @param target how much working time there was for it in all
 */
record Due(What what, Instant at, Duration target) {

    /** What can be due. */
    enum What {
        /** The first reply. */
        REPLY,
        /** Being done with it. */
        RESOLUTION
    }

    /** What is due, once it is known since when they wait; empty for a team that is never there. */
    static Optional<Due> of(Clocks.Running running, Target target, Timetable timetable) {
        What what = running.repliedAt() == null ? What.REPLY : What.RESOLUTION;
        Duration within = what == What.REPLY ? target.reply() : target.resolution();
        return timetable.after(running.since(), within).map(at -> new Due(what, at, within));
    }
}
