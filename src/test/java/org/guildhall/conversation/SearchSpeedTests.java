package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.now;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** How long somebody waits who looks through a million messages. */
@Tag("slow")
class SearchSpeedTests {

    private static final int EACH = 8;
    private static final int CONVERSATIONS = 125_000;

    private static final int WARM_UP = 5;
    private static final int LOOKS = 40;
    private static final Duration PROMISED = Duration.ofMillis(200);

    private static final TestDatabase SERVER = TestDatabase.migrated();
    private static final JdbcClient SQL = SERVER.jdbc();

    /** What people write about, more often what stands further to the front. */
    private static final String SAID = """
            (array['my bin was not emptied', 'when is my bin day', 'the council tax is too high', 'hello', 'thank you',
                   'there is damp in the bedroom', 'a street light is out', 'a pothole in the road',
                   'the neighbours are noisy at night', 'how do I pay for parking', 'a mattress was dumped',
                   'the school has no place for us', 'I moved house', 'the benefit was not paid', 'my blue badge ran out',
                   'rats behind the shop', 'the tree fell over', 'a bus shelter is broken', 'the library was closed',
                   'I lost my key'])[1 + least((hashint4(m)::bigint & 1023) % 20, (hashint4(-m)::bigint & 1023) % 20)]""";

    @BeforeAll
    static void fill() {
        SQL.sql("alter table messages disable trigger messages_to_search").update();
        String id = "(lpad(to_hex(%s), 32, '0'))::uuid";
        for (String statement : List.of(
                "insert into citizens (id, name) select ID, 'Citizen Number' || n from generate_series(1, :conversations) n",
                "insert into addresses (id, citizen, channel, account, person, reply_to)"
                        + " select ID, ID, case when n % 5 = 0 then 'whatsapp' else 'telegram' end, '42',"
                        + " '447' || lpad(n::text, 9, '0'), 'x' from generate_series(1, :conversations) n",
                "insert into conversations (id, address, floor, team, reference, outcome, opened_at, closed_at, last_seq)"
                        + " select ID, ID, case when n % 500 = 0 then 'assistant' else 'closed' end, 'team-' || n % 10,"
                        + " 'BIN-' || n, case when n % 500 > 0 then (array['solved', 'advised', 'referred'])[1 + n % 3] end,"
                        + " now() - (:conversations - n) * interval '5 min', case when n % 500 > 0 then now() end, :each"
                        + " from generate_series(1, :conversations) n",
                "insert into messages (id, conversation, seq, sender, content, text, at)"
                        + " select MESSAGE, ID, s, case when s % 2 = 1 then 'citizen' else 'staff' end,"
                        + " jsonb_build_object('type', 'text', 'text', said), said,"
                        + " now() - (:conversations - n) * interval '5 min' + s * interval '10 s'"
                        + " from (select n, s, m, SAID || ' near number ' || m % 4000 || ' in street' || m % 997"
                        + " || case when m % 50000 = 0 then ' chandelier' else '' end as said"
                        + " from (select n, s, n * :each + s as m from generate_series(1, :conversations) n,"
                        + " generate_series(1, :each) s) numbered) spoken",
                "insert into search_pages (conversation, page, first_at, last_at, words)"
                        + " select m.conversation, 0, min(m.at), max(m.at), search_words(string_agg(m.text, ' ' order by m.seq))"
                        + " || to_tsvector('simple', lower(min(z.name))) || array_to_tsvector(array['tel' || substr(min(a.person), 3)])"
                        + " from messages m join conversations c on c.id = m.conversation join addresses a on a.id = c.address"
                        + " join citizens z on z.id = a.citizen group by m.conversation")) {
            SQL.sql(statement
                            .replace("MESSAGE", id.formatted("m"))
                            .replace("SAID", SAID)
                            .replace("ID", id.formatted("n")))
                    .param("conversations", CONVERSATIONS)
                    .param("each", EACH)
                    .update();
        }
        SQL.sql("vacuum analyze").update();
    }

    static Stream<Arguments> questions() {
        Set<String> all = Set.of();
        Set<String> mine = Set.of("team-3", "front-desk");
        Instant longAgo = Instant.now().minus(Duration.ofDays(200));
        return Stream.of(
                arguments("a word in nearly every conversation", all, wanted("bin", null, null, null)),
                arguments("the same for one team", mine, wanted("bin", null, null, null)),
                arguments("a rare word", all, wanted("chandelier", null, null, null)),
                arguments("several words", mine, wanted("damp bedroom street101", null, null, null)),
                arguments(
                        "common words that are seldom together",
                        all,
                        wanted("pothole mattress library key rats", null, null, null)),
                arguments("a beginning", mine, wanted("matt", null, null, null)),
                arguments("a name", all, wanted("Number77777", null, null, null)),
                arguments("a number", all, wanted("+44 7000 077777", null, null, null)),
                arguments("a reference", mine, wanted("bin-77773", null, null, null)),
                arguments("filters alone", mine, wanted("", "whatsapp", "advised", null)),
                arguments("a word long ago", mine, wanted("thank you", null, null, longAgo)),
                arguments("a word that is nowhere", all, wanted("xylophone", null, null, null)),
                arguments("what another team is asked", Set.of("front-desk"), wanted("bin", null, null, null)));
    }

    private static Search.Wanted wanted(
            String words, @Nullable String channel, @Nullable String outcome, @Nullable Instant to) {
        return new Search.Wanted(words, null, channel, outcome, null, null, to, null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void nearlyNobodyWaitsLongerThanPromised(String what, Set<String> teams, Search.Wanted wanted) {
        JsonMapper json = JsonMapper.builder().build();
        Search search =
                new Search(SERVER.database(), new Summaries(), new Messages(json), AuditFixture.on(SERVER.database()));
        long[] nanos = new long[LOOKS];
        for (int i = -WARM_UP; i < LOOKS; i++) {
            long begin = System.nanoTime();
            now(search.find(SAM, teams, wanted));
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        assertThat(TimeUnit.NANOSECONDS.toMillis(nanos[LOOKS * 95 / 100]))
                .as("ms of the 95th of a hundred who look for %s", what)
                .isLessThan(PROMISED.toMillis());
    }
}
