package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.guildhall.Browsing;
import org.guildhall.conversation.Typing;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What staff put off, ask each other, join, send along and keep for the editors, in a real browser. */
class CaseConsoleFlowTests extends DeskServer {

    private static final FilePayload FORM =
            new FilePayload("form.pdf", "application/pdf", "%PDF-1.7 a form".getBytes(StandardCharsets.US_ASCII));

    private static Browsing browsing;

    @Autowired
    Signals signals;

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
    void takesBackAReplyThatHasJustBeenSentWithAndWithoutAScript() {
        for (boolean scripts : List.of(true, false)) {
            UUID id = waiting("waste", "when do you come?");
            try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(scripts))) {
                Page page = conversation(anna, ANNA, id);
                Locator reply = page.getByLabel("Reply to the citizen");
                reply.fill("Which dya?");
                page.locator("summary", text("Offer choices")).click();
                page.getByLabel("Choices").fill("Tuesday\nFriday");
                button(page, "Claim and send reply");
                assertThat(page.locator(".gd-line--later")).containsText("Which dya?");
                // However slow the machine is on which this is tested.
                jdbc.sql("update later_replies set due_at = now() + interval '1 hour'")
                        .update();
                if (scripts) {
                    browsing.inspect(page, "doc-desk-undo");
                }
                page.getByRole(AriaRole.ALERT)
                        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undo"))
                        .click();

                assertThat(reply).hasValue("Which dya?");
                assertThat(page.getByLabel("Choices")).hasValue("Tuesday\nFriday");
                assertThat(page.locator(".gd-line--later")).hasCount(0);
                assertThat(page.locator(".gd-line--staff")).hasCount(0);
            }
        }
    }

    @Test
    void saysByItselfWhatWaitedToBeTakenBack() {
        UUID id = waiting("waste", "when do you come?");
        try (BrowserContext anna = browsing.profile()) {
            Page page = conversation(anna, ANNA, id);
            page.getByLabel("Reply to the citizen").fill("Tomorrow.");
            button(page, "Claim and send reply");
            assertThat(page.locator(".gd-line--staff")).containsText("Waiting to be sent");
            assertThat(page.locator(".gd-line--later")).hasCount(0);
        }
    }

    @Test
    void plansAReplyWhichIsHeldWhenTheCitizenWritesBefore() {
        UUID id = waiting("waste", "my bin");
        try (BrowserContext anna = browsing.profile()) {
            Page page = conversation(anna, ANNA, id);
            page.getByLabel("Reply to the citizen").fill("Has the lorry come?");
            page.locator("summary", text("Send it later")).click();
            page.getByLabel("When").fill("2020-01-01T09:00");
            button(page, "Claim and send reply");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("This time is over.");
            assertThat(page.getByLabel("Reply to the citizen")).hasValue("Has the lorry come?");
            browsing.inspect(page, "desk-later-wrong");
            browsing.complaints(); // the 400 itself

            page.getByLabel("When")
                    .fill(LocalDate.now(ZoneId.of("Europe/London")).plusDays(2) + "T09:00");
            button(page, "Claim and send reply");
            assertThat(page.locator(".gd-line--later")).containsText("It goes out on");
            jdbc.sql("update conversations set said_seq = said_seq + 1 where id = :id")
                    .param("id", id)
                    .update();
            page.navigate(server() + "/desk");
            assertThat(page.locator("section[aria-labelledby=held] .gd-row", text("T-" + id)))
                    .containsText("Not sent: the citizen has written since.");
            browsing.inspect(page, "desk-queue-held");
            page.navigate(server() + "/desk/conversations/" + id);
            browsing.inspect(page, "doc-desk-later");
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-later-phone");
            button(page, "Take it back (the reply of Name of anna)");
            assertThat(page.getByLabel("Reply to the citizen")).hasValue("Has the lorry come?");
        }
    }

    @Test
    void putsAConversationOffAndBringsItBack() {
        UUID id = waiting("waste", "my bin");
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = conversation(anna, ANNA, id);
            page.getByLabel("Until", exactly()).selectOption("tomorrow");
            button(page, "Put it off");
            assertThat(page.locator(".gd-facts")).containsText("Put off until");
            page.navigate(server() + "/desk");
            assertThat(page.locator("section[aria-labelledby=snoozed]")).containsText("T-" + id);
            assertThat(page.locator("section[aria-labelledby=mine]")).not().containsText("T-" + id);
            page.getByRole(AriaRole.LINK, named("T-" + id)).click();
            button(page, "Bring it back now");
            assertThat(page.locator(".gd-facts")).not().containsText("Put off until");
        }
    }

    @Test
    void asksAColleagueOfAnotherTeamWhoAnswersByANote() {
        UUID id = waiting("waste", "a damp mattress");
        try (BrowserContext hana = browsing.profile();
                BrowserContext anna = browsing.profile()) {
            Page theirs = signIn(hana, HANA);
            assertThat(theirs.getByRole(AriaRole.LINK, named("T-" + id))).hasCount(0);

            Page page = conversation(anna, ANNA, id);
            Locator note = page.getByLabel("Add a note");
            note.pressSequentially("@");
            assertThat(page.getByLabel("Ask a colleague")).isFocused();
            page.keyboard().type("ha");
            page.keyboard().press("Enter");
            assertThat(note).isFocused();
            assertThat(note).hasValue("@hana ");
            note.pressSequentially("one of <b>your</b> flats?");
            button(page, "Save note");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("your colleague is asked");
            browsing.inspect(page, "doc-desk-ask");

            assertThat(theirs.locator("section[aria-labelledby=asked]")).containsText("one of <b>your</b> flats?");
            browsing.inspect(theirs, "desk-queue-asked");
            theirs.getByRole(AriaRole.LINK, named("T-" + id)).click();
            assertThat(theirs.locator("#reply-form")).hasCount(0);
            browsing.inspect(theirs, "desk-asked");
            theirs.getByLabel("Your answer, for staff only").fill("Yes, 12 High Street.");
            button(theirs, "Answer");
            assertThat(theirs).hasURL(server() + "/desk");
            assertThat(theirs.locator("#asked")).hasCount(0);

            assertThat(page.locator(".gd-notes").last()).containsText("Yes, 12 High Street.");
            assertThat(page.locator("#asks")).hasCount(0);
        }
    }

    @Test
    void sendsAFileWithAndWithoutAScript() {
        for (boolean scripts : List.of(true, false)) {
            UUID id = waiting("waste", "which form?");
            try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(scripts))) {
                Page page = conversation(anna, ANNA, id);
                page.getByLabel("Reply to the citizen").fill("This one.");
                page.locator("summary", text("Send a file")).click();
                page.locator("#reply-upload").setInputFiles(FORM);
                if (!scripts) {
                    button(page, "Attach");
                }
                assertThat(page.locator(".gd-along")).hasText("Goes along: form.pdf (15 bytes)");
                assertThat(page.getByLabel("Reply to the citizen")).hasValue("This one.");
                button(page, "Claim and send reply");
                assertThat(page.locator(".gd-line--staff")).containsText("This one.");
                assertThat(page.locator(".gd-line--staff")).containsText("form.pdf");
                if (scripts) {
                    assertThat(page.locator(".gd-file")).containsText("Download form.pdf (15 bytes)");
                    browsing.inspect(page, "desk-file-sent");
                }
            }
        }
    }

    @Test
    void saysWhatIsWrongWithAFileAndLosesNothing() {
        UUID id = waiting("waste", "which form?");
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = conversation(anna, ANNA, id);
            page.getByLabel("Reply to the citizen").fill("This one.");
            page.locator("summary", text("Send a file")).click();
            page.locator("#reply-upload")
                    .setInputFiles(new FilePayload(
                            "form.pdf", "application/pdf", "<script>".getBytes(StandardCharsets.US_ASCII)));
            button(page, "Attach");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("We can send pictures");
            assertThat(page.getByLabel("Reply to the citizen")).hasValue("This one.");

            page.locator("#reply-upload").setInputFiles(FORM);
            button(page, "Claim and send reply");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Press Attach first");
            browsing.complaints(); // the 400s themselves
        }
    }

    @Test
    void sendsAFileAlongWithACannedReply() {
        try (BrowserContext boss = browsing.profile()) {
            Page page = signIn(boss, BOSS);
            page.navigate(server() + "/desk/canned-replies");
            page.getByLabel("Title").fill("Which form");
            page.getByLabel("What it says").fill("Please fill this in.");
            button(page, "Save reply");
            page.getByRole(AriaRole.LINK, named("Which form")).click();
            page.getByLabel("File").setInputFiles(FORM);
            button(page, "Let this file go along");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The file goes along from now on.");
            browsing.inspect(page, "desk-canned-file");

            UUID id = waiting("waste", "which form?");
            page.navigate(server() + "/desk/conversations/" + id);
            page.getByLabel("Reply to the citizen").press("/");
            page.getByLabel("Find a reply").fill("which form");
            page.getByLabel("Find a reply").press("Enter");
            assertThat(page.getByLabel("Reply to the citizen")).hasValue("Please fill this in.");
            assertThat(page.locator(".gd-along")).containsText("form.pdf");
        }
        jdbc.sql("delete from canned_replies").update();
    }

    @Test
    void showsTwoConversationsOfOnePersonInOneLineOfTimeAndRepliesInTheLast() {
        UUID one = waiting("waste", "my bin on Telegram");
        UUID two = waiting("waste", "my bin on the web");
        jdbc.sql(
                        "update addresses set channel = 'webchat' where id = (select address from conversations where id = :id)")
                .param("id", two)
                .update();
        try (BrowserContext anna = browsing.profile()) {
            Page page = conversation(anna, ANNA, one);
            page.getByLabel("Reference of another conversation of theirs").fill("T-nobody");
            button(page, "Show them together");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is no other conversation");
            browsing.complaints(); // the 400 itself
            page.getByLabel("Reference of another conversation of theirs").fill("T-" + two);
            button(page, "Show them together");

            assertThat(page.locator(".gd-line")).hasCount(2);
            assertThat(page.locator(".gd-line").first()).containsText("· Telegram");
            assertThat(page.locator(".gd-line").last()).containsText("· Web chat");
            assertThat(page.getByLabel("Reply on")).hasValue(two.toString());
            browsing.inspect(page, "doc-desk-joined");
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-joined-phone");
            page.getByLabel("Reply to the citizen").fill("We come tomorrow.");
            button(page, "Claim and send reply");
            assertThat(page.locator(".gd-line--staff")).containsText("· Web chat");

            button(page, "This is not the same person");
            assertThat(page.locator(".gd-line")).hasCount(1);
            assertThat(page.getByLabel("Reply on")).hasCount(0);
        }
        assertThat(jdbc.sql("select conversation from messages where text = 'We come tomorrow.'")
                        .query(UUID.class)
                        .single())
                .isEqualTo(two);
    }

    @Test
    void keepsWhatShouldBeAnArticleForTheEditors() {
        UUID id = waiting("waste", "hi, Ann here, do you take <b>mattresses</b>?");
        refer(id, "BIN-4F7K");
        try (BrowserContext anna = browsing.profile();
                BrowserContext ed = browsing.profile()) {
            Page page = conversation(anna, ANNA, id);
            page.getByLabel("Reply to the citizen").fill("Yes, Ann, for £10.");
            button(page, "Claim and send reply");
            page.getByRole(AriaRole.LINK, named("This should be an article (message 2)"))
                    .click();
            assertThat(page.getByRole(AriaRole.LINK, named("Back to BIN-4F7K"))).isVisible();
            assertThat(page.getByLabel("What people ask")).hasValue("hi, Ann here, do you take <b>mattresses</b>?");
            assertThat(page.getByLabel("What is true for everybody")).hasValue("Yes, Ann, for £10.");
            browsing.inspect(page, "doc-desk-article-draft");
            page.getByLabel("What people ask").fill("Do you take <b>mattresses</b>?");
            page.getByLabel("What is true for everybody").fill("Yes, for £10.");
            button(page, "Keep it for the editors");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The editors have it now.");

            Page editor = ed.newPage();
            editor.navigate(server() + "/desk");
            fill(editor, EDITOR);
            editor.getByRole(AriaRole.LINK, named("Drafts")).click();
            Locator row =
                    editor.locator(".gd-row", new Page.LocatorOptions().setHasText("Do you take <b>mattresses</b>?"));
            assertThat(row).containsText("Kept by Name of anna");
            browsing.inspect(editor, "doc-desk-drafts");
            var file = editor.waitForDownload(() -> row.getByRole(AriaRole.LINK).click());
            assertThat(file.suggestedFilename()).isEqualTo("do-you-take-b-mattresses-b.md");
            row.getByRole(AriaRole.BUTTON).click();
            assertThat(editor.locator("section[aria-labelledby=done]")).containsText("Do you take <b>mattresses</b>?");
            editor.setViewportSize(320, 640);
            browsing.inspect(editor, "desk-drafts-phone");
        }
    }

    @Test
    void saysInWhichConversationSomebodyIsToBeBlocked() {
        UUID id = waiting("waste", "you useless lot");
        refer(id, "BIN-4F7K");
        try (BrowserContext anna = browsing.profile()) {
            Page page = conversation(anna, ANNA, id);
            page.getByRole(AriaRole.LINK, named("Block this person")).click();
            assertThat(page.locator("h1")).hasText("Block the person in BIN-4F7K");
        }
    }

    private void refer(UUID conversation, String reference) {
        jdbc.sql("update conversations set reference = :reference where id = :id")
                .param("id", conversation)
                .param("reference", reference)
                .update();
    }

    @Test
    void showsThatTheCitizenIsTyping() {
        UUID id = waiting("waste", "help");
        try (BrowserContext anna = browsing.profile()) {
            Page page = conversation(anna, ANNA, id);
            // The stream may not be there yet when the page is; a citizen types more than one letter, too.
            page.waitForCondition(() -> {
                signals.raise(Typing.CITIZEN, id.toString());
                return !page.locator("#citizen-typing").textContent().isBlank();
            });
            assertThat(page.locator("#citizen-typing")).isVisible();
        }
    }

    private Page conversation(BrowserContext profile, String username, UUID id) {
        Page page = signIn(profile, username);
        page.navigate(server() + "/desk/conversations/" + id);
        return page;
    }

    private Page signIn(BrowserContext profile, String username) {
        Page page = profile.newPage();
        page.navigate(server() + "/desk");
        fill(page, username);
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Queue").setLevel(1)))
                .isVisible();
        return page;
    }

    private static void fill(Page page, String username) {
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(DeskFixture.PASSWORD);
        button(page, "Sign in");
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

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Page.LocatorOptions text(String words) {
        return new Page.LocatorOptions().setHasText(words);
    }
}
