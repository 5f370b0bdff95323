package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Somebody at the desk in a real browser. */
final class DeskVisit {

    private DeskVisit() {}

    /** Signs in and shows the queue. */
    static Page signIn(BrowserContext profile, String server, String username) {
        Page page = profile.newPage();
        page.navigate(server + "/login");
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(DeskFixture.PASSWORD);
        button(page, "Sign in").click();
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Queue").setLevel(1)))
                .isVisible();
        return page;
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
