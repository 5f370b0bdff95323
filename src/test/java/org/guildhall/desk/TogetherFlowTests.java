package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.guildhall.Browsing;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Typing;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.Disposable;

/** Several people at one desk, each in a real browser: who is there, who looks, who writes, and what waits for whom. */
class TogetherFlowTests extends DeskServer {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Counts what is played in place of playing it; a machine that runs tests may have no ears. */
    private static final String COUNTED_SOUND = """
            window.played = 0;
            window.AudioContext = class {
              state = 'running';
              currentTime = 0;
              resume() { return Promise.resolve(); }
              createOscillator() { window.played++; return { frequency: {}, connect: (to) => to, start() {}, stop() {} }; }
              createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect: (to) => to }; }
            };""";

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
    void nobodyTakesAnythingOnAndNothingWentWrongUnseen() {
        jdbc.sql("delete from staff_duties").update();
        jdbc.sql("update conversations set priority = 'normal' where priority = 'danger'")
                .update();
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void colleaguesSeeWhoElseLooksAndWhoIsWriting() {
        UUID id = waiting("waste", "my bin was not emptied");
        List<String> told = new CopyOnWriteArrayList<>();
        Disposable listening =
                signals.on(Typing.STAFF).filter(id.toString()::equals).subscribe(told::add);
        try (BrowserContext annas = browsing.profile();
                BrowserContext bobs = browsing.profile()) {
            Page anna = signIn(annas, ANNA);
            anna.navigate(server() + "/desk/conversations/" + id);
            Page bob = signIn(bobs, BOB);
            bob.navigate(server() + "/desk/conversations/" + id);
            Locator company = bob.locator(".gd-company");
            assertThat(company).hasText("Name of anna is looking at this too.");
            assertThat(anna.locator(".gd-company")).hasText("Name of bob is looking at this too.");

            anna.getByLabel("Reply to the citizen").pressSequentially("We");
            assertThat(company).hasText("Name of anna is writing a reply.");
            assertThat(bob.locator("#announce")).hasText("Name of anna is writing a reply.");
            assertThat(told)
                    .as("nobody holds it, so its citizen is told nothing")
                    .isEmpty();
            browsing.inspect(bob, "doc-desk-company");

            anna.close();
            assertThat(company).hasText("");
        } finally {
            listening.dispose();
        }
    }

    @Test
    void nothingIsSentOverWhatItsWriterHasNotSeen() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext annas = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page anna = signIn(annas, ANNA);
            anna.navigate(server() + "/desk/conversations/" + id);
            says(id, "it has come just now");
            anna.getByLabel("Reply to the citizen").fill("We will come tomorrow.");
            anna.getByLabel("Ask where it is").check();
            button(anna, "Claim and send reply");

            assertThat(anna.getByRole(AriaRole.ALERT)).containsText("so nothing was sent");
            assertThat(anna.getByLabel("Reply to the citizen")).hasValue("We will come tomorrow.");
            assertThat(anna.getByLabel("Ask where it is")).isChecked();
            assertThat(anna.locator(".gd-line--staff")).hasCount(0);
            assertThat(anna.locator(".gd-line:has(.gd-line__new)")).containsText("it has come just now");
            assertThat(anna.locator("#standing")).containsText("Waiting for a person");
            browsing.inspect(anna, "doc-desk-unseen");
            browsing.complaints(); // the 409 itself

            button(anna, "Send anyway");
            assertThat(anna.locator(".gd-line--staff")).containsText("We will come tomorrow.");
            assertThat(anna.locator(".gd-line__new")).hasCount(0);
        }
    }

    @Test
    void whatCameInSightCountsAsSeen() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext annas = browsing.profile()) {
            Page anna = signIn(annas, ANNA);
            anna.navigate(server() + "/desk/conversations/" + id);
            anna.getByLabel("Reply to the citizen").fill("We will come tomorrow.");
            says(id, "it has come just now");

            assertThat(line(anna, 2)).containsText("it has come just now");
            lookAt(line(anna, 2));
            assertThat(anna.locator("#reply-seen")).hasValue("2");
            button(anna, "Claim and send reply");
            assertThat(anna.locator(".gd-line--staff")).containsText("We will come tomorrow.");
        }
    }

    @Test
    void aCutNetworkLosesNoWordsAndIsCaughtUpWith() {
        UUID id = waiting("waste", "my bin was not emptied");
        try (BrowserContext annas = browsing.profile()) {
            Page anna = signIn(annas, ANNA);
            anna.navigate(server() + "/desk/conversations/" + id);
            awaitHere(ANNA, true);
            Locator reply = anna.getByLabel("Reply to the citizen");
            annas.setOffline(true);
            assertThat(anna.locator("#offline")).containsText("You are not connected.");

            reply.fill("We will come tomorrow.");
            button(anna, "Claim and send reply");
            assertThat(anna).hasURL(server() + "/desk/conversations/" + id);
            assertThat(reply).hasValue("We will come tomorrow.");
            says(id, "said while the network was cut");

            annas.setOffline(false);
            assertThat(line(anna, 2)).containsText("said while the network was cut");
            lookAt(line(anna, 2));
            assertThat(anna.locator("#offline")).hasText("");
            assertThat(anna.locator("#reply-seen")).hasValue("2");
            button(anna, "Claim and send reply");
            assertThat(anna.locator(".gd-line--staff")).containsText("We will come tomorrow.");
            browsing.complaints(); // what could not be fetched meanwhile
        }
    }

    @Test
    void whatWaitsIsGivenToWhoeverIsThereAndHandedOnWhenTheyLeave() {
        for (String username : List.of(ANNA, BOB)) {
            jdbc.sql("insert into staff_duties (staff, capacity) select id, 1 from staff where username = :username")
                    .param("username", username)
                    .update();
        }
        jdbc.sql("update conversations set floor = 'closed', closed_at = now(), held_by = null, held_by_name = null"
                        + " where floor <> 'closed'")
                .update();
        try (BrowserContext annas = browsing.profile();
                BrowserContext bobs = browsing.profile()) {
            Page anna = signIn(annas, ANNA);
            UUID first = waiting("waste", "first");
            assertThat(mine(anna)).containsText("T-" + first);
            assertThat(anna.locator("#yours")).containsText("You have a new conversation: T-" + first);
            browsing.inspect(anna, "desk-yours");
            UUID second = waiting("waste", "second");
            assertThat(waiting(anna)).containsText("T-" + second);

            Page bob = signIn(bobs, BOB);
            assertThat(mine(bob)).containsText("T-" + second);
            anna.close();
            awaitHere(ANNA, false);
            // Two minutes later.
            jdbc.sql("update staff_presence set expires_at = now() - interval '3 minutes'"
                            + " where staff = (select id from staff where username = 'anna')")
                    .update();
            jdbc.sql("update staff_sessions set last_used_at = last_used_at - interval '3 minutes'"
                            + " where staff = (select id from staff where username = 'anna')")
                    .update();
            jdbc.sql("update conversations set claimed_at = claimed_at - interval '3 minutes' where held_by = 'anna'")
                    .update();
            assertThat(waiting(bob)).containsText("T-" + first);

            Page again = annas.newPage();
            again.navigate(server() + "/desk");
            assertThat(mine(again)).containsText("T-" + first);
            again.navigate(server() + "/desk/conversations/" + first);
            assertThat(again.locator(".gd-notes")).containsText("went back to the queue");
        }
    }

    @Test
    void whoeverIsAwaySeesItAndKeepsTheirWords() {
        UUID mine = waiting("waste", "help");
        try (BrowserContext annas = browsing.profile()) {
            Page anna = signIn(annas, ANNA);
            anna.navigate(server() + "/desk/conversations/" + mine);
            anna.getByLabel("Reply to the citizen").fill("half a sentence");
            button(anna, "I’m away");
            assertThat(anna.locator("#here")).containsText("You get no new conversations today.");
            assertThat(anna.getByLabel("Reply to the citizen")).hasValue("half a sentence");
            assertThat(anna.getByRole(AriaRole.BUTTON, named("I’m back"))).isFocused();
            browsing.inspect(anna, "desk-away");

            anna.navigate(server() + "/desk/presence");
            assertThat(anna.locator("tr", new Page.LocatorOptions().setHasText("Name of anna")))
                    .containsText("Away today");
            button(anna, "I’m back");
            assertThat(anna.getByRole(AriaRole.BUTTON, named("I’m away"))).isVisible();
        }
        try (BrowserContext annas = browsing.profile(options -> options.setJavaScriptEnabled(false))) {
            Page anna = signIn(annas, ANNA);
            button(anna, "I’m away");
            assertThat(anna.locator("#here")).containsText("You get no new conversations today.");
            awaitHere(ANNA, true);
            button(anna, "I’m back");
            DeskVisit.signOut(anna);
            awaitHere(ANNA, false);
        }
    }

    @Test
    void dangerIsSeenHeardAndNotRepeated() {
        try (BrowserContext annas = browsing.profile()) {
            annas.addInitScript(COUNTED_SOUND);
            Page anna = signIn(annas, ANNA);
            UUID elsewhere = waiting("waste", "something else");
            anna.navigate(server() + "/desk/conversations/" + elsewhere);
            UUID gas = danger("i smell gas");
            assertThat(anna.locator("#alarm")).containsText("Somebody may be in danger: T-" + gas);
            played(anna, 4);
            browsing.inspect(anna, "doc-desk-danger");

            anna.navigate(server() + "/desk");
            assertThat(waiting(anna).locator(".gd-rows > li").first()).containsText("T-" + gas);
            assertThat(anna.locator("#alarm")).containsText("T-" + gas);
            assertThat(anna).hasTitle(Pattern.compile("^\\(\\d+, danger\\) Queue .*"));
            says(gas, "it is getting stronger");
            assertThat(waiting(anna)).containsText("it is getting stronger");
            silent(anna);
            browsing.inspect(anna, "desk-queue-danger");

            anna.getByLabel("Play a sound when somebody may be in danger").uncheck();
            anna.reload();
            assertThat(anna.getByLabel("Play a sound when somebody may be in danger"))
                    .not()
                    .isChecked();
            UUID fire = danger("there is a fire");
            assertThat(anna.locator("#alarm")).containsText("T-" + fire);
            silent(anna);
        }
    }

    @Test
    void theQueueIsLookedAtTeamByTeam() {
        UUID waste = waiting("waste", "my bin was not emptied");
        UUID desk = waiting("front-desk", "hello");
        DeskFixture.answered(jdbc, waste, "missed-bin");
        try (BrowserContext annas = browsing.profile()) {
            Page anna = signIn(annas, ANNA);
            assertThat(waiting(anna)).containsText("Perhaps: An article (97% sure)");
            anna.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Waste \\(\\d+\\)$")))
                    .click();
            assertThat(waiting(anna)).containsText("T-" + waste);
            assertThat(waiting(anna)).not().containsText("T-" + desk);
            UUID more = waiting("waste", "mine neither");
            assertThat(waiting(anna)).containsText("T-" + more);
            assertThat(waiting(anna)).not().containsText("T-" + desk);
            browsing.inspect(anna, "desk-queue-team");
        }
    }

    @Test
    void supervisorsSayWhatSomebodyTakesOn() {
        try (BrowserContext bosses = browsing.profile()) {
            Page boss = signIn(bosses, BOSS);
            boss.getByRole(AriaRole.LINK, named("Who is here")).click();
            assertThat(boss.locator("tr", new Page.LocatorOptions().setHasText("Name of boss")))
                    .containsText("Here");
            browsing.inspect(boss, "doc-desk-presence");
            boss.getByRole(AriaRole.LINK, named("Change what Name of anna takes on"))
                    .click();
            boss.getByLabel("Conversations at once").fill("lots");
            boss.getByLabel("Languages besides English").fill("Polish, Martian");
            button(boss, "Save");
            assertThat(boss.getByRole(AriaRole.ALERT)).containsText("Write a whole number from 0 to 100");
            assertThat(boss.getByRole(AriaRole.ALERT)).containsText("Write languages in English");
            assertThat(boss.getByLabel("Conversations at once")).hasValue("lots");
            browsing.inspect(boss, "desk-duty-wrong");
            browsing.complaints(); // the 400 itself

            boss.getByLabel("Conversations at once").fill("2");
            boss.getByLabel("Languages besides English").fill("Polish, urdu");
            button(boss, "Save");
            assertThat(boss.getByRole(AriaRole.ALERT)).containsText("What they take on is saved.");
            assertThat(boss.locator("tr", new Page.LocatorOptions().setHasText("Name of anna")))
                    .containsText("Polish, Urdu");
            boss.setViewportSize(320, 640);
            browsing.inspect(boss, "desk-presence-phone");
        }
        try (BrowserContext annas = browsing.profile()) {
            Page anna = signIn(annas, ANNA);
            anna.navigate(server() + "/desk/presence");
            assertThat(anna.getByText("Name of anna").first()).isVisible();
            assertThat(anna.locator("#content table a")).hasCount(0);
        }
    }

    private UUID danger(String words) {
        UUID id = waiting("waste", words);
        jdbc.sql("update conversations set priority = 'danger' where id = :id")
                .param("id", id)
                .update();
        signals.raise(Conversations.SIGNAL, id.toString());
        return id;
    }

    private void says(UUID id, String words) {
        DeskFixture.saysMore(jdbc, id, words);
        signals.raise(Conversations.SIGNAL, id.toString());
    }

    private static void played(Page page, int tones) {
        page.waitForCondition(() -> page.evaluate("window.played").equals(tones));
    }

    private static void silent(Page page) {
        assertThat((Object) page.evaluate("window.played")).isEqualTo(0);
    }

    private static Locator line(Page page, int seq) {
        return page.locator(".gd-line[data-seq='" + seq + "']");
    }

    private static Locator waiting(Page page) {
        return page.locator("section[aria-labelledby=waiting]");
    }

    private static Locator mine(Page page) {
        return page.locator("section[aria-labelledby=mine]");
    }

    private void awaitHere(String username, boolean here) {
        await().atMost(SOON)
                .until(() -> jdbc.sql("""
                                select exists (select from staff_presence p join staff s on s.id = p.staff
                                               where s.username = :username and p.kind <> 'program'
                                                 and p.expires_at > now())""")
                                .param("username", username)
                                .query(Boolean.class)
                                .single()
                        == here);
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

    /** The page may put it anew at this very moment. */
    private static void lookAt(Locator line) {
        await().pollInSameThread().atMost(SOON).ignoreExceptions().until(() -> {
            line.scrollIntoViewIfNeeded();
            return true;
        });
    }
}
