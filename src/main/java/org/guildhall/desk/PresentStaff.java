package org.guildhall.desk;

import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.conversation.Attendance;
import org.guildhall.conversation.StaffName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who takes a conversation back that they held: whoever may, is at the desk and is not away. What comes back must not stick to
 * somebody who has left.
 */
@Component
final class PresentStaff implements Attendance {

    @Override
    public boolean takesBack(JdbcClient sql, StaffName who, @Nullable String team) {
        return sql.sql("""
                        select exists (
                            select from staff s
                            where s.username = :username and s.active
                              and exists (select from staff_presence p where p.staff = s.id and p.expires_at > now())
                              and not exists (select from staff_duties d where d.staff = s.id and d.away_until > now())
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
