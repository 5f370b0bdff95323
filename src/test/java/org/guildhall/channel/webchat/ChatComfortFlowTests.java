package org.guildhall.channel.webchat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.guildhall.Browsing;
import org.guildhall.OpenHouse;
import org.guildhall.conversation.Actor;
import org.guildhall.conversation.Casework;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Photos;
import org.guildhall.conversation.Sight;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Typing;
import org.guildhall.message.Content;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.Disposable;

/** What makes the chat more than words: files, places, voices, being read, keeping, and leaving without a trace. */
class ChatComfortFlowTests extends OpenHouse {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Actor SAM = new Actor(new StaffName("sam", "Sam"), new Sight("sam", true, Set.of()));

    private static Browsing browsing;

    @Autowired
    private Casework casework;

    @Autowired
    private Signals signals;

    @Autowired
    private JdbcClient sql;

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
    void sendsAPhotoThatStaffSeeAndAFileThatIsDropped() {
        try (BrowserContext ann = browsing.profile()) {
            Page page = chat(ann);
            page.locator("guildhall-chat input[type=file]")
                    .setInputFiles(new FilePayload("street.jpg", "image/jpeg", Photos.withExif(1, true)));
            assertThat(said(page, "citizen").locator("canvas")).isVisible();
            assertThat(said(page, "citizen")).containsText("Photo: street.jpg");
            assertThat(said(page, "assistant")).containsText("I have kept your photo");
            browsing.inspect(page, "doc-chat-photo");
            assertThat(kept(page, "street.jpg")).isEqualTo("jpeg true");

            page.evaluate("""
                    () => {
                      const box = document.querySelector('guildhall-chat').shadowRoot.querySelector('.box');
                      const dragged = new DataTransfer();
                      dragged.items.add(new File(['%PDF-1.7 a form'], 'form.pdf', { type: 'application/pdf' }));
                      for (const name of ['dragover', 'drop']) {
                        box.dispatchEvent(new DragEvent(name, { dataTransfer: dragged, bubbles: true, cancelable: true }));
                      }
                    }""");
            assertThat(said(page, "citizen").last()).containsText("File: form.pdf");
            assertThat(kept(page, "form.pdf")).isEqualTo("pdf false");
        }
    }

    @Test
    void sendsAPlaceOnlyAfterAsking() {
        try (BrowserContext bob = browsing.profile(options ->
                options.setGeolocation(new Geolocation(51.5, -0.12)).setPermissions(List.of("geolocation")))) {
            Page page = chat(bob);
            button(page, "Send where I am").click();
            Locator question = page.getByText("Do you want to send us where you are now?");
            assertThat(question).isVisible();
            assertThat(button(page, "Yes, send it")).isFocused();
            browsing.inspect(page, "chat-place-question");
            button(page, "Cancel").click();
            assertThat(button(page, "Send where I am")).isFocused();
            assertThat(said(page, "citizen")).hasCount(0);

            button(page, "Send where I am").click();
            button(page, "Yes, send it").click();
            assertThat(said(page, "citizen")).containsText("51.50000, -0.12000");
            assertThat(said(page, "assistant")).containsText("I have kept the place");
        }
    }

    @Test
    void recordsAVoiceNote() {
        try (BrowserContext cat = browsing.profile(options -> options.setPermissions(List.of("microphone")))) {
            Page page = chat(cat);
            button(page, "Record a voice note").click();
            assertThat(page.getByText(Pattern.compile("Recording\\. 11\\d seconds left")))
                    .isVisible();
            browsing.inspect(page, "chat-recording");
            button(page, "Stop and send").click();

            assertThat(said(page, "citizen")).containsText("Voice note");
            assertThat(said(page, "assistant")).containsText("I have kept your recording");
            await().atMost(SOON).until(() -> sql.sql("""
                                    select count(*) from attachments
                                    where kind = 'voice' and state = 'fetched' and (exact_type = 'webm' or file_type = 'mp4')""").query(Long.class).single() > 0);
        }
    }

    @Test
    void showsThatStaffHaveReadAndAreWritingAndTellsThemTheSame() {
        List<String> citizens = new ArrayList<>();
        Disposable listening = signals.on(Typing.CITIZEN).subscribe(citizens::add);
        try (BrowserContext dan = browsing.profile()) {
            Page page = chat(dan);
            ask(page, "can I talk to a person about walnuts");
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("in the queue");
            assertThat(said(page, "citizen").last().locator(".fate")).hasText("Sent");
            UUID conversation = conversation("can I talk to a person about walnuts");

            casework.claim(conversation, SAM).block(SOON);
            casework.seen(conversation, 2).block(SOON);
            assertThat(said(page, "citizen").last().locator(".fate")).hasText("Read");
            signals.raise(Typing.STAFF, conversation.toString());
            assertThat(page.getByText("Someone is typing…")).isVisible();
            browsing.inspect(page, "doc-chat-read-and-typing");
            page.getByLabel("Your question").pressSequentially("it is");
            await().atMost(SOON).until(() -> citizens.contains(conversation.toString()));

            casework.reply(conversation, SAM, "Walnuts go into the brown bin.").block(SOON);
            assertThat(said(page, "staff")).containsText("Walnuts");
            assertThat(said(page, "staff").locator(".who")).hasText("Sam");
            casework.reply(conversation, SAM, new Decision.Reply(new Content.PlaceWanted("Which street is it?"), null))
                    .block(SOON);
            assertThat(said(page, "staff").last().getByRole(AriaRole.BUTTON)).hasText("Send where I am");
            casework.close(conversation, SAM, "solved").block(SOON);
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("This conversation is closed.");
            browsing.inspect(page, "chat-closed");
        } finally {
            listening.dispose();
        }
    }

    @Test
    void takesTheConversationHomeAsTextAndToPrint() throws IOException {
        try (BrowserContext eve = browsing.profile()) {
            Page page = chat(eve);
            ask(page, "my bin was missed");
            assertThat(said(page, "assistant")).hasCount(1);
            page.getByText("More about this chat").click();
            browsing.inspect(page, "chat-more");
            Download text = page.waitForDownload(
                    () -> button(page, "Save this chat as text").click());
            assertThat(text.suggestedFilename()).isEqualTo("chat.txt");
            assertThat(Files.readString(text.path()))
                    .contains(
                            "Your chat with Marlbridge Council",
                            "You\nmy bin was missed",
                            "Assistant",
                            "/help/missed-bin");
            Download html = page.waitForDownload(
                    () -> button(page, "Save this chat to print").click());
            assertThat(Files.readString(html.path()))
                    .contains("<strong>not emptied</strong>", "@media print")
                    .doesNotContain("<script");
        }
    }

    @Test
    void leavesNoTraceWhenAskedAndEndsWithItsTab() {
        try (BrowserContext fay = browsing.profile()) {
            Page page = chat(fay);
            ask(page, "my bin about figs");
            assertThat(said(page, "assistant")).hasCount(1);
            assertThat((Boolean) page.evaluate("localStorage.length > 0")).isTrue();
            page.getByText("More about this chat").click();
            button(page, "Leave no trace on this device").click();
            assertThat(page.getByText("not kept on this device any more")).isVisible();
            assertThat((Object) page.evaluate("localStorage.length")).isEqualTo(0);
            ask(page, "my bin about figs again");
            assertThat(said(page, "assistant")).hasCount(2);
            assertThat((Object) page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"))
                    .isEqualTo(0);
            UUID conversation = conversation("my bin about figs");
            assertThat(sessions(conversation)).isEqualTo("true");

            page.close(new Page.CloseOptions().setRunBeforeUnload(false));
            await().atMost(SOON).until(() -> sessions(conversation).isEmpty());
            Page later = chat(fay);
            assertThat(said(later, "citizen")).hasCount(0);
        }
    }

    @Test
    void leavesThePageAtOnce() {
        try (BrowserContext gus = browsing.profile()) {
            gus.route(
                    "https://www.bbc.co.uk/**",
                    route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("Rain")));
            Page page = chat(gus);
            ask(page, "my bin about gooseberries");
            assertThat(said(page, "assistant")).hasCount(1);
            UUID conversation = conversation("my bin about gooseberries");
            for (int i = 0; i < 3; i++) {
                page.keyboard().press("Shift");
            }
            assertThat(page).hasURL(Pattern.compile("https://www\\.bbc\\.co\\.uk/.*"));
            await().atMost(SOON).until(() -> sessions(conversation).isEmpty());
            page.goBack();
            assertThat(page).not().hasURL(Pattern.compile(".*/chat.*"));
            Page later = chat(gus);
            assertThat(said(later, "citizen")).hasCount(0);
            assertThat(browsing.complaints()).allMatch(line -> line.contains("asked elsewhere: https://www.bbc.co.uk"));
        }
    }

    @Test
    void saysThatTheLineIsLostAndGoesOnWhenItIsBack() {
        try (BrowserContext hal = browsing.profile()) {
            Page page = chat(hal);
            ask(page, "hello");
            assertThat(said(page, "assistant")).hasCount(1);
            hal.setOffline(true);
            ask(page, "my bin was missed");
            assertThat(page.getByText("Not sent yet")).isVisible();
            browsing.inspect(page, "chat-offline");
            browsing.complaints();
            hal.setOffline(false);
            assertThat(said(page, "assistant")).hasCount(2);
            assertThat(said(page, "citizen")).hasCount(2);
        }
    }

    @Test
    void everythingToTapIsLargeEnough() {
        try (BrowserContext ivy = browsing.profile(options -> options.setViewportSize(320, 640))) {
            Page page = chat(ivy);
            ask(page, "tax");
            assertThat(button(page, "Pay your Council Tax")).isVisible();
            page.getByText("More about this chat").click();
            Object small = page.evaluate("""
                    () => [...document.querySelector('guildhall-chat').shadowRoot.querySelectorAll('button, summary')]
                        .filter((one) => one.checkVisibility())
                        .map((one) => [one.textContent, one.getBoundingClientRect()])
                        .filter(([, size]) => size.height < 44 || size.width < 24).map(([words]) => words)""");
            assertThat((List<?>) small).isEmpty();
            browsing.inspect(page, "chat-phone-more");
        }
    }

    @Test
    void sendsAPhotoAndTakesItAllHomeWithoutJavaScriptAndInWelsh() {
        try (BrowserContext jan = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = jan.newPage();
            page.navigate(server() + "/chat?lang=cy");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Gofyn i'r cyngor")))
                    .isVisible();
            page.getByLabel("Dewis llun neu ffeil")
                    .setInputFiles(new FilePayload("lane.jpg", "image/jpeg", Photos.withExif(1, true)));
            button(page, "Anfon y llun neu'r ffeil").click();
            assertThat(page.getByText("Ffeil: lane.jpg")).isVisible();
            assertThat(kept(page, "lane.jpg")).isEqualTo("jpeg true");
            page.navigate(server() + "/chat");
            Download text = page.waitForDownload(
                    () -> page.getByText("Save this chat as text").click());
            assertThat(text.suggestedFilename()).isEqualTo("chat.txt");
        }
    }

    /** What a file is by its bytes, and whether it was painted; waits until it is there. */
    private String kept(Page page, String name) {
        await().atMost(SOON)
                .until(() -> !sql.sql("select id from attachments where file_name = :name and state = 'fetched'")
                        .param("name", name)
                        .query(UUID.class)
                        .list()
                        .isEmpty());
        return sql.sql("select file_type || ' ' || picture from attachments where file_name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private UUID conversation(String words) {
        return sql.sql("select conversation from messages where text = :words")
                .param("words", words)
                .query(UUID.class)
                .single();
    }

    /** Whether the token of a conversation's visitor leaves no trace; empty when it is gone. */
    private String sessions(UUID conversation) {
        return sql.sql("""
                        select s.fleeting::text from webchat_sessions s join addresses a on a.person = s.person
                        join conversations c on c.address = a.id where c.id = :id""")
                .param("id", conversation)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private Page chat(BrowserContext who) {
        Page page = who.newPage();
        page.navigate(server() + "/chat");
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

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
