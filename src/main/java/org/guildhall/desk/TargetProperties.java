package org.guildhall.desk;

import java.time.Duration;
import java.util.List;
import org.guildhall.conversation.Priority;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon staff mean to reply for the first time and to be done, in working time; whatever is set at {@code /desk/targets}
 * wins. A working day counts eight hours.
 *
 * @param dangerReply whole minutes, from one minute to a working year; likewise the others
 */
@ConfigurationProperties("guildhall.targets")
record TargetProperties(
        @DefaultValue("10m") Duration dangerReply,
        @DefaultValue("4h") Duration dangerResolution,
        @DefaultValue("30m") Duration highReply,
        @DefaultValue("8h") Duration highResolution,
        @DefaultValue("2h") Duration normalReply,
        @DefaultValue("24h") Duration normalResolution,
        @DefaultValue("8h") Duration lowReply,
        @DefaultValue("80h") Duration lowResolution) {

    /**
     * Refuses what nobody can keep.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    TargetProperties {
        for (Duration target : List.of(
                dangerReply,
                dangerResolution,
                highReply,
                highResolution,
                normalReply,
                normalResolution,
                lowReply,
                lowResolution)) {
            if (!Target.sensible(target)) {
                throw new IllegalArgumentException(
                        "guildhall.targets: " + target + " is no target; write between 1m and 2000h");
            }
        }
    }

    /** The target for conversations of a priority. */
    Target of(Priority priority) {
        return switch (priority) {
            case DANGER -> new Target(dangerReply, dangerResolution);
            case HIGH -> new Target(highReply, highResolution);
            case NORMAL -> new Target(normalReply, normalResolution);
            case LOW -> new Target(lowReply, lowResolution);
        };
    }
}
