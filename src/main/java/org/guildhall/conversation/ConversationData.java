package org.guildhall.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.privacy.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What conversations keep about citizens, to be shown, forgotten or let go in time. */
@Component
final class ConversationData implements PersonalData {

    /** Small batches, so that live traffic never waits long for a delete. */
    private static final int BATCH = 500;

    /**
     * Nobody could read a raw body, so whose it is can only be told by the person's id standing in it as a word, or by where
     * they are answered; but a group, whose number is below zero, is answered for many.
     */
    private static final String MENTIONS = """
            l.body is not null and l.channel = a.channel and l.account = a.account
            and exists (select from unnest(array[a.person, a.reply_to]) as n (name)
                        where (n.name = a.person or n.name !~ '^-')
                          and encode(l.body, 'escape')
                              ~ ('(^|\\W)' || regexp_replace(n.name, '(\\W)', '\\\\\\1', 'g') || '(\\W|$)'))""";

    private final Database database;

    ConversationData(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "Your messages with the council, and where to reply";
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "citizens",
                "addresses",
                "conversation_moves",
                "conversations",
                "messages",
                "inbox_events",
                "outbox",
                "outbox_messages",
                "outbox_receipts",
                "decisions",
                "notes",
                "blocks",
                "attachments",
                "attachment_files",
                "later_replies",
                "asks",
                "joined_citizens",
                "staff_files",
                "sent_files",
                "dead_letters",
                "search_pages",
                "search_due",
                "queue_stays",
                "closings",
                "announcements");
    }

    @Override
    public Map<String, @Nullable Object> export(Citizen citizen) {
        UUID id = citizen.id();
        return database.inTransaction(sql -> {
            Map<String, @Nullable Object> export = new LinkedHashMap<>();
            export.put("citizen", rows(sql, "select name, language, created_at from citizens where id = :id", id));
            export.put(
                    "addresses",
                    rows(sql, "select channel, account, person, reply_to from addresses where citizen = :id", id));
            export.put("unread", rows(sql, """
                    select l.channel, l.at, encode(l.body, 'escape') as body from dead_letters l
                    where exists (select 1 from addresses a where a.citizen = :id and """ + " " + MENTIONS + ")", id));
            export.put("messages", rows(sql, """
                    select c.reference, m.sender, m.text, m.reaction, m.at
                    from messages m join conversations c on c.id = m.conversation join addresses a on a.id = c.address
                    where a.citizen = :id order by m.at""", id));
            export.put("closings", rows(sql, """
                    select c.reference, k.at, k.outcome, k.solved
                    from closings k join conversations c on c.id = k.conversation join addresses a on a.id = c.address
                    where a.citizen = :id order by k.at""", id));
            export.put("files", rows(sql, """
                    select c.reference, f.kind, f.file_name, f.file_type, f.file_size, m.at
                    from attachments f join messages m on m.id = f.message
                    join conversations c on c.id = m.conversation join addresses a on a.id = c.address
                    where a.citizen = :id order by m.at""", id));
            export.put("filesFromUs", rows(sql, """
                    select c.reference, f.kind, f.file_name, f.file_type, f.file_size, m.at
                    from sent_files s join staff_files f on f.id = s.file join messages m on m.id = s.message
                    join conversations c on c.id = m.conversation join addresses a on a.id = c.address
                    where a.citizen = :id order by m.at""", id));
            export.put("blocks", rows(sql, """
                    select reason, note, state, asked_at, decided_at, ends_at from blocks
                    where citizen = :id order by asked_at""", id));
            return export;
        });
    }

    @Override
    public void erase(Citizen citizen) {
        UUID id = citizen.id();
        database.inTransaction(sql -> {
            run(sql, """
                    delete from dead_letters l using addresses a where a.citizen = :id and """ + " " + MENTIONS, id);
            run(sql, """
                    delete from outbox_receipts r using addresses a
                    where a.citizen = :id and (r.channel, r.account) = (a.channel, a.account)
                      and r.person in (a.person, a.reply_to)""", id);
            run(sql, """
                    delete from conversations c using addresses a
                    where c.address = a.id and a.citizen = :id""", id);
            run(sql, "delete from addresses where citizen = :id", id);
            run(sql, "delete from citizens where id = :id", id);
            return null;
        });
    }

    @Override
    public int expire() {
        return expire("conversations")
                + expire("inbox_events")
                + expire("dead_letters")
                + expire("outbox_receipts")
                + expire("conversation_moves")
                + database.inTransaction(StaffFiles::expire)
                + expire("blocks")
                + leftCitizens();
    }

    private int expire(String table) {
        String batch = "delete from " + table + " where ctid = any(array(select ctid from " + table
                + " where delete_after < now() limit " + BATCH + "))";
        return database.inTransaction(sql -> sql.sql(batch).update());
    }

    /** Citizens and addresses of whom no conversation is left. */
    private int leftCitizens() {
        return database.inTransaction(sql -> {
            sql.sql("""
                            delete from addresses a
                            where a.created_at < now() - interval '1 day'
                              and not exists (select 1 from conversations c where c.address = a.id)""").update();
            return sql.sql("""
                            delete from citizens z
                            where z.created_at < now() - interval '1 day'
                              and not exists (select 1 from addresses a where a.citizen = z.id)""").update();
        });
    }

    private static List<Map<String, @Nullable Object>> rows(JdbcClient sql, String query, UUID citizen) {
        return sql.sql(query).param("id", citizen).query().listOfRows();
    }

    private static void run(JdbcClient sql, String statement, UUID citizen) {
        sql.sql(statement).param("id", citizen).update();
    }
}
