package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.guildhall.desk.DeskFixture.now;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.guildhall.Browsing;
import org.guildhall.canary.Canary;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.SlackApi;
import org.guildhall.simulator.SlackSide;
import org.guildhall.simulator.WebhookCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A staff room on Slack, from the code on a page of the desk to the claim under an announcement. */
class StaffRoomFlowTests extends DeskServer {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SECRET = Canary.secret("canary-signing");
    private static final String ROOM = "C0900";
    private static final String ROOMS_DIGITS = "0900";
    private static final SlackApi SLACK = SlackApi.start(0);

    private static Browsing browsing;

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    StaffLinks links;

    @DynamicPropertySource
    static void slack(DynamicPropertyRegistry registry) {
        registry.add("guildhall.channels.slack.bot-token", () -> SECRET + "-token");
        registry.add("guildhall.channels.slack.signing-secret", () -> SECRET);
        registry.add("guildhall.channels.slack.api-url", SLACK::url);
        registry.add("guildhall.channels.slack.staff-room", () -> ROOM);
    }

    @BeforeAll
    static void open() {
        browsing = new Browsing();
    }

    @AfterAll
    static void close() {
        browsing.close();
        SLACK.close();
    }

    @Test
    void aHandoverIsAnnouncedThereAndClaimedByOneOfTwoWhoAreLinked() throws Exception {
        try (BrowserContext profile = browsing.profile()) {
            Page page = signIn(profile, ANNA);
            page.navigate(server() + "/desk/messengers");
            assertThat(page.getByText("Nothing is linked yet.")).isVisible();
            browsing.inspect(page, "desk-messengers");
            button(page, "Get a code");
            String code = page.locator("#code").textContent();
            browsing.inspect(page, "desk-messengers-code");
            assertThat(post(side().said(side().newId(), "5001", code))).isEqualTo(200);
            await().atMost(SOON).until(() -> told("5001").contains("Hello Name of anna, now I know you."));
            page.navigate(server() + "/desk/messengers");
            assertThat(page.locator(".gd-row")).containsText("Slack");
            browsing.inspect(page, "desk-messengers-linked");

            link(BOB, "5002");
            link(HANA, "5003");
            UUID conversation = handedOver();
            Button claim = announced(conversation).buttons().getFirst();
            press("5003", claim);
            await().atMost(SOON).until(() -> told("5003").contains("There is nothing here that you could take."));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Stream.of("5001", "5002")
                        .map(person -> threads.submit(() -> press(person, claim)))
                        .toList()
                        .forEach(pressed ->
                                assertThat(pressed).succeedsWithin(SOON).isEqualTo(200));
            }

            String winner = holder(conversation);
            String loser = winner.equals(ANNA) ? "5002" : "5001";
            await().atMost(SOON).until(() -> told(loser).contains("Name of " + winner + " has T-"));
            await().atMost(SOON)
                    .until(() -> SLACK.changes().stream()
                            .anyMatch(call -> call.text().equals("Name of " + winner + " has taken T-" + conversation)
                                    && call.buttons().size() == 1));

            button(page, "Unlink Slack");
            assertThat(page.getByText("The link is gone.")).isVisible();
            press("5001", claim);
            await().atMost(SOON).until(() -> told("5001").contains("I do not know yet who you are at the desk"));
            assertThat(browsing.complaints()).isEmpty();
        }
        assertThat(jdbc.sql("select action from audit where who = 'anna' and action like 'messenger.%' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("messenger.code", "messenger.link", "messenger.unlink");
    }

    @Test
    void aCodeIsGoodOnceAndForMinutesAndForThoseWhoAnswer() throws Exception {
        StaffMember bob = member(BOB);
        String first = now(links.code(bob)).value();
        String second = now(links.code(bob)).value();
        post(side().said(side().newId(), "5012", first));
        await().atMost(SOON).until(() -> told("5012").contains("That code is not right"));
        jdbc.sql("update staff_link_codes set expires_at = now() - interval '1 second'")
                .update();
        post(side().said(side().newId(), "5013", second));
        await().atMost(SOON).until(() -> told("5013").contains("That code is not right"));

        String editors = now(links.code(member(EDITOR))).value();
        post(side().said(side().newId(), "5014", editors));
        await().atMost(SOON).until(() -> told("5014").contains("That code is not right"));
        assertThat(jdbc.sql("select count(*) from staff_messenger_links where person in ('U5012', 'U5013', 'U5014')")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from messages where text ilike '%link-%'")
                        .query(Integer.class)
                        .single())
                .as("no code is anybody's message")
                .isZero();
    }

    @Test
    void thePageIsForThoseWhoAnswer() {
        try (BrowserContext profile = browsing.profile()) {
            Page page = profile.newPage();
            page.navigate(server() + "/desk");
            page.getByLabel("Username").fill(EDITOR);
            page.getByLabel("Password").fill(DeskFixture.PASSWORD);
            button(page, "Sign in");
            DeskVisit.open(page, "You:");
            assertThat(page.getByText("Sign out")).isVisible();

            assertThat(Objects.requireNonNull(page.navigate(server() + "/desk/messengers"))
                            .status())
                    .isEqualTo(403);
            browsing.complaints();
        }
    }

    private void link(String username, String person) throws Exception {
        post(side().said(
                        side().newId(),
                        person,
                        now(links.code(member(username))).value()));
        await().atMost(SOON).until(() -> told(person).contains("Hello Name of " + username));
    }

    private StaffMember member(String username) {
        return now(new Staff(database).named(username));
    }

    /** As it is the moment it is handed over. */
    private UUID handedOver() {
        UUID conversation = waiting("waste", "my secret words");
        jdbc.sql("update conversations set queued_at = now() where id = :id")
                .param("id", conversation)
                .update();
        return conversation;
    }

    private static SlackApi.Call announced(UUID conversation) {
        await().atMost(SOON).until(() -> announcements(conversation).size() == 1);
        SlackApi.Call call = announcements(conversation).getFirst();
        assertThat(call.text())
                .startsWith("*T-" + conversation + " is waiting for Waste*\nPriority: normal. It came by Telegram.")
                .doesNotContain("secret")
                .doesNotContain("Ann");
        assertThat(call.body().toString()).contains("http://localhost:8080/desk/conversations/" + conversation);
        return call;
    }

    private static List<SlackApi.Call> announcements(UUID conversation) {
        return SLACK.messagesTo(ROOMS_DIGITS).stream()
                .filter(call -> call.text().contains(conversation.toString()))
                .toList();
    }

    private static String told(String person) {
        return SLACK.messagesTo(person).stream().map(SlackApi.Call::text).reduce("", String::concat);
    }

    private String holder(UUID conversation) {
        String holder = jdbc.sql("select held_by from conversations where id = :id")
                .param("id", conversation)
                .query(String.class)
                .single();
        assertThat(Set.of(ANNA, BOB)).contains(holder);
        return holder;
    }

    private SlackSide side() {
        return new SlackSide(URI.create(server()), SECRET);
    }

    private int press(String person, Button button) throws Exception {
        SlackSide side = side();
        return post(side.did(side.newId(), person, new Deed.Tapped(button)).orElseThrow());
    }

    private int post(WebhookCall call) throws Exception {
        return http.send(call.request(), HttpResponse.BodyHandlers.discarding()).statusCode();
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
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }
}
