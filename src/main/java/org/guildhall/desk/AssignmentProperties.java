package org.guildhall.desk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is given which conversation without asking for it.
 *
 * @param capacity how many conversations whoever is at the desk is given at once, unless it is said for them in person; 0
 *     hands out nothing, and everybody claims for themselves
 * @param speakerWait how long a citizen waits for somebody who speaks their language and has no room yet
 * @param handBackAfter after how long what somebody left behind goes back into the queue, while its citizen waits; 0 never
 */
@ConfigurationProperties("guildhall.desk")
record AssignmentProperties(
        @DefaultValue("0") int capacity,
        @DefaultValue("3m") Duration speakerWait,
        @DefaultValue("2m") Duration handBackAfter) {

    AssignmentProperties {
        if (capacity < 0 || capacity > WantedDuty.MOST) {
            throw new IllegalArgumentException(
                    "guildhall.desk.capacity must be from 0 to " + WantedDuty.MOST + ", not " + capacity);
        }
        if (speakerWait.isNegative() || handBackAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "guildhall.desk.speaker-wait and guildhall.desk.hand-back-after must not be below 0");
        }
    }
}
