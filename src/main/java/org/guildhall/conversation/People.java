package org.guildhall.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which citizens staff take for one person who writes over several channels. That is only written down beside them: their
 * addresses, conversations and messages stay whose they are, so that parting them again leaves everything as it was.
 */
@Component
public final class People {

    /** Whoever has more than that has them looked through one by one. */
    private static final int MOST_OTHERS = 10;

    private final Database database;
    private final Signals signals;
    private final Audit audit;

    People(Database database, Signals signals, Audit audit) {
        this.database = database;
        this.signals = signals;
        this.audit = audit;
    }

    /** What became of two citizens that were to be joined. */
    public enum Joined {
        /** They are one person now. */
        DONE,
        /** They were before. */
        ALREADY,
        /** There is no such conversation in their sight. */
        MISSING
    }

    /**
     * Takes the citizens of two conversations for one person; whoever says so finds the other one by {@link #referredTo}.
     */
    public Mono<Joined> join(UUID conversation, UUID other, Actor by) {
        StaffName me = by.name();
        return database.<Joined>transaction(sql -> {
                    UUID one = citizen(sql, conversation, by.sight()).orElse(null);
                    UUID two = citizen(sql, other, by.sight()).orElse(null);
                    if (one == null || two == null) {
                        return Joined.MISSING;
                    }
                    // Two who join at once would make two persons of three citizens; this is rare and quick.
                    sql.sql("lock table joined_citizens in share row exclusive mode")
                            .update();
                    UUID person = person(sql, one).or(() -> person(sql, two)).orElseGet(Ids::next);
                    if (one.equals(two)
                            || person(sql, one).isPresent() && person(sql, one).equals(person(sql, two))) {
                        return Joined.ALREADY;
                    }
                    // Whoever was joined with the other comes along.
                    person(sql, two)
                            .ifPresent(theirs -> sql.sql(
                                            "update joined_citizens set person = :person where person = :theirs")
                                    .param("person", person)
                                    .param("theirs", theirs)
                                    .update());
                    add(sql, one, person, me);
                    add(sql, two, person, me);
                    audit.record(
                            sql,
                            me.username(),
                            "citizen.join",
                            conversation.toString(),
                            Map.of("with", other.toString()));
                    return Joined.DONE;
                })
                .doOnNext(joined -> changed(conversation))
                .doOnNext(joined -> changed(other));
    }

    private static void add(JdbcClient sql, UUID citizen, UUID person, StaffName by) {
        sql.sql("""
                        insert into joined_citizens (citizen, person, by_username) values (:citizen, :person, :by)
                        on conflict (citizen) do nothing""")
                .param("citizen", citizen)
                .param("person", person)
                .param("by", by.username())
                .update();
    }

    /**
     * Parts the citizen of a conversation from all they were joined with.
     *
     * @return false when they are joined with nobody
     */
    public Mono<Boolean> part(UUID conversation, Actor by) {
        return database.<Boolean>transaction(sql -> {
                    sql.sql("lock table joined_citizens in share row exclusive mode")
                            .update();
                    UUID citizen = citizen(sql, conversation, by.sight()).orElse(null);
                    UUID person = citizen == null ? null : person(sql, citizen).orElse(null);
                    if (citizen == null || person == null) {
                        return false;
                    }
                    sql.sql("""
                                    delete from joined_citizens j
                                    where j.person = :person
                                      and (j.citizen = :citizen
                                           or 2 >= (select count(*) from joined_citizens k where k.person = :person))""")
                            .param("person", person)
                            .param("citizen", citizen)
                            .update();
                    audit.record(sql, by.name().username(), "citizen.part", conversation.toString(), Map.of());
                    return true;
                })
                .doOnNext(parted -> changed(conversation));
    }

    /**
     * Other conversations of the same person that somebody may see: those of citizens who are joined with this one's, which
     * are open or were closed within 90 days. The latest first, at most ten.
     */
    public Mono<List<UUID>> others(UUID conversation, Sight sight) {
        return database.statement(
                sql -> sql.sql("""
                        select o.id
                        from conversations c join addresses a on a.id = c.address
                        join joined_citizens j on j.citizen = a.citizen
                        join joined_citizens k on k.person = j.person and k.citizen <> j.citizen
                        join addresses b on b.citizen = k.citizen
                        join conversations o on o.address = b.id
                        where c.id = :id and (o.floor <> 'closed' or o.closed_at > now() - interval '90 days')
                          and\s""" + Sight.condition("o") + " order by o.opened_at desc, o.id limit " + MOST_OTHERS)
                        .params(sight.values())
                        .param("id", conversation)
                        .query(UUID.class)
                        .list());
    }

    /**
     * The conversation whose reference somebody means, however they write it; empty when there is none that they may see.
     *
     * @param typed whatever was typed
     */
    public Mono<UUID> referredTo(String typed, Sight sight) {
        return database.statement(
                sql -> sql.sql("select o.id from conversations o where o.reference = any(:references) and "
                                + Sight.condition("o") + " order by o.opened_at desc limit 1")
                        .params(sight.values())
                        .param("references", Reference.readings(typed.strip()).toArray(String[]::new))
                        .query(UUID.class)
                        .optional()
                        .orElse(null));
    }

    /** What was joined with a citizen who is found to be another one already is joined with that one. */
    static void moved(JdbcClient sql, UUID gone, UUID known) {
        sql.sql("""
                        update joined_citizens set citizen = :known
                        where citizen = :gone and not exists (select from joined_citizens where citizen = :known)""").param("known", known).param("gone", gone).update();
    }

    private static Optional<UUID> citizen(JdbcClient sql, UUID conversation, Sight sight) {
        return sql.sql(
                        "select a.citizen from conversations c join addresses a on a.id = c.address where c.id = :id and "
                                + Sight.condition("c"))
                .params(sight.values())
                .param("id", conversation)
                .query(UUID.class)
                .optional();
    }

    private static Optional<UUID> person(JdbcClient sql, UUID citizen) {
        return sql.sql("select person from joined_citizens where citizen = :citizen")
                .param("citizen", citizen)
                .query(UUID.class)
                .optional();
    }

    private void changed(UUID conversation) {
        signals.raise(Conversations.SIGNAL, conversation.toString());
    }
}
