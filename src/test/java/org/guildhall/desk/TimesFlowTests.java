package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.Browsing;
import org.guildhall.conversation.Priority;
import org.guildhall.hours.Calendars;
import org.guildhall.hours.ClosedTime;
import org.guildhall.hours.HoursBook;
import org.guildhall.hours.WrittenWeek;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Hours, closures, targets, what is due, back to the assistant and "Did we solve this?", over the API and in a browser. */
class TimesFlowTests extends DeskServer {

    private static final String SUE = "sue";
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Half past eleven on a Wednesday far off, of which no bank holiday is known. */
    private static final Instant NIGHT = Instant.parse("2031-06-04T22:30:00Z");

    private static Browsing browsing;

    @Autowired
    private Calendars calendars;

    @Autowired
    private HoursBook book;

    @Autowired
    private OpeningTimes times;

    @Autowired
    private Targets targets;

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
    }

    @BeforeEach
    @AfterEach
    void asConfigured() {
        jdbc.sql("delete from opening_hours").update();
        jdbc.sql("delete from closures").update();
        jdbc.sql("delete from targets").update();
        book.changed();
        await().atMost(SOON).until(() -> !calendars.of("waste").open(NIGHT));
        assertThat(browsing.complaints()).isEmpty();
    }

    @BeforeEach
    void supervisor() {
        DeskFixture.staff(database, SUE, Set.of(Role.SUPERVISOR));
    }

    @Test
    void hoursAreSetAndUndoneAndEveryoneGoesByThem() {
        assertThat(calendars.of("waste").open(NIGHT)).isFalse();
        ask(BOSS, HttpMethod.PUT, "/hours", Map.of("team", "waste", "lines", List.of("Mon-Sun 00:00-24:00")))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.team")
                .isEqualTo("waste")
                .jsonPath("$.lines[0]")
                .isEqualTo("Mon-Sun 00:00-24:00")
                .jsonPath("$.changedBy")
                .isEqualTo(BOSS);
        await().atMost(SOON).until(() -> calendars.of("waste").open(NIGHT));
        assertThat(calendars.of("housing").open(NIGHT)).isFalse();

        String id = DeskFixture.now(ask(
                                BOSS,
                                HttpMethod.POST,
                                "/closures",
                                Map.of(
                                        "team",
                                        "waste",
                                        "first",
                                        "2031-06-04",
                                        "from",
                                        "22:00",
                                        "until",
                                        "24:00",
                                        "reason",
                                        "Training"))
                        .expectStatus()
                        .isCreated()
                        .returnResult(JsonNode.class)
                        .getResponseBody()
                        .next())
                .path("id")
                .stringValue();
        await().atMost(SOON).until(() -> !calendars.of("waste").open(NIGHT));
        ask(ANNA, HttpMethod.GET, "/hours", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.hours[0].team")
                .isEqualTo("waste")
                .jsonPath("$.closures[0].until")
                .isEqualTo("24:00")
                .jsonPath("$.bankHolidaysUntil")
                .isEqualTo("2028-12-26");

        ask(BOSS, HttpMethod.DELETE, "/closures/" + id, null).expectStatus().isNoContent();
        ask(BOSS, HttpMethod.DELETE, "/closures/" + id, null).expectStatus().isNotFound();
        ask(BOSS, HttpMethod.DELETE, "/closures/1-1-1-1-1", null).expectStatus().isNotFound();
        ask(BOSS, HttpMethod.DELETE, "/hours?team=waste", null).expectStatus().isNoContent();
        assertThat(jdbc.sql("""
                                select concat_ws(' ', who, action, subject, details::text) from audit
                                where action like 'hours.%' or action like 'closure.%' order by id desc limit 4""").query(String.class).list())
                .containsExactly(
                        "boss hours.reset waste {}",
                        "boss closure.remove waste {}",
                        "boss closure.add waste {}",
                        "boss hours.set waste {}");
    }

    @Test
    void whatIsWrongIsSaidByField() {
        wrong(HttpMethod.PUT, "/hours", Map.of("lines", List.of("Mon 9-5")), "lines");
        wrong(HttpMethod.PUT, "/hours", Map.of("team", "moon", "lines", List.of()), "team");
        wrong(HttpMethod.PUT, "/hours", Map.of("team", "waste"), "lines");
        wrong(HttpMethod.PUT, "/hours", Map.of("lines", Arrays.asList("Mon 09:00-10:00", null)), "lines");
        wrong(HttpMethod.POST, "/closures", Map.of("first", "tomorrow", "reason", "x"), "first");
        wrong(HttpMethod.POST, "/closures", Map.of("first", "2031-06-04", "reason", ""), "reason");
        wrong(
                HttpMethod.PUT,
                "/targets",
                Map.of("priority", "highest", "replyMinutes", 1, "resolutionMinutes", 1),
                "priority");
        wrong(
                HttpMethod.PUT,
                "/targets",
                Map.of("priority", "high", "replyMinutes", 0, "resolutionMinutes", 1),
                "replyMinutes");
        wrong(HttpMethod.PUT, "/targets", Map.of("priority", "high", "replyMinutes", 1), "resolutionMinutes");
        wrong(HttpMethod.PUT, "/targets", Map.of("priority", "high", "replyMinutes", "1h"), "replyMinutes");
        wrong(HttpMethod.PUT, "/targets", Map.of("team", "moon", "priority", "high"), "team");
    }

    private void wrong(HttpMethod method, String path, Map<String, ?> body, String field) {
        ask(BOSS, method, path, body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    @Test
    void whoMayNotSetThemCannotWhicheverWayTheyCome() {
        Map<String, ?> hours = Map.of("lines", List.of("Mon-Sun 00:00-24:00"));
        Map<String, ?> target = Map.of("priority", "high", "replyMinutes", 5, "resolutionMinutes", 60);
        for (String who : List.of(ANNA, SUE)) {
            ask(who, HttpMethod.PUT, "/hours", hours).expectStatus().isForbidden();
            ask(who, HttpMethod.DELETE, "/hours", null).expectStatus().isForbidden();
            ask(who, HttpMethod.POST, "/closures", Map.of("first", "2031-06-04", "reason", "x"))
                    .expectStatus()
                    .isForbidden();
        }
        ask(ANNA, HttpMethod.PUT, "/targets", target).expectStatus().isForbidden();
        ask(ANNA, HttpMethod.DELETE, "/targets", null).expectStatus().isForbidden();
        ask(EDITOR, HttpMethod.GET, "/hours", null).expectStatus().isForbidden();
        ask(EDITOR, HttpMethod.GET, "/targets", null).expectStatus().isForbidden();

        StaffMember anna = member(ANNA);
        LocalDate day = LocalDate.of(2031, 6, 4);
        assertThat(DeskFixture.empty(times.set(anna, null, new WrittenWeek(List.of()))))
                .isTrue();
        assertThat(DeskFixture.empty(times.reset(anna, null))).isTrue();
        assertThat(DeskFixture.empty(times.close(anna, null, new ClosedTime(day, day, null, null), "x")))
                .isTrue();
        assertThat(DeskFixture.now(targets.set(
                        anna, null, Map.of(Priority.HIGH, new Target(Duration.ofMinutes(5), Duration.ofHours(1))))))
                .isFalse();
        assertThat(DeskFixture.now(targets.reset(anna, null))).isFalse();
        for (String table : List.of("opening_hours", "closures", "targets")) {
            assertThat(jdbc.sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void targetsMakeThingsDueAndTheQueueIsShownByThem() {
        ask(BOSS, HttpMethod.PUT, "/hours", Map.of("lines", List.of("Mon-Sun 00:00-24:00")))
                .expectStatus()
                .isOk();
        ask(SUE, HttpMethod.PUT, "/targets", Map.of("priority", "normal", "replyMinutes", 60, "resolutionMinutes", 600))
                .expectStatus()
                .isOk();
        ask(
                        SUE,
                        HttpMethod.PUT,
                        "/targets",
                        Map.of("team", "waste", "priority", "normal", "replyMinutes", 1, "resolutionMinutes", 600))
                .expectStatus()
                .isOk();
        ask(ANNA, HttpMethod.GET, "/targets", null)
                .expectBody()
                .jsonPath("$.targets[?(@.team == 'waste' && @.priority == 'normal')].replyMinutes")
                .isEqualTo(1)
                .jsonPath("$.targets[?(@.team == 'housing' && @.priority == 'normal')].replyMinutes")
                .isEqualTo(60)
                .jsonPath("$.targets[?(@.team == 'housing' && @.priority == 'danger')].replyMinutes")
                .isEqualTo(10);
        UUID desk = waiting("front-desk", "first");
        UUID waste = waiting("waste", "second");

        List<String> urgent = ids(SUE, "");
        assertThat(urgent.indexOf(desk.toString())).isLessThan(urgent.indexOf(waste.toString()));
        List<String> due = ids(SUE, "?order=due");
        assertThat(due.indexOf(waste.toString())).isLessThan(due.indexOf(desk.toString()));

        conversation(SUE, waste)
                .jsonPath("$.id")
                .isEqualTo(waste.toString())
                .jsonPath("$.messages.length()")
                .isEqualTo(1)
                .jsonPath("$.dueFor")
                .isEqualTo("reply")
                .jsonPath("$.dueAt")
                .isNotEmpty()
                .jsonPath("$.solved")
                .isEqualTo(null);
        ask(SUE, HttpMethod.POST, "/conversations/" + waste + "/messages", Map.of("text", "We are on our way."))
                .expectStatus()
                .isAccepted();
        conversation(SUE, waste).jsonPath("$.dueFor").isEqualTo("resolution");
        ask(SUE, HttpMethod.POST, "/conversations/" + waste + "/close", Map.of("outcome", "solved"))
                .expectStatus()
                .isOk();
        conversation(SUE, waste)
                .jsonPath("$.dueFor")
                .isEqualTo(null)
                .jsonPath("$.solved")
                .isEqualTo("unanswered");
        ask(SUE, HttpMethod.DELETE, "/targets?team=waste", null).expectStatus().isNoContent();
    }

    private List<String> ids(String who, String query) {
        return DeskFixture.now(as(who).get()
                        .uri("/api/desk/queue" + query)
                        .exchange()
                        .returnResult(JsonNode.class)
                        .getResponseBody()
                        .next())
                .path("conversations")
                .findValuesAsString("id");
    }

    private WebTestClient.BodyContentSpec conversation(String who, UUID id) {
        return ask(who, HttpMethod.GET, "/conversations/" + id, null)
                .expectStatus()
                .isOk()
                .expectBody();
    }

    @Test
    void aConversationIsGivenBackByWhoMay() {
        UUID id = waiting("waste", "my bin");
        String path = "/conversations/" + id + "/assistant";
        ask(HANA, HttpMethod.POST, path, null).expectStatus().isNotFound();
        ask(ANNA, HttpMethod.POST, "/conversations/" + UUID.randomUUID() + "/assistant", null)
                .expectStatus()
                .isNotFound();
        ask(BOB, HttpMethod.POST, "/conversations/" + id + "/claim", null)
                .expectStatus()
                .isOk();
        ask(ANNA, HttpMethod.POST, path, null)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.claimedBy.username")
                .isEqualTo(BOB);
        ask(BOB, HttpMethod.POST, path, null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.floor")
                .isEqualTo("assistant")
                .jsonPath("$.claimedBy")
                .isEqualTo(null);
    }

    @Test
    void whoIsSignedInGetsBackWhatTheyHadAndTheAnswerIsShown() {
        ChatVisitor ann = new ChatVisitor(server());
        ann.says("talk to a person");
        UUID id = await().atMost(SOON)
                .until(() -> jdbc.sql("""
                                        select c.id from conversations c join messages m on m.conversation = c.id
                                        where c.floor = 'queue' and m.text = 'talk to a person'
                                        order by c.opened_at desc limit 1""").query(UUID.class).optional(), Optional::isPresent)
                .orElseThrow();
        try (BrowserContext anna = browsing.profile()) {
            Page page = signIn(anna, SUE);
            page.navigate(server() + "/desk/conversations/" + id);
            button(page, "Claim this conversation");
            assertThat(page.locator("#standing")).hasText("You have this conversation.");
            page.getByLabel("Solved").check();
            button(page, "Close conversation");
            assertThat(page.locator(".gd-facts")).containsText("We asked, and the citizen has not answered");

            ann.says("no");
            assertThat(page.locator("#standing")).hasText("You have this conversation.");
            assertThat(page.locator(".gd-facts")).containsText("No, the citizen said so");
            assertThat(page.locator(".gd-line--assistant").last())
                    .containsText("I have passed this to the person you were writing with.");

            page.reload();
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-came-back-phone");
            button(page, "Give it back to the assistant");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The assistant has it again.");
            assertThat(page.locator(".gd-line--system").last())
                    .containsText("You are writing with our automatic assistant again.");
        }
    }

    @Test
    void hoursAndClosuresAreSetOnAPageWithoutAScript() {
        try (BrowserContext boss = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page page = signIn(boss, BOSS);
            DeskVisit.manage(page, "Opening hours");
            page.getByLabel("Show the hours of").selectOption("waste");
            button(page, "Show");
            assertThat(page.getByLabel("Monday")).hasValue("09:00-17:00");
            page.getByLabel("Monday").fill("9 to 5");
            page.getByLabel("Saturday").fill("10:00-12:00 13:00-16:00");
            button(page, "Save hours");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Monday: write times such as 09:00-17:00");
            assertThat(page.getByLabel("Saturday")).hasValue("10:00-12:00 13:00-16:00");
            browsing.complaints(); // the 400 itself
            page.getByLabel("Monday").fill("");
            button(page, "Save hours");
            assertThat(page.locator("#content"))
                    .containsText(
                            "We are open Tuesday to Friday, 9am to 5pm, and Saturday, 10am to midday and 1pm to 4pm");

            page.getByLabel("First day").fill("2031-06-04");
            page.getByLabel("From, if it is not the whole day").fill("13:00");
            page.getByLabel("Until").fill("17:00");
            page.getByLabel("Why").fill("Training <b>day</b>");
            button(page, "Add closure");
            assertThat(page.locator(".gd-row")).containsText("4 June 2031, 13:00 to 17:00");
            assertThat(page.locator(".gd-row bdi")).hasText("Training <b>day</b>");
        }
        try (BrowserContext boss = browsing.profile()) {
            Page page = signIn(boss, BOSS);
            page.navigate(server() + "/desk/hours?team=waste");
            browsing.inspect(page, "doc-desk-hours");
            page.setViewportSize(320, 640);
            browsing.inspect(page, "desk-hours-phone");
            button(page, "Remove the closure of 4 June 2031, 13:00 to 17:00");
            assertThat(page.locator(".gd-row")).hasCount(0);
            button(page, "Go back to the council’s hours");
            assertThat(page.getByLabel("Monday")).hasValue("09:00-17:00");
        }
    }

    @Test
    void targetsAreSetOnAPageAndWhatIsDueIsShownInWords() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext sue = browsing.profile()) {
            Page page = signIn(sue, SUE);
            DeskVisit.manage(page, "Targets");
            Locator reply = page.locator("#reply-normal");
            assertThat(reply).hasValue("2 hours");
            reply.fill("soon");
            button(page, "Save targets");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Normal: write a time such as 30 minutes");
            browsing.complaints(); // the 400 itself
            browsing.inspect(page, "desk-targets-wrong");
            reply.fill("1 minute");
            button(page, "Save targets");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The targets are saved.");
            browsing.inspect(page, "doc-desk-targets");
            ask(BOSS, HttpMethod.PUT, "/hours", Map.of("lines", List.of("Mon-Sun 00:00-24:00")))
                    .expectStatus()
                    .isOk();
            await().atMost(SOON).until(() -> calendars.of("waste").open(NIGHT));

            page.navigate(server() + "/desk");
            Locator row = page.locator(".gd-row", new Page.LocatorOptions().setHasText("T-" + id));
            assertThat(row).containsText("Late");
            assertThat(row).containsText("Reply late by");
            page.getByRole(AriaRole.LINK, named("What is due first")).click();
            assertThat(page).hasURL(server() + "/desk?order=due");
            assertThat(row).containsText("Reply late by");
            browsing.inspect(page, "doc-desk-due");
            page.navigate(server() + "/desk/conversations/" + id);
            assertThat(page.locator(".gd-facts")).containsText("Reply late by");
        }
    }

    private StaffMember member(String username) {
        return DeskFixture.now(new Staff(database).named(username));
    }

    private WebTestClient.ResponseSpec ask(String who, HttpMethod method, String path, @Nullable Map<String, ?> body) {
        WebTestClient.RequestBodySpec request = as(who).method(method).uri("/api/desk" + path);
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }

    private Page signIn(BrowserContext profile, String username) {
        Page page = profile.newPage();
        page.navigate(server() + "/desk");
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(DeskFixture.PASSWORD);
        button(page, "Sign in");
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Queue").setLevel(1)))
                .isVisible();
        return page;
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
