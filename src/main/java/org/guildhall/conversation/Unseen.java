package org.guildhall.conversation;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a writer cannot have read. */
final class Unseen {

    private Unseen() {}

    /** Whether the citizen or staff have said something after a place; the caller holds the conversation's row lock. */
    static boolean after(JdbcClient sql, UUID conversation, int seen) {
        return sql.sql("""
                        select exists (select from messages
                                       where conversation = :id and seq > :seen and sender in ('citizen', 'staff'))""")
                .param("id", conversation)
                .param("seen", seen)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /**
     * Whether anybody else has. What somebody wrote a moment ago, and what lay here to be taken back until now, they need not
     * have read where it stands. Two may have the same name; only where an older version wrote it, it is all there is.
     */
    static boolean ofOthersAfter(JdbcClient sql, UUID conversation, int seen, StaffName writer) {
        return sql.sql("""
                        select exists (select from messages
                                       where conversation = :id and seq > :seen
                                         and (sender = 'citizen'
                                              or sender = 'staff' and case
                                                  when sender_username is null then sender_name is distinct from :name
                                                  else sender_username <> :username end))""")
                .param("id", conversation)
                .param("seen", seen)
                .param("name", writer.name())
                .param("username", writer.username())
                .query((row, number) -> row.getBoolean(1))
                .single();
    }
}
