package org.guildhall.conversation;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Files that staff send. What one is goes by its bytes, and pictures are painted anew, so that neither where they were taken
 * nor anything hidden in them leaves the house. One that was sent may be fetched by whoever knows its link, for 30 days.
 */
@Component
public final class StaffFiles {

    /** As long as a link is good for: messengers fetch at once, citizens sometimes look again. */
    private static final String SERVED = "interval '30 days'";

    /** Bytes that nobody can guess. */
    private static final int LINK = 24;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Pattern ADDRESS =
            Pattern.compile(Pattern.quote(StaffFile.PATH) + "([A-Za-z0-9_-]{32})/[a-z0-9.-]+$");

    private static final int LONGEST_NAME = 100;

    private static final String COLUMNS = "f.id, f.link, f.kind, f.file_name, f.file_type, f.file_size, f.picture";

    private static final RowMapper<StaffFile> MAPPER = (row, number) -> new StaffFile(
            row.getObject("id", UUID.class),
            row.getString("link"),
            Words.to(MediaKind.class, row.getString("kind")),
            row.getString("file_name"),
            Words.to(FileType.class, row.getString("file_type")),
            row.getLong("file_size"),
            row.getBoolean("picture"));

    private final Database database;
    private final Downloads downloads;

    StaffFiles(Database database, Downloads downloads) {
        this.database = database;
        this.downloads = downloads;
    }

    /** Whether a file can be sent. */
    public sealed interface Kept {
        /** It is kept, and not sent yet. */
        record File(StaffFile file) implements Kept {}

        /** By its bytes it is nothing that messengers show, or a picture that cannot be painted. */
        record Unfit() implements Kept {}
    }

    /**
     * Keeps a file for one conversation, which goes with it.
     *
     * @param name as its owner calls it; untrusted
     */
    public Mono<Kept> keep(UUID conversation, StaffName by, String name, byte[] bytes) {
        return kept(conversation, by, name, bytes);
    }

    /** Keeps a file that may go along in any conversation, until it is {@linkplain #release let go}. */
    public Mono<Kept> share(StaffName by, String name, byte[] bytes) {
        return kept(null, by, name, bytes);
    }

    private Mono<Kept> kept(@Nullable UUID conversation, StaffName by, String name, byte[] bytes) {
        return database.<Kept>onWorker(() -> {
            CleanFile clean = cleaned(bytes);
            MediaKind kind = kind(clean);
            if (kind == null) {
                return new Kept.Unfit();
            }
            StaffFile file = new StaffFile(
                    Ids.next(),
                    link(),
                    kind,
                    named(name, clean.type()),
                    clean.type(),
                    clean.bytes().length,
                    clean.picture());
            database.inTransaction(sql -> insert(sql, file, conversation, by, clean.bytes()));
            return new Kept.File(file);
        });
    }

    private CleanFile cleaned(byte[] bytes) {
        try {
            return downloads.clean(bytes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", stopped);
        }
    }

    /** What messengers call it; null for what is not sent. */
    private static @Nullable MediaKind kind(CleanFile clean) {
        return switch (clean.type()) {
            case JPEG, PNG, GIF -> clean.picture() ? MediaKind.PHOTO : null;
            case MP4 -> MediaKind.VIDEO;
            case MP3, M4A, OGG -> MediaKind.AUDIO;
            case PDF -> MediaKind.DOCUMENT;
            case WEBP, WEBM, OTHER -> null;
        };
    }

    private static String link() {
        byte[] random = new byte[LINK];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String named(String given, FileType type) {
        String plain = given.replaceAll("[\\p{C}/\\\\:*?\"<>|]+", " ").strip();
        String ending = "." + type.extension();
        String stem = plain.toLowerCase(Locale.ROOT).endsWith(ending)
                ? plain.substring(0, plain.length() - ending.length())
                : plain.replaceAll("\\.[A-Za-z0-9]{1,5}$", "");
        String cut = stem.length() > LONGEST_NAME
                ? stem.substring(0, stem.offsetByCodePoints(0, stem.codePointCount(0, LONGEST_NAME - 1)))
                : stem;
        return (cut.isBlank() || cut.startsWith(".") ? "file" : cut.strip()) + ending;
    }

    private static int insert(JdbcClient sql, StaffFile file, @Nullable UUID conversation, StaffName by, byte[] bytes) {
        return sql.sql("""
                        insert into staff_files (id, conversation, shared, link, kind, file_name, file_type, file_size, picture,
                                                 bytes, by_username)
                        values (:id, :conversation, :shared, :link, :kind, :name, :type, :size, :picture, :bytes, :by)""")
                .param("id", file.id())
                .param("conversation", conversation)
                .param("shared", conversation == null)
                .param("link", file.link())
                .param("kind", Words.of(file.kind()))
                .param("name", file.fileName())
                .param("type", Words.of(file.type()))
                .param("size", file.size())
                .param("picture", file.picture())
                .param("bytes", bytes)
                .param("by", by.username())
                .update();
    }

    /** One that may be sent in a conversation: its own, or a shared one; empty when there is none. */
    public Mono<StaffFile> one(UUID conversation, UUID id) {
        return database.statement(sql -> sql.sql("select " + COLUMNS + """
                         from staff_files f
                        where f.id = :id and (f.shared or f.conversation = :conversation)""")
                .param("id", id)
                .param("conversation", conversation)
                .query(MAPPER)
                .optional()
                .orElse(null));
    }

    /** Those of these that are there and shared. */
    public Mono<List<StaffFile>> shared(List<UUID> ids) {
        return database.statement(sql -> sql.sql("select " + COLUMNS + """
                         from staff_files f
                        where f.shared and f.id = any(cast(:ids as uuid[])) order by f.id""")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(MAPPER)
                .list());
    }

    /** Lets a shared file go: it is deleted when no message brings it any more. */
    public Mono<Void> release(UUID id) {
        return database.run(sql -> sql.sql("update staff_files set shared = false where id = :id and shared")
                .param("id", id)
                .update());
    }

    /** The one that was sent under a link and may still be fetched; empty for any other. */
    public Mono<StaffFile> served(String link) {
        return database.statement(sql -> sql.sql("select " + COLUMNS + """
                         from staff_files f
                        where f.link = :link
                          and exists (select from sent_files s where s.file = f.id and s.served_until > now())""")
                .param("link", link)
                .query(MAPPER)
                .optional()
                .orElse(null));
    }

    /**
     * A part of its bytes; empty when it is gone.
     *
     * @param from how many bytes come before it
     * @param length how many at most
     */
    public Mono<byte[]> bytes(StaffFile file, long from, int length) {
        return database.statement(
                sql -> sql.sql("select substring(bytes from :from for :length) from staff_files where id = :id")
                        .param("from", (int) from + 1)
                        .param("length", length)
                        .param("id", file.id())
                        .query(byte[].class)
                        .optional()
                        .orElse(null));
    }

    /** Notes down that a message brings a file, from when on it may be fetched; does nothing for other messages. */
    static void sent(JdbcClient sql, UUID conversation, int seq, Content content) {
        link(content)
                .ifPresent(link -> sql.sql("insert into sent_files (message, file, served_until)"
                                + " select m.id, f.id, now() + " + SERVED + """
                         from messages m, staff_files f
                        where m.conversation = :conversation and m.seq = :seq and f.link = :link""")
                        .param("conversation", conversation)
                        .param("seq", seq)
                        .param("link", link)
                        .update());
    }

    private static Optional<String> link(Content content) {
        return content instanceof Content.Media media
                ? media.link().map(ADDRESS::matcher).filter(Matcher::find).map(found -> found.group(1))
                : Optional.empty();
    }

    /** Deletes what was never sent within a day, and what was let go and no message brings any more; returns how many. */
    static int expire(JdbcClient sql) {
        return sql.sql("""
                        delete from staff_files f
                        where not f.shared and f.created_at < now() - interval '1 day'
                          and not exists (select from sent_files s where s.file = f.id)
                          and not exists (select from later_replies l
                                          where position(f.link in l.content ->> 'handle') > 0)""").update();
    }
}
