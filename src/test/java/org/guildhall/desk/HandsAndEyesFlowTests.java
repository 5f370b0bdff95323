package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskVisit.button;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.guildhall.Browsing;
import org.guildhall.platform.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.server.RouterFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The desk for whoever works without a mouse, in the dark, with strong glasses, or with a thumb on a phone. */
class HandsAndEyesFlowTests extends DeskServer {

    private static Browsing browsing;

    @Autowired
    List<RouterFunction<?>> routers;

    private UUID canned = Ids.next();

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
    }

    @BeforeEach
    void aReply() {
        canned = Ids.next();
        jdbc.sql(
                        "insert into canned_replies (id, title, text, changed_by) values (:id, 'Greeting', 'Hello {name}', 'boss')")
                .param("id", canned)
                .update();
    }

    @AfterEach
    void tidyUp() {
        jdbc.sql("delete from canned_replies where id = :id")
                .param("id", canned)
                .update();
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void everyPageIsOnTheListByWhichItIsLookedAtAndHasItsPictures() throws Exception {
        assertThat(DeskPages.among(routers))
                .containsExactlyInAnyOrderElementsOf(
                        DeskPages.ALL.stream().map(DeskPages::route).toList());
        try (Stream<Path> files = Files.list(Path.of("docs/desk"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(DeskPages.ALL.stream()
                            .flatMap(page -> Look.names(page.name()).map(name -> name + ".png"))
                            .toList());
        }
    }

    @Test
    void everyPageCanBeReadAtFourHundredPercentWithMoreContrastAndWithoutMovementAndInTheDark() {
        UUID id = waiting("waste", "my bin was not emptied");
        DeskFixture.answered(jdbc, id, "missed-bin");
        SoftAssertions softly = new SoftAssertions();
        new DeskTour(browsing, server(), database, id, canned).each(options -> options, (one, page) -> {
            page.setViewportSize(320, 256);
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(ColorScheme.LIGHT)
                    .setContrast(Contrast.MORE)
                    .setReducedMotion(ReducedMotion.REDUCE));
            softly.check(() -> browsing.inspect(page, "desk-" + one.name() + "-zoomed"));
            page.setViewportSize(1100, 900);
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(ColorScheme.DARK)
                    .setContrast(Contrast.NO_PREFERENCE)
                    .setReducedMotion(ReducedMotion.NO_PREFERENCE));
            softly.check(() -> browsing.inspectColours(page, "desk-" + one.name() + "-dark"));
        });
        softly.assertAll();
    }

    @Test
    void whoeverHasColoursOfTheirOwnSeesWhatOnlyAColourSaid() {
        UUID id = waiting("waste", "smoke");
        jdbc.sql("update conversations set priority = 'danger' where id = :id")
                .param("id", id)
                .update();
        try (BrowserContext anna = browsing.profile(options -> options.setForcedColors(ForcedColors.ACTIVE))) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            Locator row = page.locator(".gd-row--danger").first();
            assertThat(row).hasCSS("border-top-style", "double");
            assertThat(row.locator(".govuk-tag")).hasCSS("border-top-style", "solid");
            browsing.inspect(page, "desk-queue-forced-colours");
        } finally {
            jdbc.sql("delete from conversations where id = :id").param("id", id).update();
        }
    }

    @Test
    void aConversationIsWorkedFromTheQueueToItsEndByKeyboardAlone() {
        DeskFixture.clear(jdbc);
        UUID id = waiting("waste", "which day is my green bin?");
        try (BrowserContext anna = browsing.profile()) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            page.keyboard().press("?");
            Locator sheet = page.getByRole(AriaRole.DIALOG);
            assertThat(sheet).isVisible();
            assertThat(sheet.getByText("Claim this conversation")).isVisible();
            browsing.inspect(page, "desk-shortcuts-dialog");
            page.keyboard().press("Escape");
            assertThat(sheet).isHidden();

            page.keyboard().press("j");
            assertThat(page.locator(":focus")).hasText("T-" + id);
            page.keyboard().press("o");
            assertThat(page).hasURL(server() + "/desk/conversations/" + id);
            page.keyboard().press("c");
            assertThat(page.locator("#standing")).hasText("You have this conversation.");

            page.keyboard().press("r");
            assertThat(page.getByLabel("Reply to the citizen")).isFocused();
            page.keyboard().type("Monday. c is no command here");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".gd-line--staff")).containsText("Monday. c is no command here");

            page.keyboard().press("n");
            page.keyboard().type("Looked it up");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".gd-notes")).containsText("Looked it up");
            page.keyboard().press("l");
            assertThat(page.locator(":focus")).containsText("Monday");
            page.keyboard().press("e");
            page.keyboard().press("Space");
            page.keyboard().press("Enter");
            assertThat(page.locator("#standing")).containsText("closed: Solved");
            page.keyboard().press("q");
            assertThat(page).hasURL(server() + "/desk");
            page.keyboard().press("/");
            assertThat(page.getByLabel("Search conversations")).isFocused();
        }
    }

    @Test
    void singleKeysCanBeSwitchedOffForGood() {
        try (BrowserContext anna = browsing.profile()) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            page.navigate(server() + "/desk/shortcuts");
            page.getByLabel("Use single keys").uncheck();
            page.locator("h1").click();
            page.keyboard().press("q");
            page.reload();
            assertThat(page.getByLabel("Use single keys")).not().isChecked();
            assertThat(page).hasURL(server() + "/desk/shortcuts");
            page.getByLabel("Use single keys").check();
            page.locator("h1").click();
            page.keyboard().press("q");
            assertThat(page).hasURL(server() + "/desk");
        }
    }

    @Test
    void theSheetOfKeysIsAPageForWhoeverHasNoScripts() {
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            DeskVisit.own(page, "Shortcuts");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Keyboard shortcuts");
            assertThat(page.getByText("Claim this conversation")).isVisible();
            assertThat(page.getByLabel("Use single keys")).isHidden();
            DeskVisit.own(page, "This device");
            assertThat(page.getByText("This browser cannot show notices, or has no scripts."))
                    .isVisible();
        }
    }

    @Test
    void theFocusStaysWhenThePageRefreshesItselfAndNobodyIsToldTwiceAtOnce() {
        DeskFixture.clear(jdbc);
        UUID first = waiting("waste", "first");
        waiting("waste", "second");
        try (BrowserContext anna = browsing.profile()) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            Locator link = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("T-" + first));
            link.focus();
            page.evaluate("""
                    () => {
                      window.heard = [];
                      new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => heard.push(node.data))))
                        .observe(document.getElementById('announce'), { childList: true });
                    }""");
            for (int more = 0; more < 3; more++) {
                UUID next = waiting("waste", "more");
                assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("T-" + next)))
                        .isVisible();
            }
            assertThat(link).isFocused();
            assertThat(((Number) page.evaluate("heard.length")).intValue())
                    .as("times that something was said while three came")
                    .isBetween(1, 2);
            jdbc.sql("update conversations set floor = 'assistant' where id = :id")
                    .param("id", first)
                    .update();
            waiting("waste", "last");
            assertThat(link).hasCount(0);
            assertThat((Boolean) page.evaluate("document.activeElement.matches('.gd-row a')"))
                    .as("the focus is in the list still")
                    .isTrue();
        }
    }

    @Test
    void canBeInstalledAndKeepsNothing() {
        JsonNode app = json("/desk/app.webmanifest");
        assertThat(app.path("start_url").asString()).isEqualTo("/desk");
        assertThat(app.path("scope").asString()).isEqualTo("/desk");
        assertThat(app.path("name").asString()).isEqualTo("Marlbridge Council staff desk");
        app.path("icons")
                .forEach(icon -> nobody().get()
                        .uri(icon.path("src").asString())
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentType(icon.path("type").asString()));
        String worker = String.valueOf(nobody().get()
                .uri("/desk/service-worker.js")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                .expectHeader()
                .valueEquals("Service-Worker-Allowed", "/desk")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(worker).doesNotContain("caches", "indexedDB", "localStorage");

        try (BrowserContext anna = browsing.profile()) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            page.navigate(server() + "/desk/device");
            assertThat(button(page, "Switch notices on")).isVisible();
            assertThat((Boolean) page.evaluate("""
                            () => navigator.serviceWorker.register('/desk/service-worker.js', { scope: '/desk' })
                              .then(() => navigator.serviceWorker.ready)
                              .then((ready) => new URL(ready.scope).pathname === '/desk')""")).isTrue();
            assertThat((Boolean) page.evaluate("() => caches.keys().then((all) => all.length === 0)"))
                    .isTrue();
            assertThat((Boolean) page.evaluate("""
                            () => navigator.serviceWorker.register('/assets/chat.js')
                              .then(() => false, (refused) => refused instanceof TypeError)"""))
                    .as("no other script becomes a service worker")
                    .isTrue();
            browsing.complaints(); // that refusal itself
        }
    }

    private JsonNode json(String path) {
        EntityExchangeResult<String> answer = nobody().get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.parseMediaType("application/manifest+json"))
                .expectBody(String.class)
                .returnResult();
        return JsonMapper.shared().readTree(Objects.requireNonNull(answer.getResponseBody()));
    }

    @Test
    void notesWhereABrowserWantsToBeToldAndRefusesWhatIsNoBrowser() {
        try (BrowserContext anna = browsing.profile()) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            page.navigate(server() + "/desk/device");
            String good = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
            assertThat(tell(page, "https://push.example/1", good)).isEqualTo(204);
            assertThat(jdbc.sql("select count(*) from push_subscriptions where endpoint = 'https://push.example/1'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            for (String bad : List.of("http://push.example/1", "https://127.0.0.1/1", "javascript:alert(1)", "")) {
                assertThat(tell(page, bad, good)).as(bad).isEqualTo(400);
            }
            assertThat(tell(page, "https://push.example/2", "BA")).isEqualTo(400);
            browsing.complaints(); // the refusals themselves
            DeskVisit.signOut(page);
            assertThat(page).hasURL(server() + "/login");
            assertThat(jdbc.sql("select count(*) from push_subscriptions")
                            .query(Long.class)
                            .single())
                    .as("signing out ends them")
                    .isZero();
        }
    }

    private static int tell(Page page, String endpoint, String key) {
        Object status = page.evaluate("""
                ([endpoint, key]) => fetch('/desk/push', { method: 'POST', body: new URLSearchParams({
                  _csrf: document.getElementById('notices').dataset.csrf, endpoint, p256dh: key,
                  auth: 'BTBZMqHH6r4Tts7J_aSIgg' }) }).then((answer) => answer.status)""", List.of(endpoint, key));
        return ((Number) status).intValue();
    }
}
