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

    /** Opens a menu of the desk's navigation, without a script too. */
    static void open(Page page, String menu) {
        page.locator("summary", new Page.LocatorOptions().setHasText(menu)).click();
    }

    /** Goes to a page that has its place under <em>Manage</em>. */
    static void manage(Page page, String where) {
        open(page, "Manage");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(where).setExact(true))
                .click();
    }

    /** Goes to a page of one's own. */
    static void own(Page page, String where) {
        open(page, "You:");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(where).setExact(true))
                .click();
    }

    static void signOut(Page page) {
        open(page, "You:");
        button(page, "Sign out").click();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
