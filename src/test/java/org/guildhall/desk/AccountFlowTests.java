package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Set;
import org.guildhall.Browsing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first administrator's first hour, in a real browser: set-up, second factor, sessions, a colleague, and who did what. */
class AccountFlowTests extends DeskServer {

    private static final String CHIEF = "chief";

    private static Browsing browsing;

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
    }

    @BeforeEach
    void chief() {
        DeskFixture.staff(database, CHIEF, Set.of(Role.ADMINISTRATOR));
        jdbc.sql("update staff set being_welcomed = true where username = :chief")
                .param("chief", CHIEF)
                .update();
    }

    @Test
    void setsTheDeskUpForTheOthers() {
        try (BrowserContext laptop = browsing.profile();
                BrowserContext phone = browsing.profile(options -> options.setViewportSize(320, 640))) {
            Page page = signIn(laptop);
            heading(page, "Welcome to the staff desk");
            browsing.inspect(page, "doc-desk-set-up");
            String key = secondFactor(page);

            Page small = signIn(phone);
            heading(small, "Enter your code");
            browsing.inspect(small, "desk-code-phone");
            small.getByLabel("Code").fill("123");
            button(small, "Continue");
            assertThat(small.getByRole(AriaRole.ALERT)).containsText("The code is not right");
            browsing.inspect(small, "desk-code-wrong");
            browsing.complaints(); // the 401 itself
            halfAMinuteLater();
            small.getByLabel("Code").fill(DeskFixture.code(jdbc, key, 0));
            button(small, "Continue");
            heading(small, "Welcome to the staff desk");
            browsing.inspect(small, "desk-set-up-phone");

            endsTheOtherSession(page);
            small.reload();
            heading(small, "Sign in to the staff desk");
            changesPassword(page);
            invites(page, phone);
            looksAtTheAudit(page);
            assertThat(browsing.complaints()).isEmpty();
        }
    }

    private String secondFactor(Page page) {
        page.getByRole(AriaRole.LINK, named("Set up a second factor")).click();
        browsing.inspect(page, "doc-desk-second-factor");
        String key = page.locator("#key").textContent();
        page.getByLabel("Code from the app").fill("000000");
        button(page, "Turn it on");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not the code that the app shows");
        assertThat(page.locator("#key")).hasText(key);
        browsing.inspect(page, "desk-second-factor-wrong");
        browsing.complaints(); // the 400 itself
        page.getByLabel("Code from the app").fill(DeskFixture.code(jdbc, key, 0));
        button(page, "Turn it on");
        assertThat(page.locator("#codes li")).hasCount(10);
        browsing.inspect(page, "desk-recovery-codes");
        page.getByRole(AriaRole.LINK, named("I have kept them")).click();
        assertThat(page.getByText("Recovery codes left: 10")).isVisible();
        halfAMinuteLater();
        return key;
    }

    /** Without waiting for it. */
    private void halfAMinuteLater() {
        jdbc.sql("update staff_second_factors set last_step = 0").update();
    }

    private void endsTheOtherSession(Page page) {
        page.navigate(server() + "/desk/account");
        assertThat(page.locator(".gd-row")).hasCount(2);
        browsing.inspect(page, "doc-desk-account");
        page.getByText("Sign out there").first().click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("You are signed out there.");
        assertThat(page.locator(".gd-row")).hasCount(1);
    }

    private void changesPassword(Page page) {
        page.getByLabel("Your password now").fill("wrong");
        page.getByLabel("New password").fill("battery horse staple");
        button(page, "Change password");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is not your password now.");
        browsing.inspect(page, "desk-account-wrong");
        browsing.complaints(); // the 400 itself
        page.getByLabel("Your password now").fill(DeskFixture.PASSWORD);
        page.getByLabel("New password").fill("battery horse staple");
        button(page, "Change password");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your password is changed.");
    }

    private void invites(Page page, BrowserContext somebodyElses) {
        page.getByRole(AriaRole.LINK, named("Back to the set-up")).click();
        assertThat(page.getByText("Done")).hasCount(3);
        page.getByRole(AriaRole.LINK, named("Invite a colleague")).click();
        page.getByLabel("Username").fill("new.colleague");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("New <b>Colleague</b>");
        page.locator("#role-staff").check();
        page.locator("#team-waste").check();
        button(page, "Make account");
        String link = page.locator("#link").textContent();
        browsing.inspect(page, "desk-staff-link");

        Page theirs = somebodyElses.newPage();
        theirs.navigate(server() + link.substring(link.indexOf("/login/link")));
        browsing.inspect(theirs, "desk-new-password-phone");
        theirs.getByLabel("Your password").fill("three other words");
        button(theirs, "Save and sign in");
        heading(theirs, "Queue");
        theirs.navigate(server() + link.substring(link.indexOf("/login/link")));
        assertThat(theirs.getByText("This link does not work any more")).isVisible();
        browsing.inspect(theirs, "desk-new-password-gone");
        browsing.complaints(); // the 404 itself

        page.getByRole(AriaRole.LINK, named("New <b>Colleague</b> (new.colleague)"))
                .click();
        browsing.inspect(page, "doc-desk-staff-member");
        page.locator("#role-supervisor").check();
        button(page, "Save changes");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The account is changed.");
        button(page, "Switch this account off");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("Switched off");
        browsing.inspect(page, "desk-staff-member-off");
        DeskVisit.manage(page, "Teams");
        browsing.inspect(page, "desk-teams");
    }

    private void looksAtTheAudit(Page page) {
        DeskVisit.manage(page, "Who did what");
        page.getByLabel("Who (username)").fill(CHIEF);
        page.getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption("staff");
        button(page, "Show");
        assertThat(page.locator("tbody tr")).hasCount(4);
        assertThat(page.locator("tbody tr").first()).containsText("Changed an account");
        browsing.inspect(page, "doc-desk-audit");
        page.setViewportSize(320, 640);
        browsing.inspect(page, "desk-audit-phone");
        page.setViewportSize(1100, 900);
    }

    private Page signIn(BrowserContext profile) {
        Page page = profile.newPage();
        page.navigate(server() + "/desk");
        page.getByLabel("Username").fill(CHIEF);
        page.getByLabel("Password").fill(DeskFixture.PASSWORD);
        button(page, "Sign in");
        return page;
    }

    private static void heading(Page page, String name) {
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(name).setLevel(1)))
                .isVisible();
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
