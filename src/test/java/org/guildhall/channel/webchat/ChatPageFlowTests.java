package org.guildhall.channel.webchat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.guildhall.Browsing;
import org.guildhall.OpenHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The chat page as a citizen uses it, in a real browser. */
class ChatPageFlowTests extends OpenHouse {

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
    void answersAQuestionAndRemembersItInAnotherTab() {
        try (BrowserContext ann = browsing.profile()) {
            Page page = chat(ann);
            assertThat(page.getByText("This is an automatic assistant").first()).isVisible();
            assertThat((Object) page.evaluate("localStorage.length"))
                    .as("nothing is kept before the first message")
                    .isEqualTo(0);
            browsing.inspect(page, "chat-empty");

            ask(page, "my bin was missed");
            assertThat(said(page, "citizen")).containsText("my bin was missed");
            assertThat(said(page, "assistant").first().locator("strong").first())
                    .hasText("not emptied");
            assertThat(page.getByRole(AriaRole.LINK, named("Report a missed bin collection")))
                    .isVisible();
            assertThat(said(page, "assistant").first()).containsText("We check this page again by 31 March 2027.");
            assertThat(said(page, "citizen")).hasCount(1);
            browsing.inspect(page, "doc-chat-answer");
            page.close();

            Page later = chat(ann);
            assertThat(said(later, "citizen")).hasText(java.util.regex.Pattern.compile(".*my bin was missed.*"));
            assertThat(said(later, "assistant")).hasCount(1);
        }
    }

    @Test
    void offersChoicesAndTakesOne() {
        try (BrowserContext bob = browsing.profile()) {
            Page page = chat(bob);
            ask(page, "tax");
            Locator choice = page.getByRole(AriaRole.BUTTON, exactly("Pay your Council Tax"));
            assertThat(choice).isVisible();
            browsing.inspect(page, "chat-choices");
            choice.click();
            assertThat(said(page, "citizen").last()).containsText("Pay your Council Tax");
            assertThat(said(page, "assistant").last()).containsText("Direct Debit");
            assertThat(choice).hasCount(0);
        }
    }

    @Test
    void reachesAPersonAndTellsThePlace() {
        try (BrowserContext cat = browsing.profile()) {
            Page page = chat(cat);
            page.getByRole(AriaRole.BUTTON, exactly("Talk to a person")).last().click();
            Locator state = page.getByRole(AriaRole.STATUS).first();
            assertThat(state).containsText("in the queue");
            assertThat(state).containsText("Your reference is");
            browsing.inspect(page, "doc-chat-queue");
        }
    }

    @Test
    void sendsWhatWasTypedWhileTheConnectionWasLost() {
        try (BrowserContext dan = browsing.profile()) {
            Page page = chat(dan);
            ask(page, "hello");
            assertThat(said(page, "assistant")).hasCount(1);
            dan.setOffline(true);
            ask(page, "my bin was missed");
            assertThat(page.getByText("Not sent yet")).isVisible();
            browsing.complaints();
            page.close();
            dan.setOffline(false);
            Page later = chat(dan);
            assertThat(said(later, "citizen")).hasCount(2);
            assertThat(said(later, "assistant")).hasCount(2);
            assertThat(later.getByText("Sending…")).hasCount(0);
        }
    }

    @Test
    void showsWhatCitizensWriteAsWordsOnly() {
        try (BrowserContext eve = browsing.profile()) {
            Page page = chat(eve);
            ask(page, "<img src=x onerror=\"document.title='owned'\"> **bin**");
            assertThat(said(page, "assistant")).hasCount(1);
            assertThat(said(page, "citizen")).containsText("<img src=x onerror=");
            assertThat(page.locator("img")).hasCount(0);
            assertThat(page).not().hasTitle("owned");
        }
    }

    @Test
    void asksForWordsBeforeItSends() {
        try (BrowserContext fay = browsing.profile()) {
            Page page = chat(fay);
            page.getByRole(AriaRole.BUTTON, exactly("Send")).click();
            assertThat(page.getByRole(AriaRole.ALERT)).hasText("Write your question first.");
            assertThat(page.getByLabel("Your question")).isFocused();
            browsing.inspect(page, "chat-error");
        }
    }

    @Test
    void worksOnASmallPhoneInTheDark() {
        try (BrowserContext gus = browsing.profile(options -> options.setViewportSize(320, 640)
                .setColorScheme(ColorScheme.DARK)
                .setReducedMotion(ReducedMotion.REDUCE))) {
            Page page = chat(gus);
            ask(page, "my bin was missed");
            assertThat(said(page, "assistant")).hasCount(1);
            browsing.inspect(page, "chat-phone-dark");
        }
    }

    @Test
    void worksWithoutJavaScript() {
        try (BrowserContext hal = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = hal.newPage();
            page.navigate(server() + "/chat");
            assertThat(hal.cookies()).isEmpty();
            page.getByRole(AriaRole.BUTTON, exactly("Send")).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Write your question first.");
            // The browser itself writes the status 400 to the console.
            browsing.complaints();

            page.getByLabel("Your question").fill("tax");
            page.getByRole(AriaRole.BUTTON, exactly("Send")).click();
            assertThat(hal.cookies()).singleElement().satisfies(cookie -> {
                assertThat(cookie.httpOnly).isTrue();
                assertThat(String.valueOf(cookie.sameSite)).isEqualToIgnoringCase("Strict");
                assertThat(cookie.path).isEqualTo("/chat");
            });
            picture(page);
            // The page looks again by itself until the answer is there.
            assertThat(page.getByText("Assistant", new Page.GetByTextOptions().setExact(true)))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            page.getByRole(AriaRole.BUTTON, exactly("Pay your Council Tax")).click();
            assertThat(page.getByText("Pay by Direct Debit")).isVisible();
            assertThat(page.getByText("We check this page again by 31 March 2027."))
                    .isVisible();
            picture(page);
        }
    }

    @Test
    void reachesAPersonWithoutJavaScript() {
        try (BrowserContext hal = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = hal.newPage();
            page.navigate(server() + "/chat");
            page.getByRole(AriaRole.BUTTON, exactly("Talk to a person")).last().click();
            assertThat(page.locator(".govuk-inset-text"))
                    .containsText("You are number", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        }
    }

    @Test
    void keepsHelpPagesOpenToEverybody() {
        try (BrowserContext ivy = browsing.profile()) {
            Page page = ivy.newPage();
            for (String[] each : new String[][] {
                {"/", "doc-home"},
                {"/?q=my bin", "doc-search"},
                {"/?q=tax", "search-clarify"},
                {"/?q=gas", "search-danger"},
                {"/?q=moon", "search-unsure"},
                {"/?q=", "search-error"},
                {"/help/missed-bin", "doc-help"},
                {"/accessibility", "accessibility"},
                {"/nowhere", "not-found"}
            }) {
                page.navigate(server() + each[0]);
                browsing.inspect(page, each[1]);
                // A 400 or 404 is written to the console by the browser itself.
                assertThat(browsing.complaints()).allMatch(line -> line.contains("status of 40"));
            }
        }
        try (BrowserContext jan =
                browsing.profile(options -> options.setViewportSize(320, 640).setColorScheme(ColorScheme.DARK))) {
            Page page = jan.newPage();
            for (String path : new String[] {"/", "/?q=my bin", "/help/missed-bin"}) {
                page.navigate(server() + path);
                browsing.inspect(page, "phone-dark" + path.replaceAll("[^a-z]+", "-"));
            }
        }
    }

    private Page chat(BrowserContext who) {
        Page page = who.newPage();
        page.navigate(server() + "/chat");
        assertThat(page.getByLabel("Your question")).isVisible();
        assertThat(page.locator("guildhall-chat textarea#question")).isVisible();
        return page;
    }

    private static void ask(Page page, String question) {
        page.getByLabel("Your question").fill(question);
        page.getByLabel("Your question").press("Enter");
    }

    private static Locator said(Page page, String from) {
        return page.locator("guildhall-chat .said." + from);
    }

    private static void picture(Page page) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(java.nio.file.Path.of("target", "screenshots", "chat-without-javascript.png")));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
