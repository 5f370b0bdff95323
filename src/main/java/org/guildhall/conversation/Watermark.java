package org.guildhall.conversation;

import java.time.ZoneOffset;
import org.guildhall.message.Inbound;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far a citizen has got with what we sent, where a messenger tells only until when. It counts from when a part was
 * written, as no part reaches anybody before that: one that was written before and went out after that moment counts too
 * early, by the seconds it waited.
 */
final class Watermark {

    private Watermark() {}

    /** Moves the parts below it forward, and none back, in the caller's transaction. */
    static void rise(JdbcClient sql, Inbound.CaughtUp caughtUp) {
        sql.sql("""
                        update outbox o set state = :stage, settled_at = now()
                        from conversations c join addresses a on a.id = c.address
                        where o.conversation = c.id
                          and a.channel = :channel and a.account = :account and a.person = :person
                          and (o.state = 'sent' or o.state = 'delivered' and :stage = 'read')
                          and o.created_at <= :until""")
                .param("stage", Words.of(caughtUp.stage()))
                .param("channel", caughtUp.from().channel())
                .param("account", caughtUp.from().account())
                .param("person", caughtUp.from().person())
                .param("until", caughtUp.until().atOffset(ZoneOffset.UTC))
                .update();
    }
}
