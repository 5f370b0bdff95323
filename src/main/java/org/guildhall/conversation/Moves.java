package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes what is a citizen's under one name theirs under another: they have another number, or the messenger tells that two of
 * its names are the same person. A conversation goes on, and replies that wait go to the new place. The name before is free
 * again, as it may become somebody else's.
 */
final class Moves {

    private static final String LOCK = """
            select id, citizen from addresses
            where channel = :channel and account = :account and person = :person\s""";

    private Moves() {}

    /**
     * Moves, in the caller's transaction.
     *
     * @param from the name before
     * @param to the new one, at the same account
     * @return whether anybody was known by the name before
     */
    static boolean make(JdbcClient sql, Address from, Address to) {
        Optional<Place> before = from.person().equals(to.person()) ? Optional.empty() : lock(sql, from, "for update");
        if (before.isEmpty()) {
            return false;
        }
        Optional<Place> known = lock(sql, to, "for no key update");
        if (known.isEmpty()) {
            rename(sql, before.get(), to);
        } else {
            join(sql, before.get(), known.get(), to);
        }
        return true;
    }

    private static Optional<Place> lock(JdbcClient sql, Address address, String locking) {
        return sql.sql(LOCK + locking)
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person())
                .query((row, number) -> Place.of(row))
                .optional();
    }

    private static void rename(JdbcClient sql, Place place, Address to) {
        sql.sql("update addresses set person = :person, reply_to = :replyTo where id = :id")
                .param("person", to.person())
                .param("replyTo", to.replyTo())
                .param("id", place.id())
                .update();
        forward(sql, place.id());
    }

    /** Of two open conversations both stay open, and both are answered at the new place. */
    private static void join(JdbcClient sql, Place before, Place known, Address to) {
        People.moved(sql, before.citizen(), known.citizen());
        sql.sql("update addresses set citizen = :citizen where citizen = :gone")
                .param("citizen", known.citizen())
                .param("gone", before.citizen())
                .update();
        sql.sql("update blocks set citizen = :citizen where citizen = :gone")
                .param("citizen", known.citizen())
                .param("gone", before.citizen())
                .update();
        sql.sql("update addresses set reply_to = :replyTo where id in (:before, :known)")
                .param("replyTo", to.replyTo())
                .param("before", before.id())
                .param("known", known.id())
                .update();
        sql.sql("""
                        update conversations c set address = :known
                        where c.address = :before
                          and (c.floor = 'closed' or not exists (select from conversations o
                                                                 where o.address = :known and o.floor <> 'closed'))""").param("before", before.id()).param("known", known.id()).update();
        forward(sql, before.id());
        forward(sql, known.id());
        sql.sql("""
                        delete from addresses a
                        where a.id = :before and not exists (select from conversations c where c.address = a.id)""").param("before", before.id()).update();
        sql.sql("""
                        delete from citizens z
                        where z.id = :gone and not exists (select from addresses a where a.citizen = z.id)""").param("gone", before.citizen()).update();
    }

    /** Replies that wait, which hold where they go. */
    private static void forward(JdbcClient sql, UUID address) {
        sql.sql("""
                        update outbox o
                        set payload = jsonb_set(o.payload, '{to}', jsonb_build_object(
                                'channel', a.channel, 'account', a.account, 'person', a.person, 'replyTo', a.reply_to))
                        from conversations c join addresses a on a.id = c.address
                        where o.conversation = c.id and (o.state = 'pending' or o.retry_at is not null) and a.id = :address""").param("address", address).update();
    }

    /** An address and whose it is. */
    private record Place(UUID id, UUID citizen) {
        static Place of(ResultSet row) throws SQLException {
            return new Place(row.getObject("id", UUID.class), row.getObject("citizen", UUID.class));
        }
    }
}
