package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guildhall.Browsing;
import org.guildhall.conversation.Typing;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import reactor.core.Disposable;

/** The desk as staff use it, in a real browser. */
class ConsoleFlowTests extends DeskServer {

    private static final String USE_MISSED_BIN = "Use this answer from Report a missed bin collection";
    private static final String MISSED_BIN = """
            If your bin was not emptied, check first that:

            - it was out by 6am
            - the lid was shut

            Then report it (https://www.marlbridge.example/bins). We come back within 2 working days.

            Report a missed bin collection: http://localhost:8080/help/missed-bin""";

    private static Browsing browsing;

    @Autowired
    Signals signals;

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

    @Test
    void signsInSeesTheQueueClaimsRepliesAndCloses() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            browsing.inspect(page, "doc-desk-queue");
            page.getByRole(AriaRole.LINK, named("T-" + id)).click();
            assertThat(page.locator("#standing")).containsText("Waiting for a person");
            browsing.inspect(page, "desk-conversation");

            button(page, "Claim this conversation");
            assertThat(page.locator("#standing")).hasText("You have this conversation.");
            page.getByLabel("Add a note").fill("lid was open");
            button(page, "Save note");
            assertThat(page.locator(".gd-notes")).containsText("lid was open");
            page.getByLabel("Reply to the citizen").fill("We will come back tomorrow.");
            button(page, "Send reply");
            assertThat(page.locator(".gd-line--staff")).containsText("We will come back tomorrow.");
            assertThat(page.locator(".gd-line--staff")).containsText("Waiting to be sent");
            page.getByLabel("Reply to the citizen").fill("Which corner is it?");
            page.getByLabel("Ask where it is").check();
            button(page, "Send reply");
            assertThat(page.locator(".gd-line--staff").last()).containsText("A question for a place");
            browsing.inspect(page, "doc-desk-conversation");

            page.getByLabel("Solved").check();
            button(page, "Close conversation");
            assertThat(page.locator("#standing")).containsText("closed: Solved");
            DeskVisit.signOut(page);
            assertThat(page).hasURL(server() + "/login");
        }
    }

    @Test
    void showsWhatIsNewWithoutReloading() {
        UUID first = waiting("waste", "first");
        try (BrowserContext anna = browsing.profile()) {
            Page queue = signIn(anna, ANNA);
            assertThat(queue.getByRole(AriaRole.LINK, named("T-" + first))).isVisible();
            Page conversation = anna.newPage();
            conversation.navigate(server() + "/desk/conversations/" + first);
            assertThat(conversation.locator("#standing")).containsText("Waiting");

            UUID second = waiting("waste", "second");
            assertThat(queue.getByRole(AriaRole.LINK, named("T-" + second))).isVisible();

            conversation.getByLabel("Reply to the citizen").fill("half a sentence");
            as(BOB).post()
                    .uri("/api/desk/conversations/{id}/messages", first)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"text\":\"Bob was quicker\"}")
                    .exchange()
                    .expectStatus()
                    .isAccepted();
            assertThat(conversation.locator(".gd-line--staff")).containsText("Bob was quicker");
            assertThat(conversation.locator("#standing")).hasText("Name of bob has this conversation.");
            assertThat(conversation.getByLabel("Reply to the citizen")).hasValue("half a sentence");
            assertThat(conversation.locator("#announce")).hasText("There is a new message");
            assertThat(queue.getByRole(AriaRole.LINK, named("T-" + first))).hasCount(0);
        }
    }

    @Test
    void tellsTheCitizenThatItsHolderIsWriting() {
        UUID id = waiting("waste", "is anybody there?");
        List<String> told = new CopyOnWriteArrayList<>();
        Disposable listening =
                signals.on(Typing.STAFF).filter(id.toString()::equals).subscribe(told::add);
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            page.getByLabel("Reply to the citizen").pressSequentially("not mine yet");
            button(page, "Claim this conversation");
            assertThat(page.locator("#standing")).hasText("You have this conversation.");
            assertThat(told).isEmpty();

            Request said = page.waitForRequest(
                    "**/typing", () -> page.getByLabel("Reply to the citizen").pressSequentially("Yes"));

            assertThat(said.postData()).startsWith("_csrf=").doesNotContain("text=");
            assertThat(said.response().status()).isEqualTo(204);
            assertThat(told).containsExactly(id.toString());
        } finally {
            listening.dispose();
        }
    }

    @Test
    void saysWhoWasQuickerAndKeepsWhatWasTyped() {
        UUID id = waiting("waste", "help");
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            as(BOB).post()
                    .uri("/api/desk/conversations/{id}/claim", id)
                    .exchange()
                    .expectStatus()
                    .isOk();

            page.getByLabel("Reply to the citizen").fill("my careful answer");
            button(page, "Claim and send reply");

            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Name of bob has this conversation.");
            assertThat(page.getByLabel("What you wrote")).hasValue("my careful answer");
            assertThat(page.locator(".gd-line--staff")).hasCount(0);
            browsing.complaints(); // the 409 itself
        }
    }

    @Test
    void usesASuggestedAnswerByItsKeyAndSendsItAsTheArticles() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            Locator reply = page.getByLabel("Reply to the citizen");
            assertThat(page.getByRole(AriaRole.BUTTON, named(USE_MISSED_BIN))).hasAttribute("aria-keyshortcuts", "1");
            browsing.inspect(page, "doc-desk-suggestions");

            page.keyboard().press("1");
            assertThat(reply).isFocused();
            assertThat(reply).hasValue(MISSED_BIN);
            page.keyboard().press("1");
            assertThat(reply).hasValue(MISSED_BIN + "1");
            page.keyboard().press("Backspace");
            button(page, "Claim and send reply");

            assertThat(page.locator(".gd-line--staff")).containsText("From Report a missed bin collection, version 1");
            assertThat(page.locator(".gd-line--staff .gd-line__words")).containsText("If your bin was not emptied");
            assertThat(page.getByText("Articles that fit")).hasCount(0);
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-suggestions-phone");
        }
    }

    @Test
    void sendsASuggestedAnswerThatWasChangedAsPlainWords() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            Locator reply = page.getByLabel("Reply to the citizen");
            reply.fill("Hello Ann.");
            button(page, USE_MISSED_BIN);
            assertThat(reply).hasValue("Hello Ann.\n\n" + MISSED_BIN);
            button(page, "Claim and send reply");

            assertThat(page.locator(".gd-line--staff .gd-line__words")).containsText("Hello Ann.");
            assertThat(page.locator(".gd-line--staff")).not().containsText("version 1");
        }
    }

    @Test
    void leavesItsKeysToWhoeverSwitchesThemOff() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            page.getByLabel("Use answers by key").uncheck();
            page.reload();

            assertThat(page.getByLabel("Use answers by key")).not().isChecked();
            assertThat(page.locator("[aria-keyshortcuts]")).hasCount(0);
            page.keyboard().press("1");
            assertThat(page.getByLabel("Reply to the citizen")).hasValue("");
            button(page, USE_MISSED_BIN);
            assertThat(page.getByLabel("Reply to the citizen")).hasValue(MISSED_BIN);
        }
    }

    @Test
    void usesASuggestedAnswerWithoutAScript() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            Locator reply = page.getByLabel("Reply to the citizen");
            reply.fill("Hello Ann.");
            page.getByLabel("Ask where it is").check();
            button(page, USE_MISSED_BIN);
            assertThat(reply).hasValue("Hello Ann.\n\n" + MISSED_BIN);
            assertThat(page.getByLabel("Ask where it is")).isChecked();
            assertThat(page.getByLabel("Use answers by key")).isHidden();

            page.getByLabel("Ask where it is").uncheck();
            reply.fill("");
            button(page, USE_MISSED_BIN);
            button(page, USE_MISSED_BIN);
            assertThat(reply).hasValue(MISSED_BIN);
            button(page, "Claim and send reply");
            assertThat(page.locator(".gd-line--staff")).containsText("From Report a missed bin collection, version 1");
        }
    }

    @Test
    void enterInTheFormSendsWhatWasTypedAndTakesNoSuggestion() {
        for (boolean scripts : List.of(true, false)) {
            UUID id = waiting("waste", "my bin was not emptied");
            try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(scripts))) {
                Page page = signIn(anna, ANNA);
                page.navigate(server() + "/desk/conversations/" + id);
                assertThat(page.getByRole(AriaRole.BUTTON, named(USE_MISSED_BIN)))
                        .isVisible();
                page.getByLabel("Reply to the citizen").fill("Which road?");
                page.getByLabel("Ask where it is").check();
                page.getByLabel("Ask where it is").press("Enter");

                assertThat(page.locator(".gd-line--staff")).containsText("A question for a place");
                assertThat(page.locator(".gd-line--staff .gd-line__words")).hasText("Which road?");
            }
        }
    }

    @Test
    void showsWhatCitizensWroteAsTextAndNothingElse() {
        for (String hostile : List.of(
                "<script>window.hurt=1</script>",
                "<img src=x onerror=window.hurt=1>",
                "\"><svg onload=window.hurt=1>",
                "{{constructor.constructor('window.hurt=1')()}}",
                "[[${T(java.lang.Runtime)}]]",
                "\u202Etxet desrever",
                "<div hx-get=/logout hx-trigger=load>")) {
            UUID id = waiting("waste", hostile);
            try (BrowserContext anna = browsing.profile()) {
                Page page = signIn(anna, ANNA);
                assertThat(page.locator(".gd-row", new Page.LocatorOptions().setHasText("T-" + id))
                                .locator("bdi"))
                        .hasText(ShownText.visible(hostile));
                page.navigate(server() + "/desk/conversations/" + id);
                assertThat(page.locator(".gd-line--citizen bdi")).hasText(ShownText.visible(hostile));
                assertThat((Object) page.evaluate("window.hurt")).isNull();
            }
        }
    }

    @Test
    void showsWhyTheAssistantAnswered() {
        UUID id = waiting("waste", "my bin was not <b>emptied</b>");
        DeskFixture.answered(jdbc, id, "missed-bin");
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id);
            page.getByRole(AriaRole.LINK, named("Why? What the assistant made of message 1"))
                    .click();
            assertThat(page).hasURL(server() + "/desk/conversations/" + id + "/messages/1/why");
            assertThat(page.locator("#content")).containsText("It was sure, and quoted an article.");
            assertThat(page.locator("#content")).containsText("It is 97.0% sure. It answers from 90.0% on.");
            assertThat(page.locator(".gd-line bdi")).hasText("my bin was not <b>emptied</b>");
        }
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            page.navigate(server() + "/desk/conversations/" + id + "/messages/1/why");
            browsing.inspect(page, "doc-desk-why");
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-why-phone");
        }
    }

    @Test
    void worksOnAPhone() {
        UUID id = waiting("waste", "a".repeat(300));
        try (BrowserContext anna = browsing.profile(options -> options.setViewportSize(320, 640))) {
            Page page = signIn(anna, ANNA);
            browsing.inspect(page, "desk-queue-phone");
            page.navigate(server() + "/desk/conversations/" + id);
            browsing.inspect(page, "desk-conversation-phone");
        }
    }

    @Test
    void makesAnAccountAndATokenThatIsShownOnce() {
        try (BrowserContext boss = browsing.profile()) {
            Page page = signIn(boss, BOSS);
            DeskVisit.manage(page, "Staff");
            browsing.inspect(page, "desk-staff");
            page.getByLabel("Username").fill("fay");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Fay");
            page.locator("#role-staff").check();
            button(page, "Make account");
            assertThat(page.getByRole(AriaRole.LINK, named("Fay (fay)"))).isVisible();
            assertThat(page.locator("#link")).containsText("/login/link?key=");

            button(page, "Make a token for fay");
            String token = page.locator("#token").textContent();
            nobody().get()
                    .uri("/api/desk/queue")
                    .headers(headers -> headers.setBearerAuth(token))
                    .exchange()
                    .expectStatus()
                    .isOk();
            page.navigate(server() + "/desk/staff");
            assertThat(page.locator("#token")).hasCount(0);
            button(page, "Revoke the token of fay");
            nobody().get()
                    .uri("/api/desk/queue")
                    .headers(headers -> headers.setBearerAuth(token))
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
            for (String path : List.of("/desk/audit", "/desk/knowledge")) {
                page.navigate(server() + path);
                browsing.inspect(page, path.substring(1).replace('/', '-'));
            }
        }
    }

    @Test
    void helpsWhoeverMistypedTheirPassword() {
        try (BrowserContext somebody = browsing.profile()) {
            Page page = somebody.newPage();
            page.navigate(server() + "/desk");
            browsing.inspect(page, "desk-sign-in");
            fill(page, "nobody-here", "wrong");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("not right");
            browsing.inspect(page, "desk-sign-in-wrong");
            browsing.complaints(); // the 401 itself
        }
    }

    private Page signIn(BrowserContext profile, String username) {
        Page page = profile.newPage();
        page.navigate(server() + "/desk");
        fill(page, username, DeskFixture.PASSWORD);
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Queue").setLevel(1)))
                .isVisible();
        return page;
    }

    private static void fill(Page page, String username, String password) {
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in");
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
