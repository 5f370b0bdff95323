package org.guildhall.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The messages that a part of a reply became where its messenger takes it in several. Receipts tell of each of them. The
 * part has failed when one of them has, is delivered when all of them are, and read when the last one is. A part that is
 * one message has no row here.
 */
final class PartMessages {

    private static final String ADVANCE =
            """
            update outbox_messages
            set state = :stage, accepted = false, reason = coalesce(:reason, reason), window_closed = :windowClosed,
                blocked = :blocked
            where part = :part and provider_id = :messageId and (%s < %s or accepted and state = :stage)""".formatted(Receipts.RANK.formatted("state"), Receipts.RANK.formatted(":stage"));

    /** The last message is known once all are out; until then nothing but a failure shows. */
    private static final String WEIGH =
            """
            update outbox o
            set state = whole.state, accepted = whole.state = 'sent' and whole.accepted, retry_at = null,
                settled_at = now(), reason = coalesce(whole.reason, o.reason),
                trouble = case when whole.blocked then 'blocked' when whole.window_closed then 'refused'
                               else o.trouble end
            from (select case when bool_or(m.state = 'failed') then 'failed'
                              when bool_or(m.place = p.went_freely + p.next_message and m.state = 'read') then 'read'
                              when bool_or(m.place = p.went_freely + p.next_message)
                                   and bool_and(m.state in ('delivered', 'read'))
                              then 'delivered'
                              else 'sent' end as state,
                         bool_or(m.accepted) as accepted,
                         bool_or(m.window_closed) as window_closed,
                         bool_or(m.blocked) as blocked,
                         (array_agg(m.reason order by m.place) filter (where m.state = 'failed'))[1] as reason
                  from outbox_messages m join outbox p on p.id = m.part
                  where m.part = :part) whole
            where o.id = :part
              and (o.state in ('sent', 'delivered', 'read') and %s < %s
                   or o.state = 'uncertain' and whole.state = 'failed'
                   or o.state = 'sent' and whole.state = 'sent' and o.accepted <> whole.accepted
                      and o.retry_at is null)""".formatted(Receipts.RANK.formatted("o.state"), Receipts.RANK.formatted("whole.state"));

    /**
     * Only what went out freely can go another way, so that it happens once to each message. What has arrived after it, or gone
     * that way already, comes twice, which staff are told.
     */
    private static final String THE_REST_ANOTHER_WAY = """
            update outbox o
            %s went_freely = late.place, reason = late.reason,
                uncertain = o.uncertain or exists (
                    select from outbox_messages m
                    where m.part = o.id and m.place > late.place
                      and (m.state in ('delivered', 'read') or o.window_closed and m.place >= o.went_freely))
            from (select m.place, coalesce(m.reason, '') as reason from outbox_messages m
                  where m.part = :part and m.window_closed order by m.place limit 1) late
            where o.id = :part and o.state in ('pending', 'sent') and (not o.window_closed or late.place < o.went_freely)
            returning o.went_freely""".formatted(Receipts.ANOTHER_WAY);

    private PartMessages() {}

    /**
     * Writes down one that went out, in the transaction that settles its attempt. What stood at its place or after it counts
     * no more, because it is going out again.
     *
     * @param place the how-manieth of the part's messages it is, from 0
     */
    static void keep(JdbcClient sql, UUID part, int place, Address to, Delivery.WentOut message) {
        forget(sql, part, place);
        sql.sql("""
                        insert into outbox_messages (part, place, channel, account, provider_id, accepted)
                        values (:part, :place, :channel, :account, :messageId, :accepted)""")
                .param("part", part)
                .param("place", place)
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", message.messageId())
                .param("accepted", message instanceof Delivery.Accepted)
                .update();
    }

    /** What is told of those from a place on is about nothing of ours any more. */
    static void forget(JdbcClient sql, UUID part, int place) {
        sql.sql("delete from outbox_messages where part = :part and place >= :place")
                .param("part", part)
                .param("place", place)
                .update();
    }

    /** Takes a receipt in that is about one of them, in the caller's transaction. */
    static void hear(JdbcClient sql, Address to, Receipts.Told told) {
        for (UUID part : lockedParts(sql, to, told.messageId())) {
            if (advances(sql, part, told)) {
                if (told.blocked()) {
                    Receipts.block(sql, part);
                }
                weigh(sql, part);
            }
        }
    }

    /** Receipts about two messages of one part come one after the other, so that the later one sees what both say. */
    private static List<UUID> lockedParts(JdbcClient sql, Address to, String messageId) {
        return sql.sql("""
                        select o.id from outbox o
                        where o.id in (select m.part from outbox_messages m
                                       where m.channel = :channel and m.account = :account
                                         and m.provider_id = :messageId)
                        order by o.id for update""")
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", messageId)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private static boolean advances(JdbcClient sql, UUID part, Receipts.Told told) {
        return sql.sql(ADVANCE)
                        .param("stage", Words.of(told.stage()))
                        .param("reason", told.reason())
                        .param("windowClosed", told.windowClosed())
                        .param("blocked", told.blocked())
                        .param("part", part)
                        .param("messageId", told.messageId())
                        .update()
                > 0;
    }

    /**
     * Brings a part into line with its messages, in a transaction that has locked its row. Where one of them came too late to
     * go freely, the part goes on from that one the other way. Apart from that it stays as it is while some of them have yet to
     * go out: what was told of the others is weighed with the last.
     */
    static void weigh(JdbcClient sql, UUID part) {
        Optional<Integer> tooLate = sql.sql(THE_REST_ANOTHER_WAY)
                .param("part", part)
                .query(Integer.class)
                .optional();
        if (tooLate.isPresent()) {
            forget(sql, part, tooLate.get());
        } else {
            sql.sql(WEIGH).param("part", part).update();
        }
    }
}
