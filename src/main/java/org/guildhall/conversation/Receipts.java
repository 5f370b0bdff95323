package org.guildhall.conversation;

import java.util.List;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What messengers tell of our replies afterwards. A receipt that comes before the outbox knows the message's id is kept for
 * a day and counts as soon as it does.
 */
final class Receipts {

    /** How far is how far; a failure is final. */
    private static final String RANK =
            "array_position(array['pending', 'sending', 'uncertain', 'sent', 'delivered', 'read', 'failed'], %s)";

    private static final String THIS_ONE = " channel = :channel and account = :account and provider_id = :messageId ";

    private Receipts() {}

    /** Takes one in, in the caller's transaction. */
    static void take(JdbcClient sql, Inbound.Receipt receipt) {
        Told told = new Told(
                receipt.messageId(), receipt.stage(), receipt.reason(), receipt.windowClosed(), receipt.blocked());
        if (applied(sql, receipt.from(), told)) {
            return;
        }
        meet(sql, receipt.from(), receipt.messageId());
        if (!applied(sql, receipt.from(), told)) {
            keep(sql, receipt);
        }
    }

    /** Lets those who write about one message come one after the other: who comes later sees what the other wrote. */
    static void meet(JdbcClient sql, Address to, String messageId) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:channel || ' ' || :account || ' ' || :messageId, 0))")
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", messageId)
                .query((row, number) -> true)
                .single();
    }

    /** Applies what has come about a message already, in the caller's transaction, which has written down its id. */
    static void catchUp(JdbcClient sql, Address to, String messageId) {
        List<Told> early = sql.sql("""
                        with early as (delete from outbox_receipts where""" + THIS_ONE + """
                                       returning stage, reason, window_closed, blocked)
                        select * from early order by\s""" + RANK.formatted("stage"))
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", messageId)
                .query((row, number) -> new Told(
                        messageId,
                        Words.to(Stage.class, row.getString("stage")),
                        row.getString("reason"),
                        row.getBoolean("window_closed"),
                        row.getBoolean("blocked")))
                .list();
        early.forEach(told -> applied(sql, to, told));
    }

    /** Whether the outbox knows the message, so that what was told of it is written down, or was known better already. */
    private static boolean applied(JdbcClient sql, Address to, Told told) {
        if (moves(sql, to, told)) {
            return true;
        }
        boolean known = known(sql, to, told);
        if (known) {
            // Its id may have been written down between the two statements.
            moves(sql, to, told);
        }
        return known;
    }

    private static boolean moves(JdbcClient sql, Address to, Told told) {
        return told.windowClosed() && goesAgain(sql, to, told) || advances(sql, to, told);
    }

    /** It goes out another way, once; what has gone out after it stays where it is. */
    private static boolean goesAgain(JdbcClient sql, Address to, Told told) {
        return sql.sql("""
                                update outbox
                                set state = 'pending', window_closed = true, next_message = 0, accepted = false, provider_id = null,
                                    reason = :reason, settled_at = null, due_at = now(), give_up_at = now() + interval '4 hours'
                                where state = 'sent' and not window_closed and""" + THIS_ONE)
                        .param("reason", told.reason())
                        .param("channel", to.channel())
                        .param("account", to.account())
                        .param("messageId", told.messageId())
                        .update()
                > 0;
    }

    private static boolean advances(JdbcClient sql, Address to, Told told) {
        String stage = Words.of(told.stage());
        boolean advanced = sql.sql("""
                                update outbox
                                set state = :stage, accepted = false, reason = coalesce(:reason, reason), settled_at = now(),
                                    trouble = case when :blocked then 'blocked' when :windowClosed then 'refused'
                                                   else trouble end
                                where""" + THIS_ONE + " and (" + RANK.formatted("state") + " < "
                                + RANK.formatted(":stage") + " or accepted and state = :stage)")
                        .param("stage", stage)
                        .param("reason", told.reason())
                        .param("windowClosed", told.windowClosed())
                        .param("blocked", told.blocked())
                        .param("channel", to.channel())
                        .param("account", to.account())
                        .param("messageId", told.messageId())
                        .update()
                > 0;
        if (advanced && told.blocked()) {
            block(sql, to, told);
        }
        return advanced;
    }

    /** Whom it went to, whatever the receipt calls them. */
    private static void block(JdbcClient sql, Address to, Told told) {
        sql.sql("""
                        update addresses a set blocked_at = now()
                        from outbox o join conversations c on c.id = o.conversation
                        where c.address = a.id and a.blocked_at is null
                          and o.channel = :channel and o.account = :account and o.provider_id = :messageId""")
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", told.messageId())
                .update();
    }

    private static boolean known(JdbcClient sql, Address to, Told told) {
        return sql.sql("select exists (select from outbox where" + THIS_ONE + ")")
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", told.messageId())
                .query(Boolean.class)
                .single();
    }

    private static void keep(JdbcClient sql, Inbound.Receipt receipt) {
        sql.sql("""
                        insert into outbox_receipts
                            (channel, account, provider_id, stage, person, reason, window_closed, blocked)
                        values (:channel, :account, :messageId, :stage, :person, :reason, :windowClosed, :blocked)
                        on conflict do nothing""")
                .param("channel", receipt.from().channel())
                .param("account", receipt.from().account())
                .param("messageId", receipt.messageId())
                .param("stage", Words.of(receipt.stage()))
                .param("person", receipt.from().person())
                .param("reason", receipt.reason())
                .param("windowClosed", receipt.windowClosed())
                .param("blocked", receipt.blocked())
                .update();
    }

    /** What a receipt says, whoever it is about. */
    private record Told(
            String messageId, Stage stage, @Nullable String reason, boolean windowClosed, boolean blocked) {}
}
