package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskVisit.button;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.guildhall.Browsing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** From a rude message to a block that somebody decided on, and to its end; by page and by program. */
class BlockFlowTests extends DeskServer {

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
    void nobodyIsBlocked() {
        DeskFixture.staff(database, SUE, Set.of(Role.SUPERVISOR));
        jdbc.sql("delete from blocks").update();
    }

    @Test
    void staffAskASupervisorDecidesLooksAgainAndLifts() {
        UUID id = waiting("waste", "you useless lot");
        try (BrowserContext annas = browsing.profile(options -> options.setJavaScriptEnabled(false));
                BrowserContext sues = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page anna = DeskVisit.signIn(annas, server(), ANNA);
            anna.navigate(server() + "/desk/conversations/" + id);
            link(anna, "Block this person");
            browsing.inspect(anna, "desk-block-asking");
            anna.getByLabel("Abuse").check();
            anna.getByLabel("7 days").check();
            anna.getByLabel("What happened").fill("Shouted at <b>Bob</b>");
            button(anna, "Ask a supervisor to block").click();
            assertThat(anna.locator("#block")).containsText("not blocked yet. A supervisor decides.");
            assertThat(anna.locator("#block")).containsText("Shouted at <b>Bob</b>");
            assertThat(anna.getByText("Block this person")).hasCount(0);

            Page sue = DeskVisit.signIn(sues, server(), SUE);
            link(sue, "1 block waits for you to decide");
            browsing.inspect(sue, "desk-blocks-asked");
            sue.getByLabel("For how long").selectOption("14");
            button(sue, "Block Ann").click();
            assertThat(sue.getByRole(AriaRole.ALERT)).containsText("The block is in force.");
            assertThat(sue.locator(".gd-row")).containsText("This person is blocked until");
            assertThat(button(sue, "Keep it until it ends for Ann")).hasCount(0);

            jdbc.sql("update blocks set review_at = now()").update();
            sue.navigate(server() + "/desk/blocks");
            assertThat(sue.locator(".gd-row")).containsText("Is it still needed?");
            browsing.inspect(sue, "desk-blocks-due");
            button(sue, "Keep it until it ends for Ann").click();
            assertThat(sue.locator(".gd-row")).containsText("Name of sue looked again on");
            button(sue, "Lift the block of Ann").click();
            assertThat(sue.getByRole(AriaRole.ALERT)).containsText("They are answered again.");
            assertThat(sue.locator(".gd-row")).containsText("Name of sue lifted the block on");
            assertThat(browsing.complaints()).isEmpty();
        }
    }

    @Test
    void programsDoTheSame() {
        UUID id = waiting("waste", "you useless lot");
        String block = asked(ANNA, id, Map.of("reason", "spam", "days", 3, "note", "the same 40 times"));
        ask(SUE, id, Map.of("reason", "spam", "days", 3)).expectStatus().isEqualTo(409);
        take(SUE, block, "confirm", Map.of("days", 5))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("days");
        take(SUE, block, "confirm", Map.of("days", 7))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("active")
                .jsonPath("$.endsAt")
                .isNotEmpty();
        as(SUE).get()
                .uri("/api/desk/blocks")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.blocks[0].conversation")
                .isEqualTo(id.toString())
                .jsonPath("$.blocks[0].note")
                .isEqualTo("the same 40 times");
        take(SUE, block, "confirm", Map.of("days", 7)).expectStatus().isNotFound();
        take(SUE, block, "lift", Map.of()).expectStatus().isOk();
        take(SUE, block, "lift", Map.of()).expectStatus().isNotFound();
        ask(SUE, id, Map.of("reason", "abuse", "days", 1))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("active");
    }

    @Test
    void whoMayNotDecideDoesNotAndWhoMayNotSeeLearnsNothing() {
        UUID id = waiting("waste", "you useless lot");
        Map<String, Object> wanted = Map.of("reason", "abuse", "days", 3);
        ask(HANA, id, wanted).expectStatus().isNotFound();
        ask(ANNA, UUID.randomUUID(), wanted).expectStatus().isNotFound();
        ask(EDITOR, id, wanted).expectStatus().isForbidden();
        ask(ANNA, id, Map.of("reason", "because", "days", 3))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("reason");
        ask(ANNA, id, Map.of("reason", "abuse", "days", 400)).expectStatus().isBadRequest();
        String block = asked(ANNA, id, wanted);
        take(ANNA, block, "confirm", Map.of("days", 3)).expectStatus().isForbidden();
        as(ANNA).get().uri("/api/desk/blocks").exchange().expectStatus().isForbidden();
        take(SUE, UUID.randomUUID().toString(), "lift", Map.of()).expectStatus().isNotFound();
        take(SUE, "nonsense", "lift", Map.of()).expectStatus().isNotFound();
        take(SUE, block, "nonsense", Map.of()).expectStatus().isNotFound();
        nobody().get().uri("/desk/blocks").exchange().expectStatus().isSeeOther();
    }

    private String asked(String who, UUID conversation, Map<String, Object> body) {
        JsonNode block = Objects.requireNonNull(ask(who, conversation, body)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        assertThat(block.path("state").asString()).isEqualTo("asked");
        return block.path("id").asString();
    }

    private WebTestClient.ResponseSpec ask(String who, UUID conversation, Map<String, Object> body) {
        return as(who).post()
                .uri("/api/desk/conversations/{id}/block", conversation)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec take(String who, String block, String step, Map<String, Object> body) {
        return as(who).post()
                .uri("/api/desk/blocks/{id}/{step}", block, step)
                .bodyValue(body)
                .exchange();
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
    }
}
