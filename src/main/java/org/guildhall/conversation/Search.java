package org.guildhall.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds conversations by what was said and noted in them, who wrote, telephone numbers and their reference. Whatever somebody
 * may not see is left out by the database itself, before a page is cut. Each search is a line of the audit, without its words.
 */
@Component
public final class Search {

    /** How many are found at a time. */
    public static final int PAGE = 25;

    /** What is marked as one word when it matches. */
    public static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /**
     * What is on so many pages, of so many conversations, is found at once by going back from the latest. Where it is rarer,
     * somebody's team may have nothing of it, and then that would be a way through everything.
     */
    private static final double COMMON_WORDS = 0.25;

    private static final double COMMON_CONVERSATIONS = 0.02;

    /** How many rows the planner expects. */
    private static final Pattern EXPECTED = Pattern.compile("rows=(\\d+)");

    /** More different words than this on one page of results are not looked at when it comes to marking them. */
    private static final int MOST_WORDS = 5_000;

    private final Database database;
    private final Summaries summaries;
    private final Messages messages;
    private final Audit audit;

    Search(Database database, Summaries summaries, Messages messages, Audit audit) {
        this.database = database;
        this.summaries = summaries;
        this.messages = messages;
        this.audit = audit;
    }

    /**
     * What is looked for; everything that is given has to be so.
     *
     * @param words as they were typed, whatever they are; empty for any
     * @param open whether it is still open, or null for either
     * @param from something was said or noted at this time or later, or null
     * @param to something was said or noted before this time, or null
     * @param before goes on after what an earlier search found last, or null to begin
     */
    public record Wanted(
            String words,
            @Nullable String team,
            @Nullable String channel,
            @Nullable String outcome,
            @Nullable Boolean open,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Place before) {}

    /** Where a page of results ended: when something was last said there, and in which conversation. */
    public record Place(Instant at, UUID conversation) {}

    /**
     * A conversation that was found.
     *
     * @param outcome how it was closed, or null
     * @param message what was said in it that matches best, or null
     * @param note the note that matches best, where nothing that was said does, or null
     */
    public record Hit(
            Summary summary,
            @Nullable String outcome,
            @Nullable Message message,
            Transcript.@Nullable Note note) {}

    /**
     * What was found: whose reference it is first, then where something was said last.
     *
     * @param hits at most {@link #PAGE}
     * @param matching the words in them that match, in lower case
     * @param next where to go on, or null when this is all
     */
    public record Found(
            List<Hit> hits, Set<String> matching, @Nullable Place next) {

        /** Nothing at all. */
        public static final Found NOTHING = new Found(List.of(), Set.of(), null);
    }

    /**
     * Looks for something, as often as one likes.
     *
     * @param by who looks; what they hold they see, whosever team's it is
     * @param teams whose conversations they see; all when empty
     */
    public Mono<Found> find(StaffName by, Set<String> teams, Wanted wanted) {
        return database.transaction(sql -> found(sql, by, teams, wanted));
    }

    private Found found(JdbcClient sql, StaffName by, Set<String> teams, Wanted wanted) {
        planForTheseValues(sql);
        SearchQuery query = SearchQuery.of(sql, wanted.words());
        Conditions conditions = Conditions.of(by, teams, wanted, query);
        List<Spot> referred = query.typed().isEmpty() ? List.of() : referred(sql, query, conditions);
        List<Spot> shown = new ArrayList<>(wanted.before() == null ? referred : List.of());
        int most = PAGE - shown.size();
        List<Spot> spoken = spoken(sql, conditions, referred, most + 1);
        boolean more = spoken.size() > most;
        shown.addAll(more ? spoken.subList(0, most) : spoken);
        audit.record(sql, by.username(), "search", "conversations", asked(wanted, query));
        Found found = hits(sql, query, shown);
        return more ? new Found(found.hits(), found.matching(), shown.getLast().place()) : found;
    }

    /**
     * How common a word is decides how it is best found, so no plan made for another may be used; and a search is over before
     * it would pay to translate it into machine code or to call on other processes.
     */
    private static void planForTheseValues(JdbcClient sql) {
        sql.sql("""
                        select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
                               set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '16MB', true)""").query().listOfRows();
    }

    /** Which filters were used, for the audit; all but the words come from vocabularies and calendars. */
    private static Map<String, Object> asked(Wanted wanted, SearchQuery query) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("words", !query.typed().isEmpty());
        Optional.ofNullable(wanted.team()).ifPresent(team -> asked.put("team", team));
        Optional.ofNullable(wanted.channel()).ifPresent(channel -> asked.put("channel", channel));
        Optional.ofNullable(wanted.outcome()).ifPresent(outcome -> asked.put("outcome", outcome));
        Optional.ofNullable(wanted.open()).ifPresent(open -> asked.put("open", open));
        Optional.ofNullable(wanted.from()).ifPresent(from -> asked.put("from", from.toString()));
        Optional.ofNullable(wanted.to()).ifPresent(to -> asked.put("to", to.toString()));
        return asked;
    }

    /**
     * A page of a conversation on which something was found.
     *
     * @param at when something was last said there
     */
    private record Spot(UUID conversation, int page, Instant at) {

        Place place() {
            return new Place(at, conversation);
        }
    }

    /**
     * What has to be so, as our own SQL with its values bound.
     *
     * @param conversation of the conversation {@code c}, reached by its address {@code a} where that is asked for
     * @param page of the page {@code %1$s}
     * @param going of the page {@code p}, when a search goes on
     */
    private record Conditions(
            String tables, String conversation, String page, String going, Map<String, Object> values) {

        private static final String WORDS_MATCH = "%1$s.words @@ cast(:words as tsquery)";

        static Conditions of(StaffName by, Set<String> teams, Wanted wanted, SearchQuery query) {
            List<String> conversation = new ArrayList<>(List.of("true"));
            List<String> page = new ArrayList<>(List.of("true"));
            Map<String, Object> values = new HashMap<>();
            if (!teams.isEmpty()) {
                conversation.add("(c.team = any(:teams) or c.held_by = :me or " + Asks.ASKED_ME + ")");
                values.put("teams", teams.toArray(String[]::new));
                values.put("me", by.username());
            }
            Boolean open = wanted.open();
            if (open != null) {
                conversation.add(open ? "c.floor <> 'closed'" : "c.floor = 'closed'");
            }
            given(wanted.team(), "c.team = :team", "team", conversation, values);
            given(wanted.outcome(), "c.outcome = :outcome", "outcome", conversation, values);
            given(wanted.channel(), "a.channel = :channel", "channel", conversation, values);
            // In this order: a date is compared at once, words have to be fetched first.
            given(utc(wanted.from()), "%1$s.last_at >= :from", "from", page, values);
            given(utc(wanted.to()), "%1$s.first_at < :to", "to", page, values);
            given(query.typed().isEmpty() ? null : query.words(), WORDS_MATCH, "words", page, values);
            Place before = wanted.before();
            if (before != null) {
                values.put("beforeAt", before.at().atOffset(ZoneOffset.UTC));
                values.put("beforeId", before.conversation());
            }
            return new Conditions(
                    wanted.channel() == null ? "" : " join addresses a on a.id = c.address",
                    String.join(" and ", conversation),
                    String.join(" and ", page),
                    before == null ? "true" : "(p.last_at, p.conversation) < (:beforeAt, :beforeId)",
                    values);
        }

        private static void given(
                @Nullable Object value,
                String condition,
                String name,
                List<String> conditions,
                Map<String, Object> values) {
            if (value != null) {
                conditions.add(condition);
                values.put(name, value);
            }
        }

        private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
            return at == null ? null : at.atOffset(ZoneOffset.UTC);
        }
    }

    /** Whose reference it is, whatever the dates: who types one means that conversation. */
    private static List<Spot> referred(JdbcClient sql, SearchQuery query, Conditions conditions) {
        return sql.sql("select c.id, c.last_seq / " + SearchIndex.MESSAGES
                        + " as page, c.opened_at from conversations c"
                        + conditions.tables() + " where c.reference = any(:references) and " + conditions.conversation()
                        + " order by c.opened_at desc limit " + PAGE)
                .params(conditions.values())
                .param("references", Reference.readings(query.typed()).toArray(String[]::new))
                .query((row, number) -> new Spot(
                        row.getObject("id", UUID.class),
                        row.getInt("page"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Where the words stand and everything else is so, the latest first. A conversation is found once, on the last of its pages
     * that match; that is asked of one after the other until there are enough, so what is common costs no more than what is
     * rare.
     */
    private static List<Spot> spoken(JdbcClient sql, Conditions conditions, List<Spot> without, int most) {
        // No index is in the order of a sum.
        String time = common(sql, conditions) ? "p.last_at" : "p.last_at + interval '0 seconds'";
        String others = without.isEmpty() ? "" : " and p.conversation <> all(cast(:without as uuid[]))";
        return sql.sql("select f.conversation, f.page, f.last_at from (select p.conversation, p.page, p.last_at"
                        + " from search_pages p join conversations c on c.id = p.conversation" + conditions.tables()
                        + " where " + conditions.conversation() + " and "
                        + conditions.page().formatted("p") + " and "
                        + conditions.going() + others + " order by " + time + " desc, p.conversation desc) f"
                        + " where f.page = (select max(n.page) from search_pages n where n.conversation = f.conversation"
                        + " and " + conditions.page().formatted("n") + ") limit :most")
                .params(conditions.values())
                .param("without", ids(without))
                .param("most", most)
                .query((row, number) -> new Spot(
                        row.getObject("conversation", UUID.class),
                        row.getInt("page"),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static boolean common(JdbcClient sql, Conditions conditions) {
        return share(sql, "search_pages p", conditions.page().formatted("p"), conditions) >= COMMON_WORDS
                && share(sql, "conversations c" + conditions.tables(), conditions.conversation(), conditions)
                        >= COMMON_CONVERSATIONS;
    }

    /** Which share of rows fits, as far as the planner knows. */
    private static double share(JdbcClient sql, String tables, String condition, Conditions conditions) {
        if (condition.equals("true")) {
            return 1;
        }
        double all = expected(sql, "select from " + tables, Map.of());
        return expected(sql, "select from " + tables + " where " + condition, conditions.values()) / Math.max(all, 1);
    }

    private static double expected(JdbcClient sql, String query, Map<String, Object> values) {
        String plan = sql.sql("explain " + query)
                .params(values)
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
        Matcher rows = EXPECTED.matcher(plan);
        return rows.find() ? Double.parseDouble(plan.substring(rows.start(1), rows.end(1))) : 0;
    }

    private Found hits(JdbcClient sql, SearchQuery query, List<Spot> spots) {
        if (spots.isEmpty()) {
            return Found.NOTHING;
        }
        Map<UUID, Summary> rows =
                summaries.where(sql, "where c.id = any(cast(:ids as uuid[]))", Map.of("ids", ids(spots))).stream()
                        .collect(Collectors.toMap(Summary::id, Function.identity()));
        Map<UUID, String> outcomes = outcomes(sql, spots);
        Map<UUID, Message> said = said(sql, query, spots);
        Map<UUID, Transcript.Note> noted = noted(sql, query, spots);
        List<Hit> hits = new ArrayList<>();
        for (Spot spot : spots) {
            UUID id = spot.conversation();
            Summary row = rows.get(id);
            // It may have been erased since it was found.
            if (row != null) {
                hits.add(new Hit(row, outcomes.get(id), said.get(id), noted.get(id)));
            }
        }
        Stream<String> texts = Stream.concat(
                said.values().stream().map(Message::text),
                noted.values().stream().map(Transcript.Note::text));
        return new Found(List.copyOf(hits), matching(sql, query, texts), null);
    }

    private static Map<UUID, String> outcomes(JdbcClient sql, List<Spot> spots) {
        Map<UUID, String> outcomes = new HashMap<>();
        sql.sql("select id, outcome from conversations where id = any(cast(:ids as uuid[])) and outcome is not null")
                .param("ids", ids(spots))
                .query(row -> {
                    outcomes.put(row.getObject("id", UUID.class), row.getString("outcome"));
                });
        return outcomes;
    }

    /** Of each page with messages the one that names the number or has most of the words, else the last one. */
    private Map<UUID, Message> said(JdbcClient sql, SearchQuery query, List<Spot> spots) {
        List<Spot> pages =
                spots.stream().filter(spot -> spot.page() != SearchIndex.NOTES).toList();
        return sql
                .sql("select l.* from unnest(cast(:ids as uuid[]), cast(:pages as int[])) as f (conversation, page)"
                        + " cross join lateral (select " + Messages.SAID + """
                         cast(null as text) as delivery
                        from messages m
                        where m.conversation = f.conversation
                          and m.seq between f.page * :size and f.page * :size + :size - 1
                        order by case when cast(:number as text) <> '' and position(cast(:number as text) in regexp_replace(
                                          m.text || coalesce(m.content ->> 'phone', ''), '[^0-9]', '', 'g')) > 0
                                      then 0 else 1 end,
                                 ts_rank(search_words(left(m.text, :longest)), cast(:any as tsquery)) desc, m.seq desc
                        limit 1) l""")
                .param("ids", ids(pages))
                .param("pages", pages.stream().map(spot -> "" + spot.page()).toArray(String[]::new))
                .param("size", SearchIndex.MESSAGES)
                .param("number", query.number())
                .param("longest", SearchIndex.LONGEST)
                .param("any", query.any())
                .query((row, number) -> messages.message(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Message::conversation, Function.identity()));
    }

    private static Map<UUID, Transcript.Note> noted(JdbcClient sql, SearchQuery query, List<Spot> spots) {
        Map<UUID, Transcript.Note> noted = new HashMap<>();
        sql.sql("""
                        select l.* from unnest(cast(:ids as uuid[])) as f (conversation)
                        cross join lateral (
                            select n.conversation, n.by_username, n.by_name, n.text, n.at
                            from notes n
                            where n.conversation = f.conversation
                            order by ts_rank(search_words(left(n.text, :longest)), cast(:any as tsquery)) desc,
                                     n.at desc, n.id desc
                            limit 1) l""")
                .param(
                        "ids",
                        ids(spots.stream()
                                .filter(spot -> spot.page() == SearchIndex.NOTES)
                                .toList()))
                .param("longest", SearchIndex.LONGEST)
                .param("any", query.any())
                .query(row -> {
                    noted.put(
                            row.getObject("conversation", UUID.class),
                            new Transcript.Note(
                                    new StaffName(row.getString("by_username"), row.getString("by_name")),
                                    row.getString("text"),
                                    row.getObject("at", OffsetDateTime.class).toInstant()));
                });
        return noted;
    }

    /** Which words match is for PostgreSQL to say, which knows that bins are a bin. */
    private static Set<String> matching(JdbcClient sql, SearchQuery query, Stream<String> texts) {
        Set<String> words = texts.flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .limit(MOST_WORDS)
                .collect(Collectors.toSet());
        return new HashSet<>(sql.sql("""
                        select w from unnest(cast(:words as text[])) as t (w)
                        where search_words(w) @@ cast(:any as tsquery)""")
                .param("words", words.toArray(String[]::new))
                .param("any", query.any())
                .query((row, number) -> row.getString(1))
                .list());
    }

    private static String[] ids(Collection<Spot> spots) {
        return spots.stream().map(spot -> spot.conversation().toString()).toArray(String[]::new);
    }
}
