package org.guildhall.conversation;

import org.guildhall.message.Inbound;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many messages messengers charge us for, and of texts how many segments. A month is one of UTC. */
final class Charges {

    /** The first day of the month that it is. */
    static final String THIS_MONTH = "date_trunc('month', now() at time zone 'UTC')::date";

    private Charges() {}

    /** Counts one in the caller's transaction, which keeps the event, so that a copy does not count again. */
    static void count(JdbcClient sql, Inbound.Charged charged) {
        sql.sql("""
                        insert into channel_charges as c (channel, account, month, category, messages, segments)
                        values (:channel, :account,\s""" + THIS_MONTH + """
                        , :category, 1, :segments)
                        on conflict (channel, account, month, category) do update
                        set messages = c.messages + 1, segments = c.segments + excluded.segments""")
                .param("channel", charged.from().channel())
                .param("account", charged.from().account())
                .param("category", charged.category())
                .param("segments", charged.segments())
                .update();
    }
}
