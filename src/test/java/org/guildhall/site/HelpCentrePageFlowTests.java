package org.guildhall.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.guildhall.Browsing;
import org.guildhall.HelpHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The help centre as people use it, in a real browser. */
class HelpCentrePageFlowTests extends HelpHouse {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Everything a page needs, without pictures; as it comes over the line. */
    private static final int MOST_BYTES = 50_000;

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

    @Test
    void findsPagesWhileSomebodyTypesAndAnswersWhenTheyAsk() {
        try (BrowserContext ann = browsing.profile()) {
            Page page = at(ann, "/");
            Locator field = page.getByRole(AriaRole.SEARCHBOX);
            field.pressSequentially("mis bi");
            Locator found = page.locator("[data-found] a");
            assertThat(found).hasText("Report a missed bin collection");
            assertThat(found).isVisible();
            assertThat(page.locator("[data-found-status]")).hasText("1 page fits. It is below the search box.");
            browsing.inspect(page, "doc-help-typing");
            field.press("ArrowDown");
            assertThat(found).isFocused();
            page.keyboard().press("ArrowUp");
            assertThat(field).isFocused();
            page.keyboard().press("Escape");
            assertThat(page.locator("[data-found]")).isHidden();
            assertThat(field).hasValue("mis bi");

            field.fill("zzz");
            assertThat(page.locator("[data-found-status]")).containsText("Press Search to ask");
            field.fill("my bin was missed");
            field.press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, named("Report a missed bin collection")))
                    .isVisible();
            page.getByRole(AriaRole.LINK, named("Keep this answer")).click();
            assertThat(page.getByText("said this on").first()).isVisible();
            assertThat((Object) page.evaluate("document.cookie + localStorage.length"))
                    .as("nothing is kept of who only reads")
                    .isEqualTo("0");
        }
    }

    @Test
    void worksWithoutJavaScript() {
        try (BrowserContext bob = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = at(bob, "/");
            page.getByRole(AriaRole.SEARCHBOX).fill("my bin was missed");
            page.getByRole(AriaRole.BUTTON, named("Search")).click();
            page.getByRole(AriaRole.LINK, named("Read more")).click();
            assertThat(page).hasURL(server() + "/help/missed-bin");
            page.getByRole(AriaRole.BUTTON, named("No")).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("We are sorry.");
            page.getByRole(AriaRole.LINK, named("Share this answer")).click();
            String link = page.getByLabel("Permanent link").inputValue();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Copy"))).isHidden();
            page.navigate(server() + "/verify");
            page.getByLabel("Paste the link, or the words").fill("The council told me: " + link);
            page.getByRole(AriaRole.BUTTON, named("Check")).click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Yes, we said this")))
                    .isVisible();
            page.navigate(server() + "/help/missed-bin");
            page.getByRole(AriaRole.LINK, named("Cymraeg")).click();
            assertThat(page).hasURL(server() + "/help/missed-bin-cy");
            page.getByRole(AriaRole.LINK, named("Siaradwch â ni")).click();
            assertThat(page).hasURL(server() + "/chat");
        }
    }

    @Test
    void thanksAtOnceAndCopiesALink() {
        try (BrowserContext cat = browsing.profile()) {
            Page page = at(cat, "/help/new-bin");
            page.getByRole(AriaRole.BUTTON, named("Yes")).click();
            Locator thanks = page.getByText("Thank you. We are glad that it helped.");
            assertThat(thanks).isFocused();
            assertThat(page).hasURL(server() + "/help/new-bin");
            browsing.inspect(page, "helped-thanks");
            page.getByRole(AriaRole.LINK, named("Share this answer")).click();
            page.getByRole(AriaRole.BUTTON, named("Copy")).click();
            Locator link = page.getByLabel("Permanent link");
            assertThat(link.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)"))
                    .isEqualTo(link.inputValue());
            browsing.inspect(page, "doc-share");
        }
    }

    @Test
    void isAccessibleInEveryStateOnEveryDevice() {
        Map<String, String> pages = pages();
        try (BrowserContext laptop = browsing.profile()) {
            inspectAll(laptop, pages, "");
        }
        try (BrowserContext old = browsing.profile(options -> options.setViewportSize(320, 640)
                .setColorScheme(ColorScheme.DARK)
                .setReducedMotion(ReducedMotion.REDUCE))) {
            inspectAll(old, pages, "-narrow-dark");
        }
        try (BrowserContext phone = browsing.profile(
                options -> options.setViewportSize(390, 844).setHasTouch(true).setForcedColors(ForcedColors.ACTIVE))) {
            // As without JavaScript: the inspector itself needs a browser that runs some.
            phone.route(
                    Pattern.compile(".*/assets/.*\\.js.*"),
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/javascript")
                            .setBody("")));
            inspectAll(phone, pages, "-phone-plain");
        }
    }

    @Test
    void printsWhatMatters() {
        try (BrowserContext dan = browsing.profile()) {
            Page page = at(dan, "/help/missed-bin");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.getByText("If your bin was")).isVisible();
            assertThat(page.getByText("In snow they start later")).isVisible();
            assertThat(page.getByText("We check this page again by")).isVisible();
            for (String hidden : new String[] {"Did this help?", "Talk to us", "Share this answer", "Privacy notice"}) {
                assertThat(page.getByText(hidden).first()).isHidden();
            }
            browsing.inspect(page, "doc-help-print");
        }
    }

    @Test
    void staysWithinItsBudget() {
        try (BrowserContext eve = browsing.profile()) {
            for (String path : new String[] {"/", "/help/missed-bin", "/?q=my bin", "/topics/waste"}) {
                Page page = at(eve, path);
                Object bytes = page.evaluate("""
                        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                            .filter(entry => !/[.]svg/.test(entry.name))
                            .reduce((sum, entry) => sum + entry.encodedBodySize, 0)""");
                assertThat(((Number) bytes).intValue()).as(path).isBetween(1_000, MOST_BYTES);
                page.close();
            }
        }
    }

    @Test
    void standsInTheFramesOfAllowedSitesOnly() {
        try (BrowserContext fay = browsing.profile()) {
            String frame =
                    "<!doctype html><html lang=en><title>Host</title><main><h1>Bins</h1><iframe title=Answer src='"
                            + server() + "/embed/missed-bin' width=600 height=400></iframe></main>";
            fay.route("http://localhost:5999/**", route -> html(route, frame));
            fay.route("http://localhost:5998/**", route -> html(route, frame));

            Page allowed = fay.newPage();
            allowed.navigate(NEIGHBOUR + "/bins");
            FrameLocator inside = allowed.frameLocator("iframe");
            assertThat(inside.getByText("If your bin was")).isVisible();
            browsing.inspect(allowed, "embedded");
            inside.getByRole(AriaRole.LINK, new FrameLocator.GetByRoleOptions().setName("Talk to us"))
                    .click();
            assertThat(allowed).hasURL(server() + "/chat");
            assertThat(browsing.complaints()).isEmpty();

            Page refused = fay.newPage();
            refused.navigate("http://localhost:5998/bins");
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(browsing.complaints()).anyMatch(line -> line.contains("frame-ancestors")));
            assertThat(refused.frameLocator("iframe").getByText("If your bin was"))
                    .isHidden();
            browsing.complaints();
        }
    }

    /** Every page in every state, by the name of its picture. */
    private Map<String, String> pages() {
        String current = shared("missed-bin");
        String replaced = shared("library-hours");
        String gone = shared("old-notice");
        write("library-hours", read("library-hours").replace("from 10am to 6pm", "from 9am to 7pm"));
        remove("old-notice");
        await().atMost(SOON).until(() -> status("/help/old-notice") == 404);
        String changed = "The library is open from 9am to 9pm on weekdays, and closed on Sundays.";

        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("doc-help-home", "/");
        pages.put("help-search", "/?q=my bin");
        pages.put("help-clarify", "/?q=tax");
        pages.put("help-danger", "/?q=gas");
        pages.put("help-unsure", "/?q=moon");
        pages.put("help-error", "/?q=");
        pages.put("doc-help-article", "/help/missed-bin");
        pages.put("help-danger-article", "/help/gas-leak");
        pages.put("help-questions", "/help/moving-home");
        pages.put("help-welsh", "/help/missed-bin-cy");
        pages.put("doc-help-arabic", "/help/missed-bin-ar");
        pages.put("help-helped-arabic", "/help/missed-bin-ar?helped=no");
        pages.put("help-topic", "/topics/waste");
        pages.put("help-language", "/languages/ar");
        pages.put("help-share", "/help/missed-bin/share");
        pages.put("help-given", current);
        pages.put("doc-given-replaced", replaced);
        pages.put("help-given-gone", gone);
        pages.put("help-verify", "/verify");
        pages.put("doc-verify-ours", "/verify?link=" + server() + replaced);
        pages.put("help-verify-changed", "/verify?link=" + changed);
        pages.put("help-verify-not-ours", "/verify?link=Send us the numbers of your bank card and we pay you back.");
        pages.put("help-embed", "/embed/missed-bin");
        pages.put("help-embed-arabic", "/embed/missed-bin-ar");
        pages.put("doc-accessibility", "/accessibility");
        return pages;
    }

    private void inspectAll(BrowserContext profile, Map<String, String> pages, String suffix) {
        Page page = profile.newPage();
        pages.forEach((name, path) -> {
            page.navigate(server() + path);
            // The documents show one of each.
            browsing.inspect(page, suffix.isEmpty() ? name : name.replace("doc-", "") + suffix);
            // A 400 is written to the console by the browser itself.
            assertThat(browsing.complaints()).as(name).allMatch(line -> line.contains("status of 400"));
        });
    }

    private String shared(String article) {
        try (BrowserContext giver = browsing.profile()) {
            Page page = at(giver, "/help/" + article + "/share");
            return page.getByLabel("Permanent link").inputValue().substring(server().length());
        }
    }

    private int status(String path) {
        try (BrowserContext asker = browsing.profile()) {
            int status = asker.request().get(server() + path).status();
            browsing.complaints();
            return status;
        }
    }

    private Page at(BrowserContext profile, String path) {
        Page page = profile.newPage();
        page.navigate(server() + path);
        return page;
    }

    private static void html(Route route, String body) {
        route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(body));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
