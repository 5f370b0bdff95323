package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.platform.ClamavProperties;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files that citizens send, and in lists also those of staff ({@link StaffFiles}). Kept in the database behind this one door, so that an object store could take over. A file is
 * due as soon as its message is committed, is fetched under a lease, and its bytes stand in a table of their own.
 */
@Component
final class Attachments {

    /** Longer than the slowest fetch and painting it; a node that died over one is replaced after it. */
    private static final String LEASE = "interval '3 minutes'";

    /** With pauses of 5 seconds, doubled each time, the last try is after three quarters of an hour. */
    private static final int MOST_ATTEMPTS = 10;

    private static final RowMapper<Attachment> MAPPER = (row, number) -> {
        String type = row.getString("file_type");
        String trouble = row.getString("trouble");
        return new Attachment(
                row.getObject("id", UUID.class),
                row.getObject("message", UUID.class),
                Words.to(Content.MediaKind.class, row.getString("kind")),
                Words.to(Attachment.State.class, row.getString("state")),
                type == null ? null : Words.to(FileType.class, type),
                row.getBoolean("picture"),
                row.getObject("file_size", Long.class),
                row.getString("file_name"),
                trouble == null ? null : Words.to(FetchFailed.Why.class, trouble));
    };

    /**
     * What there is to a file without a handle, also one from before files were fetched: nothing can be done for it. Where there
     * is a virus scanner, nothing is fetched for staff that it has not found clean; what it once found is never.
     */
    private static final String SELECT = """
            select f.id, f.message, f.kind, coalesce(f.exact_type, f.file_type) as file_type, f.picture, f.file_size, f.file_name,
                   case when f.handle is null then 'failed'
                        when f.state <> 'fetched' then f.state
                        when f.scan = 'infected' then 'infected'
                        when not :scanned or f.scan = 'clean' then 'fetched'
                        when f.scan = 'too_large' then 'uncheckable'
                        when f.scan_attempts > 1 or f.scan_attempts = 1 and f.scan_lease is null then 'unchecked'
                        else 'checking' end as state,
                   case when f.handle is null then 'unsupported' else f.trouble end as trouble
            from attachments f join messages m on m.id = f.message
            where m.conversation = :conversation""";

    /** The same of files that staff sent. */
    private static final String SENT = """
            select f.id, s.message, f.kind, f.file_type, f.picture, f.file_size, f.file_name,
                   'fetched' as state, cast(null as text) as trouble
            from sent_files s join staff_files f on f.id = s.file join messages m on m.id = s.message
            where m.conversation = :conversation""";

    private static final String ALL = "select * from (" + SELECT + " union all " + SENT + ") file";
    private final boolean scanned;

    Attachments(ClamavProperties scanner) {
        this.scanned = scanner.present();
    }

    void keep(JdbcClient sql, UUID message, Content.Media media) {
        Handle handle = media.handle();
        sql.sql("""
                        insert into attachments (id, message, kind, handle, file_name, media_type, size)
                        values (:id, :message, :kind, :handle, :fileName, :mediaType, :size)""")
                .param("id", Ids.next())
                .param("message", message)
                .param("kind", Words.of(media.kind()))
                .param("handle", handle == null ? null : handle.id())
                .param("fileName", media.fileName())
                .param("mediaType", media.mediaType())
                .param("size", media.size())
                .update();
    }

    /** Those of a conversation, in the order in which they came. */
    List<Attachment> all(JdbcClient sql, UUID conversation) {
        return sql.sql(ALL + " order by id")
                .param("scanned", scanned)
                .param("conversation", conversation)
                .query(MAPPER)
                .list();
    }

    /** One of a conversation. */
    Optional<Attachment> one(JdbcClient sql, UUID conversation, UUID id) {
        return sql.sql(ALL + " where id = :id limit 1")
                .param("scanned", scanned)
                .param("conversation", conversation)
                .param("id", id)
                .query(MAPPER)
                .optional();
    }

    /** A part of its bytes; empty when they are not here, or no longer. */
    Optional<byte[]> bytes(JdbcClient sql, UUID id, long from, int length) {
        return sql.sql("""
                        select substring(bytes from :from for :length) from attachment_files where attachment = :id
                        union all
                        select substring(bytes from :from for :length) from staff_files where id = :id""")
                .param("from", (int) from + 1)
                .param("length", length)
                .param("id", id)
                .query(byte[].class)
                .optional();
    }

    /** Takes the one that is due longest, of these accounts. Where it is kept it stays, also when its conversation moves. */
    Optional<Downloads.Wanted> take(JdbcClient sql, List<Replays.Account> accounts) {
        giveUp(sql);
        return sql.sql("""
                        update attachments f
                        set attempts = f.attempts + 1, lease_until = now() + """ + " " + LEASE + """

                        from (select d.id, coalesce(m.content #>> '{handle,channel}', a.channel) as channel, m.conversation
                              from attachments d join messages m on m.id = d.message
                              join conversations c on c.id = m.conversation join addresses a on a.id = c.address
                              where d.state = 'pending' and d.handle is not null and d.due_at <= now()
                                and (d.lease_until is null or d.lease_until < now())
                                and (a.channel, a.account) in (select * from unnest(:channels::text[], :accounts::text[]))
                              order by d.due_at limit 1 for update of d skip locked) due
                        where f.id = due.id
                        returning f.id, f.attempts, f.handle, due.channel, due.conversation""")
                .param(
                        "channels",
                        accounts.stream().map(Replays.Account::channel).toArray(String[]::new))
                .param(
                        "accounts",
                        accounts.stream().map(Replays.Account::account).toArray(String[]::new))
                .query((row, number) -> new Downloads.Wanted(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation", UUID.class),
                        row.getInt("attempts"),
                        new Handle(row.getString("channel"), row.getString("handle"))))
                .optional();
    }

    /**
     * Keeps the bytes; false when somebody else has it now, or it was forgotten meanwhile. The version before has no word for
     * WebM, so that stands in a column of its own until nobody runs it any more.
     */
    boolean store(JdbcClient sql, Downloads.Wanted wanted, CleanFile file) {
        return sql.sql("""
                                with settled as (
                                    update attachments
                                    set state = 'fetched', lease_until = null, file_type = :type, exact_type = :exact,
                                        file_size = :size, picture = :picture
                                    where id = :id and attempts = :attempt and state = 'pending' returning id)
                                insert into attachment_files (attachment, bytes) select id, :bytes from settled""")
                        .param("type", Words.of(file.type() == FileType.WEBM ? FileType.OTHER : file.type()))
                        .param("exact", file.type() == FileType.WEBM ? Words.of(FileType.WEBM) : null)
                        .param("size", file.bytes().length)
                        .param("picture", file.picture())
                        .param("id", wanted.id())
                        .param("attempt", wanted.attempt())
                        .param("bytes", file.bytes())
                        .update()
                == 1;
    }

    /** Makes it due again later, or gives up after the last try; false when somebody else has it now. */
    boolean defer(JdbcClient sql, Downloads.Wanted wanted, FetchFailed.Why why, @Nullable Duration atLeast) {
        return sql.sql("""
                                update attachments
                                set lease_until = null,
                                    due_at = now() + make_interval(secs => greatest(:atLeast, 5 * power(2, attempts - 1))),
                                    state = case when attempts >= :most then 'failed' else state end,
                                    trouble = case when attempts >= :most then :why end
                                where id = :id and attempts = :attempt and state = 'pending'""")
                        .param("atLeast", atLeast == null ? 0.0 : (double) atLeast.toSeconds())
                        .param("most", MOST_ATTEMPTS)
                        .param("why", Words.of(why))
                        .param("id", wanted.id())
                        .param("attempt", wanted.attempt())
                        .update()
                == 1;
    }

    /** It will never be here; false when somebody else has it now. */
    boolean fail(JdbcClient sql, Downloads.Wanted wanted, FetchFailed.Why why) {
        return sql.sql("""
                                update attachments set state = 'failed', trouble = :why, lease_until = null
                                where id = :id and attempts = :attempt and state = 'pending'""")
                        .param("why", Words.of(why))
                        .param("id", wanted.id())
                        .param("attempt", wanted.attempt())
                        .update()
                == 1;
    }

    /** Takes one for three minutes that the virus scanner should look at, the one due longest. */
    Optional<Scans.Unscanned> takeUnscanned(JdbcClient sql) {
        return sql.sql("""
                        update attachments f
                        set scan_attempts = f.scan_attempts + 1, scan_lease = now() + """ + " " + LEASE + """

                        from (select d.id, m.conversation
                              from attachments d join messages m on m.id = d.message
                              where d.state = 'fetched' and d.scan is null and d.scan_due <= now()
                                and (d.scan_lease is null or d.scan_lease < now())
                              order by d.scan_due limit 1 for update of d skip locked) due
                        where f.id = due.id
                        returning f.id, f.scan_attempts, f.file_size, due.conversation""")
                .query((row, number) -> new Scans.Unscanned(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation", UUID.class),
                        row.getInt("scan_attempts"),
                        row.getLong("file_size")))
                .optional();
    }

    /** Writes down what the scanner said; false when somebody else has it now, or it was forgotten meanwhile. */
    boolean scanned(JdbcClient sql, Scans.Unscanned file, String word) {
        return sql.sql("""
                                update attachments set scan = :word, scan_lease = null
                                where id = :id and scan_attempts = :attempt and scan is null""")
                        .param("word", word)
                        .param("id", file.id())
                        .param("attempt", file.attempt())
                        .update()
                == 1;
    }

    /** Makes it due again: after five seconds, twice as long each time, five minutes at most. */
    void putOffScan(JdbcClient sql, Scans.Unscanned file) {
        sql.sql("""
                        update attachments
                        set scan_lease = null,
                            scan_due = now() + make_interval(secs => least(300, 5 * power(2, least(scan_attempts, 9) - 1)))
                        where id = :id and scan_attempts = :attempt and scan is null""").param("id", file.id()).param("attempt", file.attempt()).update();
    }

    /** A file that ends the process each time must not do so for ever. */
    private static void giveUp(JdbcClient sql) {
        sql.sql("""
                        update attachments set state = 'failed', trouble = 'ended', lease_until = null
                        where state = 'pending' and handle is not null and due_at <= now() and lease_until < now()
                          and attempts >= :most""").param("most", MOST_ATTEMPTS).update();
    }
}
