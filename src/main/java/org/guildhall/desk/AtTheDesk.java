package org.guildhall.desk;

import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.conversation.Colleagues;
import org.guildhall.conversation.StaffName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is at the desk, as far as sessions tell: they may sign in, and have done something in the console within a quarter of an
 * hour. What comes back must not stick to somebody who has left.
 */
@Component
final class AtTheDesk implements Colleagues {

    @Override
    public boolean takesBack(JdbcClient sql, StaffName who, @Nullable String team) {
        return sql.sql("""
                        select exists (
                            select from staff s join staff_sessions x on x.staff = s.id
                            where s.username = :username and s.active
                              and x.expires_at > now() and x.last_used_at > now() - interval '15 minutes'
                              and (s.roles && cast(:every as text[])
                                   or s.roles && cast(:answering as text[])
                                      and (cast(:team as text) is null or cast(:team as text) = :frontDesk
                                           or exists (select from staff_teams t where t.staff = s.id and t.team = :team))))""")
                .param("username", who.username())
                .param("every", words(Role.ALL_TEAMS))
                .param("answering", words(Role.ANSWERING))
                .param("team", team)
                .param("frontDesk", Teams.FRONT_DESK)
                .query(Boolean.class)
                .single();
    }

    private static String[] words(Set<Role> roles) {
        return Stream.of(Role.values()).filter(roles::contains).map(Role::word).toArray(String[]::new);
    }
}
