package org.guildhall.desk;

import java.util.Map;
import org.guildhall.conversation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * All targets as they are at one moment.
 *
 * @param own what was set, by team, an empty one for all teams
 * @param configured what counts where nothing was set
 */
record TargetsInForce(Map<String, Map<Priority, Target>> own, TargetProperties configured) {

    static final String EVERYBODY = "";

    /** The target for a conversation of a team, null for none. */
    Target of(@Nullable String team, Priority priority) {
        Target teams = team == null ? null : own.getOrDefault(team, Map.of()).get(priority);
        Target everybodys = own.getOrDefault(EVERYBODY, Map.of()).get(priority);
        if (teams != null) {
            return teams;
        }
        return everybodys == null ? configured.of(priority) : everybodys;
    }

    /** Whether anything was set for a team, or for all with null. */
    boolean set(@Nullable String team) {
        return own.containsKey(team == null ? EVERYBODY : team);
    }
}
