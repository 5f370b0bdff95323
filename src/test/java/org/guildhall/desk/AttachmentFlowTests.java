package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.guildhall.Browsing;
import org.guildhall.conversation.Photos;
import org.guildhall.platform.StubClamd;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A photo's whole way: from a citizen's Telegram through the webhook to the page at the desk. */
class AttachmentFlowTests extends TelegramDesk {

    private static final Duration SOON = Duration.ofSeconds(30);
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
    void aPhotoFromTelegramStandsOnTheDeskUprightAndWithoutItsPlace() throws Exception {
        API.holds("photo-1", Photos.withExif(6, true));
        UUID conversation = sends(new TelegramCitizen(7101, "Ann").photographs("photo-1", "my broken bin"));
        JsonNode file = fetched(conversation);

        assertThat(file.path("kind").asString()).isEqualTo("photo");
        assertThat(file.path("type").asString()).isEqualTo("image/jpeg");
        EntityExchangeResult<byte[]> served = served(
                        ANNA, conversation, file.path("id").asString())
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.IMAGE_JPEG)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectHeader()
                .valueMatches("Content-Security-Policy", "sandbox; default-src 'none'.*")
                .expectBody()
                .returnResult();
        byte[] photo = Objects.requireNonNull(served.getResponseBody());
        assertThat(new String(photo, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", Photos.PLACE);
        assertThat(ImageIO.read(new ByteArrayInputStream(photo)).getHeight()).isEqualTo(64);
        assertThat(served.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .startsWith("inline");

        seeInABrowser(conversation);
    }

    private void seeInABrowser(UUID conversation) {
        try (BrowserContext anna = browsing.profile()) {
            Page page = anna.newPage();
            page.navigate(server() + "/login");
            page.getByLabel("Username").fill(ANNA);
            page.getByLabel("Password").fill(DeskFixture.PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            page.navigate(server() + "/desk/conversations/" + conversation);
            var photo = page.getByAltText("Photo from the citizen");
            assertThat(photo).isVisible();
            await().atMost(SOON)
                    .until(() -> photo.evaluate("image => image.naturalHeight").equals(64));
            assertThat(page.locator(".gd-file")).containsText("Download photo.jpg (");
            assertThat(page.content()).doesNotContain(TOKEN).doesNotContain("/file/bot");
            browsing.inspect(page, "desk-photo");
            assertThat(browsing.complaints()).isEmpty();
        }
    }

    @Test
    void aPageSentAsAPhotoIsOnlyToBeSaved() throws Exception {
        API.holds("photo-2", "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));
        UUID conversation = sends(new TelegramCitizen(7102, "Bo").photographs("photo-2", "look"));
        String id = fetched(conversation).path("id").asString();

        served(ANNA, conversation, id)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment;.*")
                .expectHeader()
                .valueMatches("Content-Security-Policy", "sandbox;.*");
        as(ANNA).get()
                .uri("/api/desk/conversations/{c}/attachments/{id}", conversation, id)
                .header(HttpHeaders.RANGE, "bytes=1-4")
                .exchange()
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_RANGE, "bytes 1-4/31")
                .expectBody(String.class)
                .isEqualTo("html");
    }

    @Test
    void aFileIsOnlyForWhoMaySeeItsConversation() throws Exception {
        API.holds("photo-3", Photos.withExif(1, true));
        UUID conversation = sends(new TelegramCitizen(7103, "Cy").photographs("photo-3", "look"));
        String id = fetched(conversation).path("id").asString();
        UUID other = waiting("waste", "help");

        String unknown = body(served(ANNA, conversation, UUID.randomUUID().toString()));
        assertThat(body(served(HANA, conversation, id))).isEqualTo(unknown);
        assertThat(body(served(ANNA, other, id))).isEqualTo(unknown);
        assertThat(body(served(ANNA, conversation, "nonsense"))).isEqualTo(unknown);
        served(EDITOR, conversation, id).expectStatus().isForbidden();
        nobody().get()
                .uri("/desk/conversations/{c}/attachments/{id}", conversation, id)
                .exchange()
                .expectStatus()
                .is3xxRedirection();
    }

    private static String body(WebTestClient.ResponseSpec response) {
        String body = response.expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(body).replaceFirst(",\"requestId\":\"[^\"]*\"", "");
    }

    @Test
    void aFileThatTelegramDoesNotHaveSaysSo() throws Exception {
        UUID conversation = sends(new TelegramCitizen(7104, "Dee").photographs("never-held", "look"));

        await().atMost(SOON)
                .until(() -> file(conversation).path("state").asString().equals("failed"));
        assertThat(file(conversation).path("reason").asString())
                .isEqualTo("The messenger no longer has this file. Ask the citizen to send it again.");
        assertThat(file(conversation).path("url").isNull()).isTrue();
    }

    @Test
    void aFileInWhichTheScannerFoundSomethingIsHandedToNobodyAndSaysSo() throws Exception {
        API.holds("photo-5", ("look " + StubClamd.VIRUS).getBytes(StandardCharsets.US_ASCII));
        UUID conversation = sends(new TelegramCitizen(7105, "Eve").photographs("photo-5", "look"));
        await().atMost(SOON)
                .until(() -> file(conversation).path("state").asString().equals("infected"));
        JsonNode file = file(conversation);

        assertThat(file.path("reason").asString()).startsWith("Our virus scanner has found something harmful");
        assertThat(file.path("url").isNull()).isTrue();
        assertThat(file.path("type").isNull()).isTrue();
        served(BOSS, conversation, file.path("id").asString()).expectStatus().isNotFound();
        try (BrowserContext anna = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = DeskVisit.signIn(anna, server(), ANNA);
            page.navigate(server() + "/desk/conversations/" + conversation);
            assertThat(page.locator(".gd-file")).containsText("so nobody can open it");
            assertThat(page.locator(".gd-file a")).hasCount(0);
        }
    }

    @Test
    void whileTheScannerIsAwayAFileWaitsAndSaysSo() throws Exception {
        CLAMD.saying("-");
        try {
            API.holds("photo-6", Photos.withExif(1, true));
            UUID conversation = sends(new TelegramCitizen(7106, "Flo").photographs("photo-6", "look"));
            await().atMost(SOON)
                    .until(() -> file(conversation).path("state").asString().equals("unchecked"));
            served(ANNA, conversation, file(conversation).path("id").asString())
                    .expectStatus()
                    .isNotFound();
            CLAMD.saying("");
            assertThat(fetched(conversation).path("reason").isNull()).isTrue();
        } finally {
            CLAMD.saying("");
        }
    }

    /** Posts it to the webhook, and gives the conversation to the team that looks at it here. */
    private UUID sends(JsonNode update) {
        nobody().post()
                .uri("/webhooks/telegram")
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
                .bodyValue(update.toString())
                .exchange()
                .expectStatus()
                .isOk();
        UUID conversation = jdbc.sql("""
                        select c.id from conversations c join addresses a on a.id = c.address where a.person = :person""")
                .param("person", update.path("message").path("from").path("id").asString())
                .query(UUID.class)
                .single();
        jdbc.sql("update conversations set team = 'waste' where id = :id")
                .param("id", conversation)
                .update();
        return conversation;
    }

    private JsonNode fetched(UUID conversation) {
        await().atMost(SOON)
                .until(() -> file(conversation).path("state").asString().equals("fetched"));
        return file(conversation);
    }

    private JsonNode file(UUID conversation) {
        JsonNode all = Objects.requireNonNull(as(ANNA).get()
                .uri("/api/desk/conversations/{id}", conversation)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        return all.path("messages").path(0).path("attachments").path(0);
    }

    private WebTestClient.ResponseSpec served(String who, UUID conversation, String id) {
        return as(who).get()
                .uri("/api/desk/conversations/{c}/attachments/{id}", conversation, id)
                .exchange();
    }
}
