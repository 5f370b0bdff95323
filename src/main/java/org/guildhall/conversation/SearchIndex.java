package org.guildhall.conversation;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.platform.Database;
import org.guildhall.platform.Rush;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down what {@link Search} looks through, a moment after it was said: triggers note in {@code search_due} which page
 * of which conversation is to be written anew. One node at a time does it, so that none writes an older page over a newer.
 */
@Component
final class SearchIndex {

    /** How many messages stand on a page; the migration counts with it too. */
    static final int MESSAGES = 16;

    /** The page of a conversation's notes. */
    static final int NOTES = -1;

    /** How much of a message is searched: what is longer was pasted, and a page must stay below what a tsvector holds. */
    static final int LONGEST = 4_000;

    /** Few at a time: as long as they are written, nobody can take over their conversations. */
    private static final int AT_ONCE = 20;

    /** Any number that no other room takes. */
    private static final long WRITING = 0x677365617263L;

    private final Database database;
    private final Rush rush;

    SearchIndex(Database database, Rush rush) {
        this.database = database;
        this.rush = rush;
    }

    /**
     * Writes some of what is due; leaves it for later while messengers wait, and to whichever node is at it already.
     *
     * @return whether there may be more
     */
    boolean workOnSome() {
        return !rush.on() && database.inTransaction(SearchIndex::writeSome);
    }

    private static boolean writeSome(JdbcClient sql) {
        if (!mine(sql)) {
            return false;
        }
        List<Due> due = sql.sql("""
                        delete from search_due where ctid = any(array(select ctid from search_due limit :most))
                        returning conversation, page""")
                .param("most", AT_ONCE)
                .query((row, number) ->
                        new Due(row.getObject("conversation", UUID.class), row.getObject("page", Integer.class)))
                .list();
        Set<Page> pages =
                due.stream().flatMap(one -> pages(sql, one)).collect(Collectors.toCollection(LinkedHashSet::new));
        pages.forEach(page -> write(sql, page));
        return due.size() == AT_ONCE;
    }

    private static boolean mine(JdbcClient sql) {
        return sql.sql("select pg_try_advisory_xact_lock(:key)")
                .param("key", WRITING)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /** What is to be written; all pages where none is named. */
    private record Due(UUID conversation, @Nullable Integer page) {}

    private record Page(UUID conversation, int number) {}

    private static Stream<Page> pages(JdbcClient sql, Due due) {
        Integer page = due.page();
        if (page != null) {
            return Stream.of(new Page(due.conversation(), page));
        }
        return sql
                .sql(
                        "select distinct seq / :messages as page from messages where conversation = :id union select :notes")
                .param("messages", MESSAGES)
                .param("id", due.conversation())
                .param("notes", NOTES)
                .query((row, number) -> new Page(due.conversation(), row.getInt("page")))
                .list()
                .stream();
    }

    /** Something on a page. */
    private record Said(String text, OffsetDateTime at) {}

    private static void write(JdbcClient sql, Page page) {
        Writer writer = meet(sql, page.conversation());
        if (writer == null) {
            return;
        }
        List<Said> said = page.number() == NOTES ? notes(sql, page) : messages(sql, page);
        if (said.isEmpty()) {
            return;
        }
        String text = said.stream().map(Said::text).collect(Collectors.joining("\n"));
        Set<String> numbers = PhoneNumbers.in(text);
        Stream.of(writer.person(), writer.replyTo())
                .flatMap(name -> PhoneNumbers.alone(name).stream())
                .forEach(numbers::add);
        // Whoever erases the conversation at this moment is waited for, and then there is nothing left to write.
        sql.sql("""
                        insert into search_pages (conversation, page, first_at, last_at, words)
                        select c.id, :page, :first, :last,
                               search_words(:text) || to_tsvector('simple', :name)
                                   || array_to_tsvector(cast(:numbers as text[]))
                        from conversations c where c.id = :conversation for key share of c
                        on conflict (conversation, page) do update
                        set first_at = excluded.first_at, last_at = excluded.last_at, words = excluded.words""")
                .param("conversation", page.conversation())
                .param("page", page.number())
                .param(
                        "first",
                        said.stream()
                                .map(Said::at)
                                .min(Comparator.naturalOrder())
                                .orElseThrow())
                .param(
                        "last",
                        said.stream()
                                .map(Said::at)
                                .max(Comparator.naturalOrder())
                                .orElseThrow())
                .param("text", text)
                .param("name", writer.name().toLowerCase(Locale.ROOT))
                .param("numbers", numbers.stream().map(SearchQuery::lexeme).toArray(String[]::new))
                .update();
    }

    private static List<Said> messages(JdbcClient sql, Page page) {
        return sql.sql("""
                        select left(text, :longest) || coalesce(E'\\n' || (content ->> 'phone'), '') as text, at
                        from messages
                        where conversation = :conversation and seq between :first and :last
                        order by seq""")
                .param("longest", LONGEST)
                .param("conversation", page.conversation())
                .param("first", page.number() * MESSAGES)
                .param("last", page.number() * MESSAGES + MESSAGES - 1)
                .query((row, number) -> new Said(row.getString("text"), row.getObject("at", OffsetDateTime.class)))
                .list();
    }

    private static List<Said> notes(JdbcClient sql, Page page) {
        return sql.sql("""
                        select left(text, :longest) as text, at
                        from notes
                        where conversation = :conversation
                        order by at desc, id desc limit :most""")
                .param("longest", LONGEST)
                .param("conversation", page.conversation())
                .param("most", MESSAGES)
                .query((row, number) -> new Said(row.getString("text"), row.getObject("at", OffsetDateTime.class)))
                .list();
    }

    /** Who writes in a conversation: what the messenger calls them, and where they write from and are answered. */
    private record Writer(String name, String person, String replyTo) {}

    /**
     * Finds them, and lets whoever takes something back there at this moment go first or wait, so that what was taken back is
     * not written down once more. The trigger takes the same lock.
     */
    private static @Nullable Writer meet(JdbcClient sql, UUID conversation) {
        return sql.sql("""
                        select left(coalesce(z.name, ''), 200) as name, a.person, a.reply_to,
                               pg_advisory_xact_lock(hashtextextended('search ' || c.id, 0))
                        from conversations c
                        join addresses a on a.id = c.address
                        join citizens z on z.id = a.citizen
                        where c.id = :conversation""")
                .param("conversation", conversation)
                .query((row, number) ->
                        new Writer(row.getString("name"), row.getString("person"), row.getString("reply_to")))
                .optional()
                .orElse(null);
    }
}
