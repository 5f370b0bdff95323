package org.guildhall.conversation;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.message.Inbound;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets what a citizen took back: its words, what it named and its files. Its place stays, so that what was answered to
 * it still stands after something.
 */
final class TakenBack {

    /** Several files of one message came under its id with a number; no messenger takes more at once. */
    private static final int MOST_PIECES = 50;

    private TakenBack() {}

    /** Forgets it, in the caller's transaction; nothing happens where we do not have it. */
    static void forget(JdbcClient sql, Inbound.Deleted deleted) {
        List<String> eventIds = Stream.concat(
                        Stream.of(deleted.messageId()),
                        IntStream.rangeClosed(2, MOST_PIECES).mapToObj(piece -> deleted.messageId() + "#" + piece))
                .toList();
        sql.sql("""
                        with gone as (
                            select m.id, m.conversation, m.text
                            from inbox_events e
                            join messages m on m.conversation = e.conversation and m.seq = e.seq
                            join conversations c on c.id = m.conversation
                            join addresses a on a.id = c.address
                            where e.channel = :channel and e.account = :account and e.event_id = any(:eventIds)
                              and m.sender = 'citizen' and a.person = :person),
                        files as (
                            delete from attachments f using gone where f.message = gone.id),
                        remembered as (
                            update conversations c set memory = c.memory || '{"lastQuestion": null}'
                            from gone where c.id = gone.conversation and c.memory ->> 'lastQuestion' = gone.text)
                        update messages m set content = '{"type": "text", "text": ""}', text = '', choice = null
                        from gone where m.id = gone.id""")
                .param("channel", deleted.from().channel())
                .param("account", deleted.from().account())
                .param("person", deleted.from().person())
                .param("eventIds", eventIds.toArray(String[]::new))
                .update();
    }
}
