package org.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A real browser: the Chromium of the system ({@code CHROMIUM}, else {@code /usr/bin/chromium}). Every page it opens
 * must load without an error on the console and without asking another host for anything.
 *
 * <p>Pictures go to {@code target/screenshots}; with {@code GUILDHALL_SCREENSHOTS=docs/public} in the environment those
 * named for the documents go there too.
 */
public final class Browsing implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double SOON = 20_000;

    private final Playwright playwright = Playwright.create();
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final Set<BrowserContext> scriptless = new HashSet<>();

    /** Starts the browser. */
    public Browsing() {
        String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
        if (!Files.isExecutable(Path.of(chromium))) {
            throw new IllegalStateException(
                    "No browser at " + chromium + ": install Debian's chromium (script/test does) or set CHROMIUM");
        }
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--disable-gpu",
                                // A council's page that a test makes up comes from nowhere, and could not reach this
                                // machine.
                                "--disable-features=LocalNetworkAccessChecks",
                                // A microphone that hums, where a page is let.
                                "--use-fake-device-for-media-stream")));
        // What is expected of a page may take as long as what is done to it.
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON);
    }

    /** A browser profile of its own, as wide as a small laptop. */
    public BrowserContext profile() {
        return profile(options -> options);
    }

    /** A browser profile of its own, for instance a phone's, or one without JavaScript. */
    public BrowserContext profile(UnaryOperator<Browser.NewContextOptions> how) {
        Browser.NewContextOptions options = how.apply(new Browser.NewContextOptions().setViewportSize(1100, 900));
        BrowserContext profile = browser.newContext(options);
        if (Boolean.FALSE.equals(options.javaScriptEnabled)) {
            scriptless.add(profile);
        }
        profile.setDefaultTimeout(SOON);
        profile.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        profile.onWebError(error -> complaints.add(error.error()));
        profile.onRequest(request -> {
            if (!request.url().startsWith("http://localhost:") && !request.url().startsWith("data:")) {
                complaints.add("asked elsewhere: " + request.url());
            }
        });
        return profile;
    }

    /** What went wrong since the last look: errors on the console, and requests to other hosts. */
    public List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    /** Holds the page as it is now to WCAG 2.2 AA, as far as a machine can tell, and takes a picture. */
    public void inspect(Page page, String name) {
        picture(page, name);
        if (scriptless.contains(page.context())) {
            hold(page, name);
            return;
        }
        judge(page, name);
    }

    /** Holds nothing but the page's colours to it, where all the rest has been looked at in others; takes a picture too. */
    public void inspectColours(Page page, String name) {
        picture(page, name);
        satisfied(new AxeBuilder(page).withRules(List.of("color-contrast", "link-in-text-block")), name);
    }

    /** Looking needs a script, so a page without any is looked at in another profile, as it is now. */
    private void hold(Page page, String name) {
        String html = page.content();
        String address = page.url().replaceFirst("#.*", "");
        try (BrowserContext twin = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(page.viewportSize().width, page.viewportSize().height))) {
            Page copy = twin.newPage();
            // Nothing of its own runs there either.
            copy.route("**/*.js*", Route::abort);
            copy.route(
                    address,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html;charset=UTF-8")
                            .setBody(html)));
            copy.navigate(address);
            judge(copy, name);
        }
    }

    private static void judge(Page page, String name) {
        satisfied(
                new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")),
                name);
        assertThat((Boolean) page.evaluate(
                        "document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"))
                .as(name + " does not scroll sideways")
                .isTrue();
    }

    private static void satisfied(AxeBuilder axe, String name) {
        List<Rule> violations = axe.analyze().getViolations();
        assertThat(violations)
                .as("accessibility of " + name)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }

    private static void picture(Page page, String name) {
        byte[] png = page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED));
        String documents = System.getenv("GUILDHALL_SCREENSHOTS");
        try {
            write(PICTURES, name, png);
            if (documents != null && name.startsWith("doc-")) {
                write(Path.of(documents), name.substring("doc-".length()), png);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void write(Path folder, String name, byte[] png) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".png"), png);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
