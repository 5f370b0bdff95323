package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.guildhall.Browsing;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What staff see and do about trouble: dead letters, and replies that did not arrive. */
class DeadLetterFlowTests extends DeskServer {

    private static final Duration SOON = Duration.ofSeconds(20);
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

    @BeforeEach
    void nothingIsWrongYet() {
        DeskFixture.staff(database, SUE, Set.of(Role.SUPERVISOR));
        jdbc.sql("delete from dead_letters").update();
        jdbc.sql("delete from outbox").update();
    }

    @Test
    void listsWhatCouldNotBeDealtWithWithEveryField() {
        UUID conversation = waiting("waste", "poison");
        UUID message = letter(conversation, null, "IllegalStateException");
        UUID body = letter(null, new byte[] {1, 2, 3}, "not JSON");

        letters(SUE)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.deadLetters.length()")
                .isEqualTo(2)
                .jsonPath(line(message, ".channel"))
                .isEqualTo("telegram")
                .jsonPath(line(message, ".conversation"))
                .isEqualTo(conversation.toString())
                .jsonPath(line(message, ".reference"))
                .isEqualTo("T-" + conversation)
                .jsonPath(line(message, ".seq"))
                .isEqualTo(1)
                .jsonPath(line(message, ".reason"))
                .isEqualTo(
                        "The assistant tried eight times to deal with this message and failed, so it called a person.")
                .jsonPath(line(message, ".detail"))
                .isEqualTo("IllegalStateException")
                .jsonPath(line(message, ".state"))
                .isEqualTo("waiting")
                .jsonPath("$.deadLetters[?(@.id == '" + body + "' && @.conversation == null && @.replayedAt == null)]")
                .isNotEmpty()
                .jsonPath(line(body, ".size"))
                .isEqualTo(3)
                .jsonPath(line(body, ".at"))
                .isNotEmpty();
        assertThat(lines(SUE, "dead-letters.view")).isPositive();
    }

    @Test
    void triesAgainOnceHoweverOftenItIsAsked() {
        UUID body = letter(null, new byte[] {1}, "not JSON");
        for (int press = 0; press < 3; press++) {
            post(SUE, body, "replay", "")
                    .expectStatus()
                    .isAccepted()
                    .expectBody()
                    .jsonPath("$.id")
                    .isEqualTo(body.toString());
        }

        await().atMost(SOON)
                .untilAsserted(() -> letters(SUE)
                        .expectBody()
                        .jsonPath(line(body, ".state"))
                        .isEqualTo("replayed")
                        .jsonPath("$.deadLetters[?(@.id == '" + body + "' && @.replayedAt)]")
                        .isNotEmpty());
        post(SUE, body, "replay", "").expectStatus().isAccepted();
        assertThat(jdbc.sql("select count(*) from audit where action = 'dead-letter.replay' and subject = :id")
                        .param("id", body.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void saysWhyItCannotTryAgain() {
        UUID conversation = waiting("waste", "poison");
        UUID message = letter(conversation, null, "IllegalStateException");
        as(SUE).post()
                .uri("/api/desk/conversations/{id}/close", conversation)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"outcome\":\"solved\"}")
                .exchange()
                .expectStatus()
                .isOk();

        post(SUE, message, "replay", "")
                .expectStatus()
                .isEqualTo(409)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("This cannot be tried again: the conversation is closed.");
        post(SUE, letter(null, null, "a new kind"), "replay", "").expectStatus().isEqualTo(409);
        for (String unknown : new String[] {UUID.randomUUID().toString(), "1-1-1-1-1", "x"}) {
            as(SUE).post()
                    .uri("/api/desk/dead-letters/{id}/replay", unknown)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void putsASideWhatNobodyNeeds() {
        UUID body = letter(null, new byte[] {1}, "not JSON");
        post(SUE, body, "discard", "{\"reason\":\"because\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("reason");
        post(SUE, body, "discard", "{\"reason\":\"not-a-message\"}")
                .expectStatus()
                .isNoContent();

        letters(SUE).expectBody().jsonPath("$.deadLetters.length()").isEqualTo(0);
        post(SUE, body, "replay", "").expectStatus().isEqualTo(409);
        assertThat(lines(SUE, "dead-letter.discard")).isPositive();
    }

    @Test
    void showsNothingToWhoeverDoesNotLookAfterTrouble() {
        UUID body = letter(null, new byte[] {1}, "not JSON");
        for (String who : new String[] {ANNA, EDITOR}) {
            letters(who).expectStatus().isForbidden();
            post(who, body, "replay", "").expectStatus().isForbidden();
            post(who, body, "discard", "{\"reason\":\"too-late\"}")
                    .expectStatus()
                    .isForbidden();
            as(who).get().uri("/api/desk/undelivered").exchange().expectStatus().isForbidden();
        }
        nobody().get().uri("/api/desk/dead-letters").exchange().expectStatus().isUnauthorized();
        letters(BOSS).expectStatus().isOk();
        assertThat(jdbc.sql("select replay_asked_at is null from dead_letters")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void saysOnEachMessageWhyItDidNotArrive() {
        UUID id = waiting("waste", "help");
        replyThat(id, "failed", "blocked", "403 Forbidden: bot was blocked by the user");

        as(ANNA).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectBody()
                .jsonPath("$.messages[0].deliveryReason")
                .isEqualTo(null)
                .jsonPath("$.messages[1].delivery")
                .isEqualTo("failed")
                .jsonPath("$.messages[1].deliveryReason")
                .isEqualTo("They have blocked us, or their account is gone.")
                .jsonPath("$.messages[1].deliveryDetail")
                .isEqualTo("403 Forbidden: bot was blocked by the user");
        as(ANNA).get()
                .uri("/api/desk/queue")
                .exchange()
                .expectBody()
                .jsonPath("$.conversations[?(@.id == '" + id + "')].undelivered")
                .isEqualTo("failed");
    }

    @Test
    void listsAnswersThatNobodyWouldMiss() {
        UUID id = waiting("waste", "help");
        jdbc.sql("update conversations set floor = 'assistant', queued_at = null, team = null where id = :id")
                .param("id", id)
                .update();
        replyThat(id, "failed", "refused", "400 Bad Request: message is too long");

        as(SUE).get()
                .uri("/api/desk/undelivered")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.undelivered[0].conversation")
                .isEqualTo(id.toString())
                .jsonPath("$.undelivered[0].trouble")
                .isEqualTo("refused")
                .jsonPath("$.undelivered[0].reason")
                .isEqualTo("The messenger did not accept this message.");
    }

    @Test
    void leadsFromTheQueueToTheLettersAndTriesOneAgainWithoutAScript() {
        letter(null, new byte[] {1}, "not JSON");
        UUID conversation = waiting("waste", "poison");
        UUID message = letter(conversation, null, "<b>IllegalStateException</b>");
        UUID closed = waiting("waste", "poison");
        UUID hopeless = letter(closed, null, "IllegalStateException");
        jdbc.sql("update conversations set floor = 'closed', closed_at = now(), queued_at = null where id = :id")
                .param("id", closed)
                .update();
        try (BrowserContext sue = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = signIn(sue, SUE);
            page.getByRole(AriaRole.LINK, named("3 messages could not be dealt with"))
                    .click();
            assertThat(row(page, message)).containsText("The assistant tried eight times");
            assertThat(row(page, message)).containsText("<b>IllegalStateException</b>");
            assertThat(row(page, message).getByRole(AriaRole.LINK)).hasText("T-" + conversation);

            row(page, hopeless).getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("the conversation is closed");
            row(page, hopeless).getByRole(AriaRole.COMBOBOX).selectOption("too-late");
            row(page, hopeless).getByRole(AriaRole.BUTTON).last().click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("It is put aside.");
            assertThat(row(page, hopeless)).hasCount(0);

            row(page, message).getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("It is being tried again.");
            await().atMost(SOON).untilAsserted(() -> {
                page.navigate(server() + "/desk/dead-letters");
                assertThat(row(page, message).textContent())
                        .containsAnyOf("The assistant has answered it.", "because this is for a person to answer");
            });
        }
        browsing.complaints(); // the 409 itself
    }

    @Test
    void isReadableByEverybodyAlsoOnAPhone() {
        letter(null, new byte[120], "reading failed: IllegalStateException");
        UUID tried = letter(waiting("waste", "poison"), null, "IllegalStateException");
        jdbc.sql("update dead_letters set failures = 2 where id = :id")
                .param("id", tried)
                .update();
        UUID unheard = waiting("waste", "help");
        jdbc.sql("update conversations set floor = 'assistant', queued_at = null where id = :id")
                .param("id", unheard)
                .update();
        replyThat(
                unheard,
                "failed",
                "refused",
                "400 Bad Request: can't parse entities at byte offset 12345678901234567890");
        UUID waiting = waiting("waste", "are you there?");
        replyThat(waiting, "failed", "unreachable", "502 Bad Gateway");
        UUID twice = waiting("waste", "and me?");
        replyThat(twice, "uncertain", null, null);
        try (BrowserContext sue = browsing.profile()) {
            Page page = signIn(sue, SUE);
            assertThat(page.locator(".gd-row__trouble").first()).isVisible();
            browsing.inspect(page, "desk-queue-trouble");
            page.navigate(server() + "/desk/dead-letters");
            assertThat(row(page, tried)).containsText("It was tried again 2 times, and failed each time.");
            browsing.inspect(page, "desk-dead-letters");
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-dead-letters-phone");
            page.navigate(server() + "/desk/conversations/" + waiting);
            assertThat(page.locator(".gd-line__note--trouble"))
                    .containsText("Could not be delivered: The messenger could not be reached for four hours.");
            browsing.inspect(page, "desk-conversation-trouble-phone");
            page.navigate(server() + "/desk/conversations/" + twice);
            assertThat(page.locator(".gd-line__note--trouble"))
                    .containsText("It may have arrived twice, or not at all.");
        }
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void isNotOfferedToWhoeverMayNotSeeIt() {
        letter(null, new byte[] {1}, "not JSON");
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, ANNA);
            assertThat(page.getByText("could not be dealt with")).hasCount(0);
            assertThat(page.locator("a[href='/desk/dead-letters']")).hasCount(0);
            assertThat(page.navigate(server() + "/desk/dead-letters").status()).isEqualTo(403);
        }
        browsing.complaints(); // the 403 itself
    }

    private UUID letter(@Nullable UUID conversation, byte @Nullable [] body, String reason) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into dead_letters (id, channel, account, conversation, seq, body, reason)
                        values (:id, :channel, :account, :conversation, :seq, :body, :reason)""")
                .param("id", id)
                .param("channel", conversation == null ? "webchat" : "telegram")
                .param("account", conversation == null ? "default" : "42")
                .param("conversation", conversation)
                .param("seq", conversation == null ? null : 1)
                .param("body", body)
                .param("reason", reason)
                .update();
        return id;
    }

    private void replyThat(UUID conversation, String state, @Nullable String trouble, @Nullable String reason) {
        UUID message = Ids.next();
        jdbc.sql("""
                        insert into messages (id, conversation, seq, sender, content, text)
                        values (:id, :conversation, 2, 'assistant',
                                '{"type": "text", "text": "Put it out by 7am."}', 'Put it out by 7am.')""").param("id", message).param("conversation", conversation).update();
        jdbc.sql("update conversations set last_seq = 2 where id = :id")
                .param("id", conversation)
                .update();
        jdbc.sql("""
                        insert into outbox (id, conversation, message, seq, part, channel, account, payload, state,
                                            trouble, reason)
                        values (:id, :conversation, :message, 2, 0, 'telegram', '42', '{}', :state, :trouble, :reason)""")
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("message", message)
                .param("state", state)
                .param("trouble", trouble)
                .param("reason", reason)
                .update();
    }

    private static String line(UUID id, String field) {
        return "$.deadLetters[?(@.id == '" + id + "')]" + field;
    }

    private WebTestClient.ResponseSpec letters(String who) {
        return as(who).get().uri("/api/desk/dead-letters").exchange();
    }

    private WebTestClient.ResponseSpec post(String who, UUID id, String what, String json) {
        return as(who).post()
                .uri("/api/desk/dead-letters/{id}/{what}", id, what)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    private int lines(String who, String action) {
        return jdbc.sql("select count(*) from audit where who = :who and action = :action")
                .param("who", who)
                .param("action", action)
                .query(Integer.class)
                .single();
    }

    private Page signIn(BrowserContext profile, String username) {
        Page page = profile.newPage();
        page.navigate(server() + "/desk");
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(DeskFixture.PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Queue").setLevel(1)))
                .isVisible();
        return page;
    }

    private static Locator row(Page page, UUID letter) {
        return page.locator("#letter-" + letter);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
