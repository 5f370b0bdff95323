package org.guildhall.conversation;

import java.util.Map;
import java.util.Set;

/**
 * What somebody may see, for the database itself to leave out everything else: conversations of some teams, or of all,
 * those that they hold, and those that a colleague asks them about.
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
    static final String CONDITION = "(" + condition("c") + " or " + Asks.ASKED_ME.replace(":me", ":sight_me") + ")";

    /** Keeps a copy of the teams. */
    public Sight {
        teams = Set.copyOf(teams);
    }

    /** The same without what they are only asked about, on a conversation that is called so. */
    static String condition(String conversation) {
        return "(cast(:sight_all as boolean) or %s.team = any(:sight_teams) or %s.held_by = nullif(:sight_me, ''))"
                .formatted(conversation, conversation);
    }

    Map<String, Object> values() {
        return Map.of("sight_all", everything, "sight_teams", teams.toArray(String[]::new), "sight_me", username);
    }
}
