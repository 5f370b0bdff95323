package org.guildhall.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.util.Objects;
import org.guildhall.Browsing;
import org.guildhall.OpenHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The plugin in a real WordPress, which {@code script/wordpress} starts. */
@Tag("slow")
@EnabledIfEnvironmentVariable(
        named = WordPressFlowTests.SITE,
        matches = "http://.*",
        disabledReason = "script/wordpress starts a WordPress for this")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class WordPressFlowTests extends OpenHouse {

    static final String SITE = "GUILDHALL_WORDPRESS";

    private static Browsing browsing;

    @DynamicPropertySource
    static void besideWordPress(DynamicPropertyRegistry registry) {
        registry.add("server.port", () -> env("GUILDHALL_WORDPRESS_PORT"));
        registry.add("guildhall.public-url", WordPressFlowTests::guildhall);
        registry.add("guildhall.allowed-origins", () -> env(SITE));
        registry.add("guildhall.data", () -> "target/wordpress-house");
        registry.add("guildhall.knowledge-base", () -> "src/test/resources/sample-articles");
        registry.add("management.server.port", () -> "0");
    }

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
    }

    @Test
    void isSetUpAndThenAnswersOnEveryPage() {
        try (BrowserContext editor = browsing.profile()) {
            signIn(editor);
            saysThatNobodyAnswersAtAWrongAddress(editor);
            setTheServer(editor);
            offersItsBlocks(editor);
        }
        // What WordPress's own pages of administration write to the console is not the plugin's.
        browsing.complaints();
        try (BrowserContext ann = browsing.profile()) {
            answersAQuestion(ann, "ask");
            answersAQuestion(ann, "blocks");
            showsAnAnswer(ann, "answer");
            showsAnAnswer(ann, "blocks");
            showsAnAnswer(ann, "pasted");
            chats(ann);
            Page wrong = page(ann, "wrong");
            assertThat(wrong.getByRole(AriaRole.LINK, named("Read the answer"))).isVisible();
        }
        try (BrowserContext bob = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = page(bob, "ask");
            page.locator("form.guildhall-ask input").fill("my bin was missed");
            page.locator("form.guildhall-ask button").click();
            assertThat(page).hasURL(guildhall() + "/?q=my+bin+was+missed");
            assertThat(page(bob, "chat").getByRole(AriaRole.LINK, named("Chat with us")))
                    .isVisible();
        }
        assertThat(browsing.complaints()).isEmpty();
    }

    private static void signIn(BrowserContext editor) {
        Page page = editor.newPage();
        page.navigate(env(SITE) + "/wp-login.php");
        page.locator("#user_login").fill("admin");
        page.locator("#user_pass").fill(env("GUILDHALL_WORDPRESS_PASSWORD"));
        page.locator("#wp-submit").click();
        assertThat(page.locator("#wpadminbar")).isVisible();
        page.close();
    }

    private static void saysThatNobodyAnswersAtAWrongAddress(BrowserContext editor) {
        Page page = save(editor, env(SITE) + "/nowhere");
        assertThat(page.getByText("no Guildhall answers there")).isVisible();
        page.close();
    }

    private static void setTheServer(BrowserContext editor) {
        Page page = save(editor, guildhall() + "/");
        assertThat(page.getByText("Guildhall answers there.")).isVisible();
        assertThat(page.locator("#guildhall_server")).hasValue(guildhall());
        assertThat(new AxeBuilder(page)
                        .include("#wpbody-content form")
                        .analyze()
                        .getViolations())
                .extracting(rule -> rule.getId())
                .isEmpty();
        page.close();
    }

    private static Page save(BrowserContext editor, String server) {
        Page page = editor.newPage();
        page.navigate(env(SITE) + "/wp-admin/options-general.php?page=guildhall");
        page.locator("#guildhall_server").fill(server);
        page.locator("#submit").click();
        page.waitForLoadState(LoadState.LOAD);
        return page;
    }

    private static void offersItsBlocks(BrowserContext editor) {
        Page page = editor.newPage();
        page.navigate(env(SITE) + "/wp-admin/post-new.php?post_type=page");
        page.waitForFunction("window.wp && wp.data && wp.data.select('core/block-editor')"
                + " && wp.blocks.getBlockType('guildhall/answer')");
        for (String block : new String[] {"chat", "ask", "answer"}) {
            page.evaluate(
                    "name => wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock(name))",
                    "guildhall/" + block);
        }
        assertThat((Object) page.evaluate("wp.blocks.serialize(wp.data.select('core/block-editor').getBlocks())"))
                .isEqualTo(
                        "<!-- wp:guildhall/chat /-->\n\n<!-- wp:guildhall/ask /-->\n\n<!-- wp:guildhall/answer /-->");
        page.close();
    }

    private static void answersAQuestion(BrowserContext profile, String name) {
        Page page = page(profile, name);
        Locator form = page.locator("form.guildhall-ask").first();
        form.locator("input").fill("my bin was missed");
        form.locator("button").click();
        Locator answer = form.locator(".guildhall-ask__answer");
        assertThat(answer.locator("strong").filter(new Locator.FilterOptions().setHasText("not emptied")))
                .isVisible();
        assertThat(answer.getByText("Keep this answer")).isVisible();
        inspect(page, "form.guildhall-ask");
        form.locator("input").fill("tax");
        form.locator("input").press("Enter");
        assertThat(answer.getByText("Did you mean one of these?")).isVisible();
        assertThat(answer.getByText("Pay your Council Tax")).isVisible();
        form.locator("input").fill("how old is the moon");
        form.locator("input").press("Enter");
        assertThat(answer.getByText("A person can help.")).isVisible();
        page.close();
    }

    private static void showsAnAnswer(BrowserContext profile, String name) {
        Page page = page(profile, name);
        FrameLocator frame = page.frameLocator("iframe[src*='/embed/missed-bin']");
        assertThat(frame.locator("main")).containsText("If your bin was not emptied");
        assertThat(page.locator("iframe[src*='/embed/missed-bin']"))
                .hasAttribute("title", "Report a missed bin collection");
        page.close();
    }

    private static void chats(BrowserContext profile) {
        Page page = page(profile, "chat");
        Locator chat = page.locator("guildhall-chat");
        chat.locator("textarea").fill("my bin was missed");
        chat.locator("textarea").press("Enter");
        assertThat(chat.getByText("not emptied").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        page.close();
    }

    private static void inspect(Page page, String part) {
        assertThat(new AxeBuilder(page).include(part).analyze().getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp())
                .isEmpty();
    }

    private static Page page(BrowserContext profile, String name) {
        Page page = profile.newPage();
        page.navigate(env(SITE) + "/?pagename=" + name);
        return page;
    }

    private static String guildhall() {
        return "http://localhost:" + env("GUILDHALL_WORDPRESS_PORT");
    }

    private static String env(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
