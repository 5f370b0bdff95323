package org.guildhall.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String THIS_ONE = "a.channel = :channel and a.account = :account and a.person = :person";

    /** An address with its citizen's name, locked so that one transaction at a time opens something for it. */
    static final String KNOWN = """
            select a.id as known, a.citizen, a.reply_to, a.blocked_at is not null as blocked, z.name, z.language
            from addresses a join citizens z on z.id = a.citizen
            where\s""" + THIS_ONE + " for no key update of a";

    /** The known address, under its lock; empty when nobody has written from there yet. */
    Optional<Known> lock(JdbcClient sql, Address address) {
        return sql.sql(KNOWN)
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person())
                .query((row, number) -> known(row))
                .optional();
    }

    Optional<UUID> find(JdbcClient sql, Address address) {
        return sql.sql("""
                        select a.id from addresses a where\s""" + THIS_ONE)
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person())
                .query(UUID.class)
                .optional();
    }

    /**
     * Makes the address and its citizen at their first message, and waits for whoever does so at this moment.
     *
     * @return the address; empty when somebody else has just made it
     */
    Optional<UUID> create(JdbcClient sql, Said said) {
        return sql.sql("""
                        with address as (
                            insert into addresses (id, citizen, channel, account, person, reply_to)
                            values (:id, :citizen, :channel, :account, :person, :replyTo)
                            on conflict (channel, account, person) do nothing
                            returning id, citizen),
                        person as (
                            insert into citizens (id, name, language)
                            select citizen, :name, :language from address)
                        select id from address""")
                .param("id", Ids.next())
                .param("citizen", Ids.next())
                .param("channel", said.from().channel())
                .param("account", said.from().account())
                .param("person", said.from().person())
                .param("replyTo", said.from().replyTo())
                .param("name", said.name())
                .param("language", said.language())
                .query(UUID.class)
                .optional();
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
                .query((row, number) -> address(row))
                .single();
    }

    /** The address in a row of these columns. */
    static Address address(ResultSet row) throws SQLException {
        return new Address(
                row.getString("channel"), row.getString("account"), row.getString("person"), row.getString("reply_to"));
    }

    /** The locked address in a row of {@link #KNOWN}. */
    static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getObject("known", UUID.class),
                row.getObject("citizen", UUID.class),
                row.getString("reply_to"),
                row.getBoolean("blocked"),
                row.getString("name"),
                row.getString("language"));
    }

    /** Keeps name and place of reply up to date. Writes only what changed: most messages change nothing here. */
    void refresh(JdbcClient sql, Known known, Said said) {
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
    record Known(
            UUID id,
            UUID citizen,
            String replyTo,
            boolean blocked,
            @Nullable String name,
            @Nullable String language) {}
}
