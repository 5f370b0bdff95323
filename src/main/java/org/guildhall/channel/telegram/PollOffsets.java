package org.guildhall.channel.telegram;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where polling stands, and who polls. One node at a time holds the lease, by the database's clock; whoever held it
 * before can write nothing under an older fence.
 */
final class PollOffsets {

    private final String channel;
    private final String account;

    PollOffsets(String channel, String account) {
        this.channel = channel;
        this.account = account;
    }

    /** Our turn to poll, under this fence, from this offset. */
    record Lease(long fence, long offset) {}

    void create(JdbcClient sql) {
        sql.sql("insert into poll_offsets (channel, account) values (?, ?) on conflict do nothing")
                .params(channel, account)
                .update();
    }

    /** Takes the lease if nobody holds it. */
    Optional<Lease> acquire(JdbcClient sql, int seconds) {
        return sql.sql("""
                        update poll_offsets
                           set lease_until = now() + make_interval(secs => ?), lease_fence = lease_fence + 1
                         where channel = ? and account = ? and (lease_until is null or lease_until < now())
                        returning lease_fence, next_offset
                        """)
                .params(seconds, channel, account)
                .query((row, number) -> new Lease(row.getLong("lease_fence"), row.getLong("next_offset")))
                .optional();
    }

    /** Keeps the lease; false when somebody else has it. */
    boolean renew(JdbcClient sql, Lease lease, int seconds) {
        return sql.sql("""
                        update poll_offsets set lease_until = now() + make_interval(secs => ?)
                         where channel = ? and account = ? and lease_fence = ?
                        """).params(seconds, channel, account, lease.fence()).update() == 1;
    }

    /** Moves on behind what is committed; false when somebody else has the lease. */
    boolean advance(JdbcClient sql, Lease lease) {
        return sql.sql("""
                        update poll_offsets set next_offset = ?, polled_at = now()
                         where channel = ? and account = ? and lease_fence = ?
                        """)
                        .params(lease.offset(), channel, account, lease.fence())
                        .update()
                == 1;
    }

    void release(JdbcClient sql, Lease lease) {
        sql.sql("update poll_offsets set lease_until = null where channel = ? and account = ? and lease_fence = ?")
                .params(channel, account, lease.fence())
                .update();
    }
}
