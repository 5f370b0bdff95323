package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Set;
import org.guildhall.Browsing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the messengers stand, as those who set them up see it. */
class ChannelPagesFlowTests extends TelegramDesk {

    private static final String SUE = "sue";
    private static Browsing browsing;

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
    }

    @Test
    void anAdministratorSendsThemselfATestAndReadsHowItEnded() {
        try (BrowserContext boss = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = DeskVisit.signIn(boss, server(), BOSS);
            DeskVisit.manage(page, "Channels");
            Locator telegram = telegram(page);
            assertThat(telegram).containsText("How long we may write freely");
            assertThat(telegram).containsText("Always");
            assertThat(page.locator("section[aria-labelledby=off]")).containsText("WhatsApp");
            browsing.inspect(page, "desk-channels-telegram");

            Locator address = page.getByLabel("Send a test message to yourself on Telegram");
            address.fill("two words");
            send(page);
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("No spaces");
            assertThat(address).hasValue("two words");
            browsing.inspect(page, "desk-channels-wrong");
            browsing.complaints(); // the 400 itself

            int before = API.messagesTo(880_001).size();
            address.fill("880001");
            send(page);
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Telegram has sent the test message.");
            assertThat(API.messagesTo(880_001)).hasSize(before + 1);
            browsing.inspect(page, "desk-channels-sent");
            assertThat(browsing.complaints()).isEmpty();
        }
    }

    @Test
    void aSupervisorLooksAndSendsNothingAndStaffDoNeither() {
        DeskFixture.staff(database, SUE, Set.of(Role.SUPERVISOR));
        try (BrowserContext sue = browsing.profile();
                BrowserContext anna = browsing.profile()) {
            Page page = DeskVisit.signIn(sue, server(), SUE);
            page.navigate(server() + "/desk/channels");
            assertThat(telegram(page)).isVisible();
            assertThat(page.getByLabel("Send a test message")).hasCount(0);
            Page hers = DeskVisit.signIn(anna, server(), ANNA);
            assertThat(hers.navigate(server() + "/desk/channels").status()).isEqualTo(403);
            browsing.complaints(); // the 403 itself
        }
    }

    private static Locator telegram(Page page) {
        return page.locator(".gd-row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Telegram"))));
    }

    private static void send(Page page) {
        DeskVisit.button(page, "Send test on Telegram").click();
    }
}
