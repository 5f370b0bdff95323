package org.guildhall.conversation;

import java.util.Map;
import java.util.Set;

/**
 * What somebody may see, for the database itself to leave out everything else: conversations of some teams, or of all, and
 * those that they hold.
 *
 * @param username whose own they see, whatever team's; empty for nobody's
 * @param everything whether they see all teams', also what belongs to no team yet
 * @param teams whose they see
 */
public record Sight(String username, boolean everything, Set<String> teams) {

    /** Of whoever has nothing to do with conversations. */
    public static final Sight NOTHING = new Sight("", false, Set.of());

    /** Of whoever works for the house itself. */
    static final Sight EVERYTHING = new Sight("", true, Set.of());

    /** The condition on a conversation {@code c}, with its values in {@link #values}. */
    static final String CONDITION =
            "(cast(:sight_all as boolean) or c.team = any(:sight_teams) or c.held_by = nullif(:sight_me, ''))";

    /** Keeps a copy of the teams. */
    public Sight {
        teams = Set.copyOf(teams);
    }

    Map<String, Object> values() {
        return Map.of("sight_all", everything, "sight_teams", teams.toArray(String[]::new), "sight_me", username);
    }
}
