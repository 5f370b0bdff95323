package org.guildhall.channel.webchat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.guildhall.Browsing;
import org.guildhall.OpenHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The widget on somebody else's page, which is another origin to the browser. */
class ChatWidgetFlowTests extends OpenHouse {

    /** One of the allowed origins; nobody listens there, as the browser is given what it asks for. */
    private static final String SITE = "http://localhost:18999";

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
    void worksAmongHostileStylesAndUnderAStrictPolicy() {
        try (BrowserContext ann = browsing.profile()) {
            Page page = visit(ann, "hostile");
            Locator question = page.getByLabel("Your question");
            assertThat(question).isVisible();
            assertThat((Object) page.evaluate("localStorage.length + document.cookie.length"))
                    .as("nothing is kept before the first message")
                    .isEqualTo(0);
            question.fill("my bin was missed");
            question.press("Enter");

            assertThat(said(page, "assistant").locator("strong").first()).hasText("not emptied");
            assertThat(page.locator("guildhall-chat").first()).hasCSS("opacity", "1");
            assertThat(question).hasCSS("letter-spacing", "normal");
            assertThat(question).hasCSS("text-transform", "none");
            assertThat(question).hasCSS("text-align", "start");
            assertThat(Double.parseDouble(
                            (String) question.evaluate("box => getComputedStyle(box).fontSize.replace('px', '')")))
                    .as("still readable where the page made its root small")
                    .isGreaterThanOrEqualTo(16);
            browsing.inspect(page, "doc-chat-embedded");
        }
    }

    @Test
    void takesASitesColoursWhereTheyCanBeReadAndSpeaksItsLanguage() {
        try (BrowserContext bob = browsing.profile()) {
            Page page = visit(bob, "themed");
            Locator well = page.locator("guildhall-chat.well");
            assertThat(well.locator(".send")).hasText("Anfon");
            assertThat(well.locator(".send")).hasCSS("background-color", "rgb(102, 51, 153)");
            assertThat(well.locator(".root")).hasCSS("background-color", "rgb(255, 251, 230)");
            assertThat(well.locator(".root")).hasCSS("direction", "rtl");

            Locator badly = page.locator("guildhall-chat.badly");
            badly.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sgwrsio â ni"))
                    .click();
            assertThat(badly.locator(".send")).hasCSS("background-color", "rgb(102, 51, 153)");
            assertThat(badly.locator(".root")).hasCSS("color", "rgb(11, 12, 12)");
            browsing.inspect(page, "chat-themed-rtl");
        }
    }

    @Test
    void opensInTheCornerWithTheKeyboardAlone() {
        try (BrowserContext cat = browsing.profile(options ->
                // 400 % zoom of 1280 by 1024 pixels.
                options.setViewportSize(320, 256).setForcedColors(ForcedColors.ACTIVE))) {
            Page page = visit(cat, "themed");
            Locator chat = page.locator("guildhall-chat[launcher]");
            Locator launch = chat.locator(".launch");
            launch.focus();
            page.keyboard().press("Enter");
            assertThat(chat.locator("textarea")).isFocused();
            assertThat(launch).hasAttribute("aria-expanded", "true");
            browsing.inspect(page, "chat-corner-zoomed");

            page.keyboard().press("Escape");
            assertThat(launch).isFocused();
            assertThat(chat.locator("textarea")).isHidden();
        }
    }

    private Page visit(BrowserContext who, String name) {
        String policy = "default-src 'none'; script-src %1$s; connect-src %1$s; style-src 'self'; img-src 'self'; "
                        .formatted(server())
                + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        who.route(
                SITE + "/",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html;charset=UTF-8")
                        .setHeaders(Map.of("Content-Security-Policy", policy))
                        .setBody(file(name + ".html").replace("SERVER", server()))));
        who.route(
                SITE + "/*.css",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/css").setBody(file(name + ".css"))));
        Page page = who.newPage();
        page.navigate(SITE + "/");
        return page;
    }

    private static String file(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/webchat", name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Locator said(Page page, String from) {
        return page.locator("guildhall-chat .said." + from);
    }
}
