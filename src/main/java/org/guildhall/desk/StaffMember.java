package org.guildhall.desk;

import java.security.Principal;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.guildhall.conversation.Actor;
import org.guildhall.conversation.Sight;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in, as they are in the database at this moment; also the principal of a request.
 *
 * @param username unique, lower case
 * @param fullName as colleagues and citizens see it
 */
record StaffMember(UUID id, String username, String fullName, Set<Role> roles, Set<String> teams) implements Principal {

    StaffMember {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        teams = Collections.unmodifiableSet(new TreeSet<>(teams));
    }

    @Override
    public String getName() {
        return username;
    }

    StaffName staffName() {
        return new StaffName(username, fullName);
    }

    boolean hasAny(Set<Role> wanted) {
        return !Collections.disjoint(roles, wanted);
    }

    // Public for the templates, which see nothing else.
    public boolean answers() {
        return hasAny(Role.ANSWERING);
    }

    public boolean seesKnowledge() {
        return hasAny(Role.KNOWLEDGE);
    }

    public boolean mends() {
        return hasAny(Role.MENDING);
    }

    public boolean preparesReplies() {
        return hasAny(Role.PREPARING);
    }

    public boolean supervises() {
        return hasAny(Role.ALL_TEAMS);
    }

    public boolean decidesBlocks() {
        return hasAny(Role.BLOCKING);
    }

    public boolean audits() {
        return hasAny(Role.AUDITING);
    }

    public boolean administers() {
        return roles.contains(Role.ADMINISTRATOR);
    }

    /** Whether there is anything under <em>Manage</em> for them. */
    public boolean manages() {
        return mends() || preparesReplies() || decidesBlocks() || administers() || audits();
    }

    /**
     * Whose queues they see, in the form {@link org.guildhall.conversation.Queue} asks for: empty means all. Never
     * empty by accident, because the front desk belongs to everybody who answers.
     */
    Set<String> teamsInSight() {
        if (hasAny(Role.ALL_TEAMS)) {
            return Set.of();
        }
        Set<String> sight = new TreeSet<>(teams);
        sight.add(Teams.FRONT_DESK);
        return sight;
    }

    /** Whose conversations they are given unasked: their teams', and as staff the front desk's too. */
    Set<String> teamsToServe() {
        Set<String> own = new TreeSet<>(teams);
        if (roles.contains(Role.STAFF)) {
            own.add(Teams.FRONT_DESK);
        }
        return own;
    }

    /** Themselves as whoever does something to a conversation. */
    Actor actor() {
        return new Actor(staffName(), sight());
    }

    /** The same rule as {@link #sees}, for the database. */
    Sight sight() {
        return answers() ? new Sight(username, hasAny(Role.ALL_TEAMS), teamsInSight()) : Sight.NOTHING;
    }

    /** The one rule of who may see a conversation: whoever may answer it, and whoever a colleague asks about it. */
    boolean sees(Summary conversation) {
        return actsOn(conversation) || answers() && conversation.asked().contains(username);
    }

    /** The one rule of who may answer a conversation; without a team it has not been handed over to anybody yet. */
    boolean actsOn(Summary conversation) {
        StaffName holder = conversation.holder();
        return actsOn(conversation.team(), holder == null ? null : holder.username());
    }

    /** The same by what it depends on: whose queue it is in, and the username of whoever holds it. */
    boolean actsOn(@Nullable String team, @Nullable String holder) {
        if (!answers()) {
            return false;
        }
        return hasAny(Role.ALL_TEAMS)
                || username.equals(holder)
                || (team != null && teamsInSight().contains(team));
    }
}
