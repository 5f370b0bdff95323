package org.guildhall.campaign;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages that wait to be answered, hundreds of thousands within a minute or two: copies of one that a webhook left there,
 * each of a citizen of their own. The only place where the campaign writes into the service's tables.
 */
final class Queued {

    /** In one transaction; more would keep PostgreSQL from cleaning up meanwhile. */
    private static final int AT_ONCE = 20_000;

    private final JdbcClient sql;
    private final long firstId;
    private final long firstEvent;
    private int made;

    /**
     * None yet. The only citizen in the database said one thing after {@link #hold}, which is dealt with from now on.
     *
     * @param firstId of the citizens to be made
     * @param firstEvent of the messenger's events
     */
    Queued(JdbcClient sql, long firstId, long firstEvent) {
        this.sql = sql;
        this.firstId = firstId;
        this.firstEvent = firstEvent;
        for (String table : List.of("citizens", "addresses", "conversations", "messages", "inbox_events")) {
            sql.sql("create table campaign_" + table + " as table " + table).update();
        }
        sql.sql("update campaign_conversations set lease_until = null").update();
        sql.sql("alter table conversations alter lease_until drop default").update();
        sql.sql("update conversations set lease_until = null").update();
    }

    /** From now on conversations begin under a lease that nobody has, so that what is said in them waits. */
    static void hold(JdbcClient sql) {
        sql.sql("alter table conversations alter lease_until set default now() + interval '1 hour'")
                .update();
    }

    /** Puts so many more into the queue, who ask these questions in turn, and says which. */
    List<Ledger.Entry> add(int count, List<String> questions) {
        List<Ledger.Entry> entries = new ArrayList<>(count);
        for (int i = made; i < made + count; i++) {
            entries.add(new Ledger.Entry("telegram", Long.toString(firstId + i), 1, Long.toString(firstEvent + i)));
        }
        for (int from = made; from < made + count; from += AT_ONCE) {
            copy(from, Math.min(from + AT_ONCE, made + count), questions);
        }
        made += count;
        return entries;
    }

    /** One statement and so one transaction. Keys follow one another, as those of the service do. */
    private void copy(int from, int to, List<String> questions) {
        sql.sql("""
                        with new as (
                            select i, :firstId + i as person, :firstEvent + i as event,
                                   (:questions::text[])[1 + i % cardinality(:questions::text[])] as words,
                                   clock_timestamp() as moment,
                                   '01999999-0000-7000-8000-1' || lpad(to_hex(i), 11, '0') as citizen,
                                   '01999999-0000-7000-8000-2' || lpad(to_hex(i), 11, '0') as address,
                                   '01999999-0000-7000-8000-3' || lpad(to_hex(i), 11, '0') as conversation,
                                   '01999999-0000-7000-8000-4' || lpad(to_hex(i), 11, '0') as message
                            from generate_series(:from, :to - 1) i),
                        new_citizens as (
                            insert into citizens select made.* from new, campaign_citizens t,
                                jsonb_populate_record(null::citizens, to_jsonb(t) || jsonb_build_object(
                                    'id', new.citizen, 'name', 'Citizen ' || new.i)) made),
                        new_addresses as (
                            insert into addresses select made.* from new, campaign_addresses t,
                                jsonb_populate_record(null::addresses, to_jsonb(t) || jsonb_build_object(
                                    'id', new.address, 'citizen', new.citizen,
                                    'person', new.person::text, 'reply_to', new.person::text)) made),
                        new_conversations as (
                            insert into conversations select made.* from new, campaign_conversations t,
                                jsonb_populate_record(null::conversations, to_jsonb(t) || jsonb_build_object(
                                    'id', new.conversation, 'address', new.address, 'opened_at', new.moment,
                                    'turn_due', new.moment)) made),
                        new_messages as (
                            insert into messages select made.* from new, campaign_messages t,
                                jsonb_populate_record(null::messages, to_jsonb(t) || jsonb_build_object(
                                    'id', new.message, 'conversation', new.conversation, 'event_id', new.event::text,
                                    'text', new.words, 'content', t.content || jsonb_build_object('text', new.words),
                                    'at', new.moment)) made)
                        insert into inbox_events select made.* from new, campaign_inbox_events t,
                            jsonb_populate_record(null::inbox_events, to_jsonb(t) || jsonb_build_object(
                                'event_id', new.event::text, 'conversation', new.conversation, 'received_at', new.moment)) made""")
                .param("firstId", firstId)
                .param("firstEvent", firstEvent)
                .param("questions", questions.toArray(String[]::new))
                .param("from", from)
                .param("to", to)
                .update();
    }
}
