package org.guildhall.conversation;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a citizen can still be written to. */
enum Reach {
    /** As they can be at any time, or have written lately enough. */
    FREELY,
    /** The messenger takes only what may come late. */
    LATE,
    /** They have blocked us, or their account is gone. */
    BLOCKED;

    /** How it stands with the citizen of a conversation, by our clock. */
    static Reach of(JdbcClient sql, UUID conversation) {
        boolean blocked =
                sql.sql("""
                        select a.blocked_at is not null
                        from conversations c join addresses a on a.id = c.address where c.id = :id""").param("id", conversation).query(Boolean.class).single();
        if (blocked) {
            return BLOCKED;
        }
        return ChannelAccounts.windowLeft(sql, conversation)
                .filter(Duration::isZero)
                .map(over -> LATE)
                .orElse(FREELY);
    }
}
