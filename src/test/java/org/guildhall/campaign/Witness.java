package org.guildhall.campaign;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Watches the leases from inside the database: triggers note each change of owner, by the role its node signs in with,
 * each write that only somebody with a lost lease could have made, and each part of a reply that was left while it was sent.
 */
final class Witness {

    private static final String WATCH = """
            create table campaign_takes (
                id           bigint generated always as identity primary key,
                conversation uuid not null,
                node         text not null,
                taken        timestamptz not null,
                handled      timestamptz,
                ended        timestamptz,
                overtaken    boolean not null default false
            );
            create index on campaign_takes (conversation) where ended is null;
            create table campaign_faults (kind text not null, conversation uuid not null, node text not null);
            create function campaign_watch() returns trigger language plpgsql as $$
            begin
                if new.fence < old.fence or new.handled_seq < old.handled_seq or new.last_seq < old.last_seq then
                    insert into campaign_faults values ('stale write', new.id, session_user);
                end if;
                if new.handled_seq > old.handled_seq then
                    update campaign_takes set handled = clock_timestamp()
                    where conversation = new.id and ended is null and node = session_user;
                    if not found then
                        insert into campaign_faults values ('stale write', new.id, session_user);
                    end if;
                end if;
                if new.fence > old.fence and new.lease_until is not null then
                    if old.lease_until > clock_timestamp() then
                        insert into campaign_faults values ('double owner', new.id, session_user);
                    end if;
                    update campaign_takes set ended = clock_timestamp(), overtaken = true
                    where conversation = new.id and ended is null;
                    insert into campaign_takes (conversation, node, taken)
                    values (new.id, session_user, clock_timestamp());
                elsif old.lease_until is not null and new.lease_until is null then
                    update campaign_takes set ended = clock_timestamp()
                    where conversation = new.id and ended is null;
                end if;
                return null;
            end $$;
            create trigger campaign_watch after update on conversations
            for each row execute function campaign_watch();

            create table campaign_sendings (
                id        bigint generated always as identity primary key,
                part      uuid not null,
                node      text not null,
                taken     timestamptz not null,
                ended     timestamptz,
                left_over boolean not null default false,
                settled   boolean not null default false
            );
            create index on campaign_sendings (part) where ended is null;
            create function campaign_watch_parts() returns trigger language plpgsql as $$
            begin
                if old.state = 'sending' then
                    if old.lease_until >= clock_timestamp() and exists (
                            select from campaign_sendings where part = new.id and ended is null and node <> session_user) then
                        insert into campaign_faults values ('stale write', new.conversation, session_user);
                    end if;
                    update campaign_sendings
                    set ended = clock_timestamp(), left_over = old.lease_until < now() and new.state <> 'sent',
                        settled = new.state not in ('pending', 'sending')
                    where part = new.id and ended is null;
                end if;
                if new.state = 'sending' then
                    insert into campaign_sendings (part, node, taken) values (new.id, session_user, clock_timestamp());
                end if;
                return null;
            end $$;
            create trigger campaign_watch_parts after update on outbox
            for each row when (old.state <> new.state) execute function campaign_watch_parts();
            """;

    private final JdbcClient sql;

    /** Begins to watch; the schema must be there. */
    Witness(JdbcClient sql) {
        this.sql = sql;
        sql.sql(WATCH).update();
    }

    /** The database's clock. */
    OffsetDateTime now() {
        return sql.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    }

    /** How often there were two owners at one time. */
    int doubleOwners() {
        return faults("double owner");
    }

    /** How often somebody wrote whose lease was over. */
    int staleWrites() {
        return faults("stale write");
    }

    /**
     * How long it took until another owner had dealt with each conversation that this node held when it fell silent.
     *
     * @return seconds, one for each
     */
    List<Double> takeovers(String node, OffsetDateTime silent) {
        return sql.sql("""
                        select extract(epoch from coalesce(next.handled, next.ended) - :silent)::float8
                        from campaign_takes lost
                        join lateral (select * from campaign_takes t
                                      where t.conversation = lost.conversation and t.id > lost.id
                                      order by t.id limit 1) next on true
                        where lost.node = :node and lost.taken <= :silent and lost.ended > :silent and lost.overtaken
                          and coalesce(next.handled, next.ended) is not null""")
                .param("node", node)
                .param("silent", silent)
                .query((row, number) -> row.getDouble(1))
                .list();
    }

    /** Whether this node has a conversation under its lease at this moment. */
    boolean holdsSomething(String node) {
        return sql.sql("select exists (select from campaign_takes where node = :node and ended is null)")
                .param("node", node)
                .query(Boolean.class)
                .single();
    }

    /**
     * How long it took until each part of a reply was settled that this node was sending when it fell silent, and that
     * somebody took over from it. A receipt that comes later changes nothing of that.
     *
     * @return seconds, one for each
     */
    List<Double> partsTakenOver(String node, OffsetDateTime silent) {
        return sql.sql("""
                        select extract(epoch from next.ended - :silent)::float8
                        from campaign_sendings lost
                        join lateral (select * from campaign_sendings s
                                      where s.part = lost.part and s.id >= lost.id and s.settled
                                      order by s.id limit 1) next on true
                        where lost.node = :node and lost.taken <= :silent and lost.ended > :silent and lost.left_over""")
                .param("node", node)
                .param("silent", silent)
                .query((row, number) -> row.getDouble(1))
                .list();
    }

    private int faults(String kind) {
        return sql.sql("select count(*)::int from campaign_faults where kind = :kind")
                .param("kind", kind)
                .query(Integer.class)
                .single();
    }
}
