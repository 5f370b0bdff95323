package org.guildhall.conversation;

import java.util.Optional;
import java.util.Set;
import org.guildhall.message.Address;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who at the desk somebody at a messenger is, for what staff do from there. The desk plugs in here. It is asked inside the
 * transaction of the deed, so that neither is without the other.
 */
public interface Colleagues {

    /** Who linked this name at the messenger to their account; empty when nobody did who may still sign in. */
    Optional<Colleague> behind(JdbcClient sql, Address address);

    /**
     * Links a name at the messenger to the account that was shown this code, which is used up by that.
     *
     * @return whose it is; empty when nobody was shown it, or too long ago
     */
    Optional<StaffName> link(JdbcClient sql, Address address, LinkCode code);

    /**
     * A member of staff.
     *
     * @param answers whether they may answer citizens at all
     * @param teams whose conversations they see, in the form {@link Queue} asks for: empty means all
     * @param replyTo where they are told something at the messenger where nobody else reads it
     */
    record Colleague(StaffName name, boolean answers, Set<String> teams, String replyTo) {
        /** Keeps a copy. */
        public Colleague {
            teams = Set.copyOf(teams);
        }

        /** The rule of the desk: their teams' conversations and what they hold themselves. */
        boolean sees(@Nullable String team, @Nullable StaffName holder) {
            boolean theirs = holder != null && holder.username().equals(name.username());
            return answers && (teams.isEmpty() || theirs || team != null && teams.contains(team));
        }
    }
}
