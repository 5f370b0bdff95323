package org.guildhall.conversation;

import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says something in a conversation whose row the caller has locked, and counts it there. */
final class Saying {

    private final Rows rows;
    private final Speech speech;

    Saying(Rows rows, Speech speech) {
        this.rows = rows;
        this.speech = speech;
    }

    /**
     * Says it at a place.
     *
     * @param seq the next place of the conversation
     * @param by who of staff says it, or null
     * @return the place
     */
    int say(JdbcClient sql, Row row, int seq, Sender sender, @Nullable StaffName by, Decision.Reply reply) {
        boolean staff = sender == Sender.STAFF;
        speech.to(sql, row).say(seq, sender, by, reply).send(sql, staff);
        if (staff) {
            StaffFiles.sent(sql, row.id(), seq, reply.content());
        }
        if (staff && reply.content() instanceof Content.Choices choices) {
            // So that "2" or a title that is typed means what was offered.
            rows.remember(sql, row.id(), row.memory().offering(choices.options()));
        }
        // Hours may have passed since the citizen wrote; the assistant answers at once.
        ChannelAccounts.closeWindow(sql, row.id(), seq);
        rows.said(sql, row.id(), seq);
        return seq;
    }
}
