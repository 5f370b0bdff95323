package org.guildhall.conversation;

import java.util.List;
import java.util.UUID;
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
    static final String RANK =
            "array_position(array['pending', 'sending', 'uncertain', 'sent', 'delivered', 'read', 'failed'], %s)";

    private static final String THIS_ONE = " channel = :channel and account = :account and provider_id = :messageId ";

    /** Where it is one of several messages, {@link PartMessages} say what becomes of the part. */
    private static final String ALONE = """
            and not exists (select from outbox_messages m where m.part = outbox.id and m.provider_id = :messageId)""";

    /** What is written down of a part that is to go out another way, now and for as long as if it had just been said. */
    static final String ANOTHER_WAY = """
            set state = 'pending', window_closed = true, next_message = 0, accepted = false, provider_id = null,
                settled_at = null, due_at = now(), give_up_at = now() + interval '4 hours', retry_at = null,\s""";

    private Receipts() {}

    /** Takes one in, in the caller's transaction. */
    static void take(JdbcClient sql, Inbound.Receipt receipt) {
        Told told = new Told(
                receipt.messageId(),
                receipt.stage(),
                receipt.reason(),
                receipt.windowClosed(),
                receipt.blocked(),
                receipt.passing());
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
                                       returning stage, reason, window_closed, blocked, passing)
                        select * from early order by\s""" + RANK.formatted("stage"))
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", messageId)
                .query((row, number) -> new Told(
                        messageId,
                        Words.to(Stage.class, row.getString("stage")),
                        row.getString("reason"),
                        row.getBoolean("window_closed"),
                        row.getBoolean("blocked"),
                        row.getBoolean("passing")))
                .list();
        early.forEach(told -> applied(sql, to, told));
    }

    /** Whether the outbox knows the message, so that what was told of it is written down, or was known better already. */
    private static boolean applied(JdbcClient sql, Address to, Told told) {
        if (moves(sql, to, told)) {
            return true;
        }
        Known known = known(sql, to, told);
        // Its id may have been written down between the two statements.
        boolean moved = known.atAll() && moves(sql, to, told);
        if (known.ofSeveral() && !moved) {
            PartMessages.hear(sql, to, told);
        }
        return known.atAll();
    }

    private static boolean moves(JdbcClient sql, Address to, Told told) {
        return told.passing() && waits(sql, to, told)
                || told.windowClosed() && goesAnotherWay(sql, to, told)
                || advances(sql, to, told);
    }

    /**
     * It goes again in a while, where that is allowed (see {@link SecondSending}), and is on its way until then. Of several
     * messages this can only be the last, whose id is the part's.
     */
    private static boolean waits(JdbcClient sql, Address to, Told told) {
        return sql.sql("""
                                update outbox
                                set retry_at = coalesce(retry_at, now() + interval '1 minute'), accepted = true,
                                    reason = :reason
                                where state = 'sent' and not uncertain and not retried
                                  and (retry_at is not null or give_up_at > now() + interval '1 minute') and""" + THIS_ONE)
                        .param("reason", told.reason())
                        .param("channel", to.channel())
                        .param("account", to.account())
                        .param("messageId", told.messageId())
                        .update()
                > 0;
    }

    /** It goes out another way, once; what has gone out after it stays where it is. */
    private static boolean goesAnotherWay(JdbcClient sql, Address to, Told told) {
        return sql.sql("update outbox " + ANOTHER_WAY + "reason = :reason"
                                + " where state = 'sent' and not window_closed and" + THIS_ONE + ALONE)
                        .param("reason", told.reason())
                        .param("channel", to.channel())
                        .param("account", to.account())
                        .param("messageId", told.messageId())
                        .update()
                > 0;
    }

    private static boolean advances(JdbcClient sql, Address to, Told told) {
        List<UUID> parts = sql.sql("""
                        update outbox
                        set state = :stage, accepted = false, reason = coalesce(:reason, reason), settled_at = now(),
                            retry_at = null,
                            trouble = case when :blocked then 'blocked' when :windowClosed then 'refused'
                                           else trouble end
                        where""" + THIS_ONE + ALONE + " and (" + RANK.formatted("state") + " < "
                        + RANK.formatted(":stage")
                        + " or accepted and retry_at is null and state = :stage) returning id")
                .param("stage", Words.of(told.stage()))
                .param("reason", told.reason())
                .param("windowClosed", told.windowClosed())
                .param("blocked", told.blocked())
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", told.messageId())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        if (told.blocked()) {
            parts.forEach(part -> block(sql, part));
        }
        return !parts.isEmpty();
    }

    /** Whom the part went to, whatever the receipt calls them. */
    static void block(JdbcClient sql, UUID part) {
        sql.sql("""
                        update addresses a set blocked_at = now()
                        from outbox o join conversations c on c.id = o.conversation
                        where c.address = a.id and a.blocked_at is null and o.id = :part""").param("part", part).update();
    }

    private static Known known(JdbcClient sql, Address to, Told told) {
        return sql.sql("select exists (select from outbox where" + THIS_ONE + ") as alone,"
                        + " exists (select from outbox_messages where" + THIS_ONE + ") as of_several")
                .param("channel", to.channel())
                .param("account", to.account())
                .param("messageId", told.messageId())
                .query((row, number) -> new Known(row.getBoolean("alone"), row.getBoolean("of_several")))
                .single();
    }

    private static void keep(JdbcClient sql, Inbound.Receipt receipt) {
        sql.sql("""
                        insert into outbox_receipts
                            (channel, account, provider_id, stage, person, reason, window_closed, blocked, passing)
                        values (:channel, :account, :messageId, :stage, :person, :reason, :windowClosed, :blocked, :passing)
                        on conflict do nothing""")
                .param("channel", receipt.from().channel())
                .param("account", receipt.from().account())
                .param("messageId", receipt.messageId())
                .param("stage", Words.of(receipt.stage()))
                .param("person", receipt.from().person())
                .param("reason", receipt.reason())
                .param("windowClosed", receipt.windowClosed())
                .param("blocked", receipt.blocked())
                .param("passing", receipt.passing())
                .update();
    }

    /**
     * Where a message's id stands.
     *
     * @param alone with a part, which it is all of, or the last message of
     * @param ofSeveral with one of a part's several messages
     */
    private record Known(boolean alone, boolean ofSeveral) {
        boolean atAll() {
            return alone || ofSeveral;
        }
    }

    /** What a receipt says, whoever it is about. */
    record Told(
            String messageId,
            Stage stage,
            @Nullable String reason,
            boolean windowClosed,
            boolean blocked,
            boolean passing) {}
}
