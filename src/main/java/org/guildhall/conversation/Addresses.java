package org.guildhall.conversation;

import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound.Said;
import org.guildhall.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where citizens are reached, and whose each address is. */
@Component
final class Addresses {

    /**
     * Lets one transaction at a time open something for this address. Without it sixty-four first messages of a new
     * citizen would race to create them; the unique indexes would catch that, but only as failures.
     */
    void lock(JdbcClient sql, Address address) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", address.channel() + '\n' + address.account() + '\n' + address.person())
                .query((row, number) -> true)
                .single();
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

    /** The address's id, made with its citizen at the first message; keeps name and place of reply up to date. */
    UUID findOrCreate(JdbcClient sql, Said said) {
        Optional<UUID> known = find(sql, said.from());
        if (known.isPresent()) {
            refresh(sql, known.get(), said);
            return known.get();
        }
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

    /** Writes only what changed: most messages change nothing here. */
    private static void refresh(JdbcClient sql, UUID address, Said said) {
        sql.sql("""
                        update addresses set reply_to = :replyTo, blocked_at = null
                        where id = :id and (reply_to <> :replyTo or blocked_at is not null)""")
                .param("id", address)
                .param("replyTo", said.from().replyTo())
                .update();
        sql.sql("""
                        update citizens c set name = coalesce(:name, c.name), language = coalesce(:language, c.language)
                        from addresses a where a.id = :id and a.citizen = c.id
                        and (c.name is distinct from coalesce(:name, c.name)
                             or c.language is distinct from coalesce(:language, c.language))""")
                .param("id", address)
                .param("name", said.name())
                .param("language", said.language())
                .update();
    }
}
