package org.guildhall.conversation;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who of the staff is there, for conversations that come back to whoever had them. Whoever knows the staff plugs in here.
 */
@FunctionalInterface
public interface Attendance {

    /**
     * Whether somebody is there now and may have a conversation of a team. Called in the transaction that opens it again, while
     * the citizen's messenger waits: one quick look.
     *
     * @param team null when it is no team's
     */
    boolean takesBack(JdbcClient sql, StaffName who, @Nullable String team);
}
