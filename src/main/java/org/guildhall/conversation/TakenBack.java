package org.guildhall.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /**
     * Forgets it, in the caller's transaction.
     *
     * @return what was left of it, of several pieces one; empty where we do not have it
     */
    static Optional<Messages.Changed> forget(JdbcClient sql, Inbound.Deleted deleted) {
        List<String> ids = Stream.concat(
                        Stream.of(deleted.messageId()),
                        IntStream.rangeClosed(2, MOST_PIECES).mapToObj(piece -> deleted.messageId() + "#" + piece))
                .toList();
        return sql
                .sql("""
                        with gone as (
                            select m.id, m.conversation, m.text
                            from messages m
                            join conversations c on c.id = m.conversation
                            join addresses a on a.id = c.address
                            where a.channel = :channel and a.account = :account and a.person = :person
                              and m.sender = 'citizen' and coalesce(m.provider_id, m.event_id) = any(:ids)),
                        files as (
                            delete from attachments f using gone where f.message = gone.id),
                        remembered as (
                            update conversations c set memory = c.memory || '{"lastQuestion": null}'
                            from gone where c.id = gone.conversation and c.memory ->> 'lastQuestion' = gone.text)
                        update messages m
                        set content = '{"type": "text", "text": ""}', text = '', choice = null, reaction = null,
                            edited_at = now()
                        from gone where m.id = gone.id
                        returning m.id, m.conversation""")
                .param("channel", deleted.from().channel())
                .param("account", deleted.from().account())
                .param("person", deleted.from().person())
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> new Messages.Changed(
                        row.getObject("id", UUID.class), row.getObject("conversation", UUID.class)))
                .list()
                .stream()
                .findFirst();
    }
}
