package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.Browsing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** How staff find what was said before, in the console and by a program. */
class SearchFlowTests extends DeskServer {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static Browsing browsing;

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        assertThat(browsing.complaints()).isEmpty();
    }

    /** Waits until what was said can be found. */
    private void untilWrittenDown() {
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from search_due")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    @Test
    void findsAConversationWithEveryField() {
        UUID id = waiting("waste", "somebody took my wheelbarrow");
        untilWrittenDown();

        search(ANNA, "q", "wheelbarrows")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.conversations.length()")
                .isEqualTo(1)
                .jsonPath("$.conversations[0].id")
                .isEqualTo(id.toString())
                .jsonPath("$.conversations[0].reference")
                .isEqualTo("T-" + id)
                .jsonPath("$.conversations[0].team")
                .isEqualTo("waste")
                .jsonPath("$.conversations[0].priority")
                .isEqualTo("normal")
                .jsonPath("$.conversations[0].channel")
                .isEqualTo("telegram")
                .jsonPath("$.conversations[0].floor")
                .isEqualTo("queue")
                .jsonPath("$.conversations[0].claimedBy")
                .isEqualTo(null)
                .jsonPath("$.conversations[0].outcome")
                .isEqualTo(null)
                .jsonPath("$.conversations[0].openedAt")
                .value(String.class, at -> assertThat(at).endsWith("Z"))
                .jsonPath("$.conversations[0].lastMessage")
                .isEqualTo("somebody took my wheelbarrow")
                .jsonPath("$.conversations[0].matched.seq")
                .isEqualTo(1)
                .jsonPath("$.conversations[0].matched.text")
                .isEqualTo("somebody took my wheelbarrow")
                .jsonPath("$.next")
                .isEqualTo(null);
        finds(ANNA, 1, "q", "T-" + id, "team", "waste", "state", "open", "channel", "telegram");
        finds(ANNA, 0, "q", "wheelbarrow", "state", "closed");
        finds(ANNA, 0, "q", "wheelbarrow", "outcome", "solved");
        finds(ANNA, 1, "q", "wheelbarrow", "from", "2020-01-01", "to", "2999-12-31");
        finds(ANNA, 0, "q", "wheelbarrow", "to", "2020-01-01");
    }

    @Test
    void findsNothingThatBelongsToOthers() {
        UUID id = waiting("housing", "the chandelier fell down");
        untilWrittenDown();

        finds(HANA, 1, "q", "chandelier");
        finds(BOSS, 1, "q", "chandelier");
        finds(ANNA, 0, "q", "chandelier");
        finds(ANNA, 0, "q", "T-" + id);
        search(EDITOR, "q", "chandelier").expectStatus().isForbidden();
        nobody().get().uri("/api/desk/search").exchange().expectStatus().isUnauthorized();
        nobody().get().uri("/desk/search").exchange().expectStatus().isSeeOther();
    }

    @Test
    void goesOnWhereItEnded() {
        for (int i = 0; i < 26; i++) {
            waiting("waste", "a xylophone was dumped");
        }
        untilWrittenDown();

        String first = body(search(ANNA, "q", "xylophone"));
        assertThat(first).contains("\"next\":\"");
        String next = first.replaceFirst("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        finds(ANNA, 1, "q", "xylophone", "before", next);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        for (List<String> wrong : List.of(
                List.of("team", "moon"),
                List.of("channel", "pigeon"),
                List.of("outcome", "bored"),
                List.of("state", "ajar"),
                List.of("from", "yesterday"),
                List.of("from", "2026-02-30"),
                List.of("to", "+99999-01-01"),
                List.of("before", "x"),
                List.of("before", "2026-11-30T12:00:00Z_1-1-1-1-1"))) {
            search(ANNA, wrong.getFirst(), wrong.getLast())
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.field")
                    .isEqualTo(wrong.getFirst());
        }
    }

    @Test
    void takesWhateverIsTyped() {
        for (String hostile : List.of("!&|():*", "'", "\"", "\\", "50%", "or", "{x}", "a".repeat(2_000))) {
            search(ANNA, "q", hostile).expectStatus().isOk();
        }
    }

    @Test
    void leavesALineOfTheAuditThatDoesNotSayWhatWasLookedFor() {
        search(ANNA, "q", "unspeakable", "team", "waste").expectStatus().isOk();

        assertThat(jdbc.sql("""
                                select subject || details::text from audit
                                where action = 'search' and who = :who order by id desc limit 1""")
                        .param("who", ANNA)
                        .query((row, number) -> row.getString(1))
                        .single())
                .contains("waste")
                .doesNotContain("unspeakable");
    }

    @Test
    void staffSearchFromAnyPageWithoutAScript() {
        UUID id = waiting("waste", "the trombone <b>next door</b> is loud");
        untilWrittenDown();
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = signIn(anna, ANNA);
            page.getByLabel("Search conversations").fill("trombones");
            button(page, "Search");

            assertThat(page.locator(".gd-row bdi").first()).hasText("the trombone <b>next door</b> is loud");
            assertThat(page.locator("mark")).hasText("trombone");
            assertThat(page.getByLabel("Look for")).hasValue("trombones");
            page.getByLabel("Open or closed").selectOption("closed");
            button(page, "Search");
            assertThat(page.locator("#content")).containsText("Nothing was found.");
            page.getByLabel("Open or closed").selectOption("open");
            button(page, "Search");
            page.getByRole(AriaRole.LINK, named("T-" + id)).click();
            assertThat(page.locator("#standing")).containsText("Waiting for a person");
        }
    }

    @Test
    void thePageIsForEverybodyAlsoOnAPhone() {
        for (int i = 0; i < 26; i++) {
            waiting("waste", "the accordion <script>window.hurt=1</script> \u202Eyalp " + "a".repeat(300));
        }
        untilWrittenDown();
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/search");
            browsing.inspect(page, "desk-search-empty");
            page.navigate(server() + "/desk/search?q=accordion&team=waste");
            assertThat(page.locator("mark")).hasCount(25);
            assertThat(page.locator(".gd-row bdi").first()).containsText("[U+202E]");
            browsing.inspect(page, "doc-desk-search");
            assertThat((Object) page.evaluate("window.hurt")).isNull();
            page.getByRole(AriaRole.LINK, named("Older")).click();
            assertThat(page.locator("mark")).hasCount(1);
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-search-phone");

            page.navigate(server() + "/desk/search?q=accordion&from=yesterday");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Write a date as year, month and day");
            browsing.inspect(page, "desk-search-wrong");
            browsing.complaints(); // the 400 itself
        }
    }

    private WebTestClient.ResponseSpec search(String username, String... asked) {
        UriComponentsBuilder path = UriComponentsBuilder.fromUriString(server() + "/api/desk/search");
        Object[] values = new Object[asked.length / 2];
        for (int i = 0; i < values.length; i++) {
            path.queryParam(asked[2 * i], "{" + asked[2 * i] + "}");
            values[i] = asked[2 * i + 1];
        }
        URI uri = path.build(values);
        return as(username).get().uri(uri).exchange();
    }

    private void finds(String username, int many, String... asked) {
        search(username, asked)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.conversations.length()")
                .isEqualTo(many);
    }

    private static String body(WebTestClient.ResponseSpec answer) {
        return String.valueOf(answer.expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private Page signIn(BrowserContext profile, String username) {
        Page page = profile.newPage();
        page.navigate(server() + "/desk");
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(DeskFixture.PASSWORD);
        button(page, "Sign in");
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Queue").setLevel(1)))
                .isVisible();
        return page;
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
