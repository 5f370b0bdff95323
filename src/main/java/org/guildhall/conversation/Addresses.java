package org.guildhall.conversation;

import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound.Said;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where citizens are reached, and whose each address is. */
@Component
final class Addresses {

    /**
     * The id of the address that said something, locked so that one transaction at a time opens something for it; made with
     * its citizen at the first message. Name and place of reply are kept up to date.
     */
    UUID lock(JdbcClient sql, Said said) {
        Optional<Known> known = lockKnown(sql, said.from());
        if (known.isEmpty()) {
            // Sixty-four first messages of a new citizen would race to create it; the unique index would only make them
            // fail.
            takeTurns(sql, said.from());
            known = lockKnown(sql, said.from());
        }
        known.ifPresent(address -> refresh(sql, address, said));
        return known.map(Known::id).orElseGet(() -> create(sql, said));
    }

    Optional<UUID> find(JdbcClient sql, Address address) {
        return sql.sql("""
                        select id from addresses
                        where channel = :channel and account = :account and person = :person""")
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person())
                .query(UUID.class)
                .optional();
    }

    private static UUID create(JdbcClient sql, Said said) {
        UUID citizen = Ids.next();
        sql.sql("insert into citizens (id, name, language) values (:id, :name, :language)")
                .param("id", citizen)
                .param("name", said.name())
                .param("language", said.language())
                .update();
        UUID address = Ids.next();
        sql.sql("""
                        insert into addresses (id, citizen, channel, account, person, reply_to)
                        values (:id, :citizen, :channel, :account, :person, :replyTo)""")
                .param("id", address)
                .param("citizen", citizen)
                .param("channel", said.from().channel())
                .param("account", said.from().account())
                .param("person", said.from().person())
                .param("replyTo", said.from().replyTo())
                .update();
        return address;
    }

    void block(JdbcClient sql, Address address, boolean blocked) {
        sql.sql("""
                        update addresses set blocked_at = case when :blocked then now() end
                        where channel = :channel and account = :account and person = :person""")
                .param("blocked", blocked)
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person())
                .update();
    }

    Address of(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select a.channel, a.account, a.person, a.reply_to
                        from addresses a join conversations c on c.address = a.id
                        where c.id = :conversation""")
                .param("conversation", conversation)
                .query((row, number) -> new Address(
                        row.getString("channel"),
                        row.getString("account"),
                        row.getString("person"),
                        row.getString("reply_to")))
                .single();
    }

    private static void takeTurns(JdbcClient sql, Address address) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", address.channel() + '\n' + address.account() + '\n' + address.person())
                .query((row, number) -> true)
                .single();
    }

    private static Optional<Known> lockKnown(JdbcClient sql, Address address) {
        return sql.sql("""
                        select a.id, a.citizen, a.reply_to, a.blocked_at is not null as blocked, z.name, z.language
                        from addresses a join citizens z on z.id = a.citizen
                        where a.channel = :channel and a.account = :account and a.person = :person
                        for no key update of a""")
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person())
                .query((row, number) -> new Known(
                        row.getObject("id", UUID.class),
                        row.getObject("citizen", UUID.class),
                        row.getString("reply_to"),
                        row.getBoolean("blocked"),
                        row.getString("name"),
                        row.getString("language")))
                .optional();
    }

    /** Writes only what changed: most messages change nothing here. */
    private static void refresh(JdbcClient sql, Known known, Said said) {
        if (known.blocked() || !known.replyTo().equals(said.from().replyTo())) {
            sql.sql("update addresses set reply_to = :replyTo, blocked_at = null where id = :id")
                    .param("id", known.id())
                    .param("replyTo", said.from().replyTo())
                    .update();
        }
        if (changes(said.name(), known.name()) || changes(said.language(), known.language())) {
            sql.sql("""
                            update citizens set name = coalesce(:name, name), language = coalesce(:language, language)
                            where id = :id""")
                    .param("id", known.citizen())
                    .param("name", said.name())
                    .param("language", said.language())
                    .update();
        }
    }

    private static boolean changes(@Nullable String told, @Nullable String kept) {
        return told != null && !told.equals(kept);
    }

    /** An address under its lock, with what may have to be brought up to date. */
    private record Known(
            UUID id,
            UUID citizen,
            String replyTo,
            boolean blocked,
            @Nullable String name,
            @Nullable String language) {}
}
