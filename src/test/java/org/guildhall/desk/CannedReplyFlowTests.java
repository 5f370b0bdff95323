package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.empty;
import static org.guildhall.desk.DeskFixture.now;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.guildhall.Browsing;
import org.guildhall.conversation.Transcript;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Replies that staff need again and again, over the API and in a browser. */
class CannedReplyFlowTests extends DeskServer {

    private static final String SUE = "sue";
    private static Browsing browsing;

    @Autowired
    Desk desk;

    @Autowired
    CannedReplies replies;

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
    }

    @BeforeEach
    void nothingIsThereYet() {
        DeskFixture.staff(database, SUE, Set.of(Role.SUPERVISOR));
        jdbc.sql("delete from canned_replies").update();
    }

    @Test
    void areAddedChangedAndRemovedWithALineOfAuditThatDoesNotRepeatThem() {
        UUID id = canned("waste", "Greeting", "Hello {name}");
        list(ANNA)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cannedReplies[0].id")
                .isEqualTo(id.toString())
                .jsonPath("$.cannedReplies[0].team")
                .isEqualTo("waste")
                .jsonPath("$.cannedReplies[0].title")
                .isEqualTo("Greeting")
                .jsonPath("$.cannedReplies[0].text")
                .isEqualTo("Hello {name}")
                .jsonPath("$.cannedReplies[0].changedBy")
                .isEqualTo(SUE)
                .jsonPath("$.cannedReplies[0].changedAt")
                .isNotEmpty();

        ask(BOSS, HttpMethod.PUT, "/" + id, Map.of("title", "Hello", "text", "Good day"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.team")
                .isEqualTo(null)
                .jsonPath("$.changedBy")
                .isEqualTo(BOSS);
        ask(SUE, HttpMethod.DELETE, "/" + id, Map.of()).expectStatus().isNoContent();
        for (HttpMethod method : List.of(HttpMethod.DELETE, HttpMethod.PUT)) {
            for (String missing : List.of(id.toString(), "1-1-1-1-1", "x")) {
                ask(SUE, method, "/" + missing, Map.of("title", "a", "text", "b"))
                        .expectStatus()
                        .isNotFound();
            }
        }

        assertThat(jdbc.sql("""
                                select concat_ws(' ', who, action, details::text)
                                from audit where subject = :id order by id""").param("id", id.toString()).query(String.class).list())
                .containsExactly(
                        "sue canned-reply.add {\"team\": \"waste\"}",
                        "boss canned-reply.change {}",
                        "sue canned-reply.remove {}");
    }

    @Test
    void areLookedAfterBySupervisorsAndAdministratorsOnly() {
        UUID id = canned(null, "Greeting", "Hello");
        Map<String, String> body = Map.of("title", "a", "text", "b");

        ask(ANNA, HttpMethod.POST, "", body).expectStatus().isForbidden();
        ask(ANNA, HttpMethod.PUT, "/" + id, body).expectStatus().isForbidden();
        ask(ANNA, HttpMethod.DELETE, "/" + id, body).expectStatus().isForbidden();
        ask(EDITOR, HttpMethod.POST, "", body).expectStatus().isForbidden();
        list(EDITOR).expectStatus().isForbidden();

        StaffMember anna = member(ANNA);
        WrittenReply written = new WrittenReply(null, "a", "b");
        assertThat(now(replies.add(anna, written))).isEqualTo(new CannedReplies.Saved.Missing());
        assertThat(now(replies.change(anna, id, written))).isEqualTo(new CannedReplies.Saved.Missing());
        assertThat(now(replies.remove(anna, id))).isFalse();
        assertThat(empty(replies.one(anna, id))).isTrue();
        list(ANNA).expectBody().jsonPath("$.cannedReplies[0].title").isEqualTo("Greeting");
    }

    @Test
    void sayWhatIsWrongWithThem() {
        wrong("team", Map.of("team", "moon", "title", "a", "text", "b"));
        wrong("title", Map.of("title", " ", "text", "b"));
        wrong("title", Map.of("title", "two\nlines", "text", "b"));
        wrong("text", Map.of("title", "a", "text", ""));
        wrong("text", Map.of("title", "a", "text", "x".repeat(10_001)));
        wrong("text", Map.of("title", "a", "text", "See [[nothing]]"));
        wrong("text", Map.of("title", "a", "text", "See [[greeting]]"));
        wrong("by", Map.of("title", "a", "text", "b", "by", "anna"));
    }

    private void wrong(String field, Map<String, String> body) {
        ask(SUE, HttpMethod.POST, "", body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    @Test
    void areUsedInTheirTeamsConversationsOnly() {
        UUID wastes = canned("waste", "Lid", "Was the lid shut?");
        UUID housings = canned("housing", "Keys", "Have you lost your keys?");
        UUID everybodys = canned(null, "Greeting", "Hello {name}");
        StaffMember anna = member(ANNA);
        Transcript waiting = now(desk.look(anna, waiting("waste", "help")));

        list(ANNA).expectBody().jsonPath("$.cannedReplies.length()").isEqualTo(2);
        list(SUE).expectBody().jsonPath("$.cannedReplies.length()").isEqualTo(3);
        assertThat(now(replies.offered(anna, waiting)))
                .extracting(CannedView::title)
                .containsExactly("Greeting", "Lid");
        assertThat(now(replies.filled(anna, waiting, wastes)).words()).isEqualTo("Was the lid shut?");
        assertThat(now(replies.filled(anna, waiting, everybodys)).words()).isEqualTo("Hello Ann");
        assertThat(empty(replies.filled(anna, waiting, housings))).isTrue();
        assertThat(empty(replies.filled(member(SUE), waiting, housings)))
                .as("also by who sees every team")
                .isTrue();
    }

    @Test
    void areFoundByASlashAndWithoutTheMouse() {
        canned("waste", "Greeting", "Hello {name}, this is {me}. Your reference is {reference}.");
        canned(null, "Missed bin", "See [[missed-bin]]");
        UUID id = waiting("waste", "is anybody there?");
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            Locator reply = page.getByLabel("Reply to the citizen");
            Locator find = page.getByLabel("Find a reply");
            Locator options = page.locator("#canned-found [role=option]");

            reply.press("/");
            assertThat(find).isFocused();
            assertThat(options).hasCount(2);
            assertThat(find).hasAttribute("aria-activedescendant", "canned-option-0");
            browsing.inspect(page, "doc-desk-canned");
            find.press("ArrowDown");
            assertThat(options.last()).hasAttribute("aria-selected", "true");
            find.press("Enter");
            assertThat(reply).isFocused();
            assertThat(reply).hasValue("See Report a missed bin collection: http://localhost:8080/help/missed-bin");

            reply.fill("");
            reply.press("/");
            find.pressSequentially("nothing like it");
            assertThat(options).hasCount(0);
            assertThat(page.locator("#canned-none")).hasText("No reply has these words.");
            find.press("Enter");
            find.fill("your REFERENCE");
            assertThat(options).hasCount(1);
            options.click();
            assertThat(reply).hasValue("Hello Ann, this is Name of anna. Your reference is T-" + id + ".");
            button(page, "Claim and send reply");
            assertThat(page.locator(".gd-line--staff")).containsText("Hello Ann, this is Name of anna.");
        }
    }

    @Test
    void leaveASlashToWhoeverWantsToWriteOne() {
        canned(null, "Greeting", "Hello");
        UUID id = waiting("waste", "is anybody there?");
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            Locator reply = page.getByLabel("Reply to the citizen");
            Locator find = page.getByLabel("Find a reply");

            reply.press("/");
            find.press("Escape");
            assertThat(reply).isFocused();
            assertThat(reply).hasValue("");
            reply.press("/");
            find.press("/");
            assertThat(reply).hasValue("/");
            reply.pressSequentially("or/and");
            assertThat(reply).hasValue("/or/and");
        }
    }

    @Test
    void areUsedWithoutAScript() {
        canned("waste", "Greeting", "Hello {name}");
        canned("housing", "Keys", "Have you lost your keys?");
        UUID id = waiting("waste", "is anybody there?");
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            Locator reply = page.getByLabel("Reply to the citizen");
            page.locator("#canned summary").click();
            assertThat(page.locator("#canned-search")).isHidden();
            assertThat(page.locator("#canned button")).hasCount(1);
            button(page, "Greeting");
            assertThat(reply).hasValue("Hello Ann");

            page.locator("#canned summary").click();
            button(page, "Greeting");
            assertThat(reply).hasValue("Hello Ann\n\nHello Ann");
            button(page, "Claim and send reply");
            assertThat(page.locator(".gd-line--staff .gd-line__words")).hasText("Hello Ann\n\nHello Ann");
        }
    }

    @Test
    void areWrittenChangedAndRemovedInTheConsole() {
        try (BrowserContext sue = browsing.profile()) {
            Page page = signIn(sue, SUE);
            DeskVisit.manage(page, "Canned replies");
            page.getByLabel("Title").fill("Greeting");
            page.getByLabel("Who it is for").selectOption("waste");
            page.getByLabel("What it says").fill("Hello {name}, see [[nothing]]");
            button(page, "Save reply");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is no article called nothing to link to.");
            assertThat(page.getByLabel("Who it is for")).hasValue("waste");
            browsing.inspect(page, "desk-canned-wrong");
            browsing.complaints(); // the 400 itself

            page.getByLabel("What it says").fill("Hello {name}, see [[missed-bin]]");
            button(page, "Save reply");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The reply is saved.");
            assertThat(page.locator(".gd-row")).containsText("Last changed by sue");
            assertThat(page.locator(".gd-row__trouble")).hasCount(0);
            browsing.inspect(page, "desk-canned-replies");
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-canned-replies-phone");

            page.getByRole(AriaRole.LINK, named("Greeting")).click();
            browsing.inspect(page, "desk-canned-reply");
            page.getByLabel("Who it is for").selectOption("");
            button(page, "Save changes");
            assertThat(page.locator(".gd-row")).containsText("All teams");
            page.getByRole(AriaRole.LINK, named("Greeting")).click();
            button(page, "Remove this reply");
            assertThat(page.locator(".gd-row")).hasCount(0);
        }
    }

    @Test
    void hideTheirPagesFromWhoeverDoesNotLookAfterThem() {
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            assertThat(page.locator("a[href='/desk/canned-replies']")).hasCount(0);
            assertThat(Objects.requireNonNull(page.navigate(server() + "/desk/canned-replies"))
                            .status())
                    .isEqualTo(403);
            browsing.complaints(); // the 403 itself
        }
    }

    @Test
    void areShownAsTextAndNothingElse() {
        List<String> hostile = List.of(
                "<script>window.hurt=1</script>",
                "<img src=x onerror=window.hurt=1>",
                "\"><svg onload=window.hurt=1>",
                "[[${T(java.lang.Runtime)}]]",
                "\u202Etxet desrever");
        for (String words : hostile) {
            jdbc.sql("delete from canned_replies").update();
            canned(null, words, words);
            UUID id = waiting("waste", "is anybody there?");
            try (BrowserContext sue = browsing.profile()) {
                Page page = signIn(sue, SUE);
                page.navigate(server() + "/desk/canned-replies");
                assertThat(page.locator(".gd-row h2 bdi")).hasText(ShownText.visible(words));
                assertThat(page.locator(".gd-row__words bdi")).hasText(ShownText.visible(words));
                page.navigate(server() + "/desk/conversations/" + id);
                page.getByLabel("Reply to the citizen").press("/");
                assertThat(page.locator(".gd-options__title")).hasText(ShownText.visible(words));
                page.getByLabel("Find a reply").press("Enter");
                assertThat(page.getByLabel("Reply to the citizen")).hasValue(words);
                assertThat((Object) page.evaluate("window.hurt")).isNull();
                assertThat(browsing.complaints()).isEmpty();
            }
        }
    }

    private UUID canned(@Nullable String team, String title, String text) {
        Map<String, String> body = new HashMap<>(Map.of("title", title, "text", text));
        if (team != null) {
            body.put("team", team);
        }
        DeskJson.Canned made = ask(SUE, HttpMethod.POST, "", body)
                .expectStatus()
                .isCreated()
                .expectBody(DeskJson.Canned.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(made).id();
    }

    private WebTestClient.ResponseSpec list(String username) {
        return as(username).get().uri("/api/desk/canned-replies").exchange();
    }

    private WebTestClient.ResponseSpec ask(String username, HttpMethod method, String path, Map<String, String> body) {
        return as(username)
                .method(method)
                .uri("/api/desk/canned-replies" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private StaffMember member(String username) {
        return now(new Staff(database).named(username));
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
