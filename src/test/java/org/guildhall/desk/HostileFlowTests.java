package org.guildhall.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.guildhall.Browsing;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A thousand hostile strings in every field that a citizen can fill, put into the database past all cleaning, so that the
 * pages alone have to hold: nothing runs, nothing is loaded, nothing becomes an element.
 */
class HostileFlowTests extends DeskServer {

    private static final String TEAM = "hostile-team";
    private static final List<String> STRINGS = Hostile.strings();
    private static final int A_PAGE = 50;

    /** As many as the queue shows at once. */
    private static final int A_QUEUE = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static Browsing browsing;

    private final List<String> dialogs = new ArrayList<>();

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
    void nobodyElseIsHere() {
        jdbc.sql("delete from blocks").update();
        DeskFixture.clear(jdbc);
        jdbc.sql("delete from dead_letters").update();
    }

    @Test
    void thereAreAThousandOfThem() {
        assertThat(STRINGS).hasSizeGreaterThanOrEqualTo(1_000).noneMatch(string -> string.contains("\0"));
    }

    @Test
    void inAConversationTheyAreText() {
        try (BrowserContext boss = browsing.profile()) {
            Page page = signIn(boss);
            for (List<String> some : slices(A_PAGE)) {
                UUID conversation = conversation(String.join(" ", some));
                List<String> expected = new ArrayList<>();
                for (String hostile : some) {
                    say(conversation, new Content.Text(hostile), null);
                    say(conversation, new Content.Text(hostile), hostile);
                    say(conversation, file(hostile), null);
                    say(conversation, new Content.Location(51.5, -0.1, hostile, hostile), null);
                    say(conversation, new Content.Contact(hostile, hostile), null);
                    offer(conversation, hostile);
                    expected.add(ShownText.visible(hostile));
                }
                page.navigate(server() + "/desk/conversations/" + conversation);
                harmless(page);
                assertThat(page.locator(".gd-line__words bdi").allTextContents())
                        .containsAll(expected);
                page.evaluate("document.querySelector('.gd-live').dataset.before = 'yes'");
                Response again = page.waitForResponse(
                        "**/desk/live/conversations/*",
                        () -> page.evaluate("document.querySelector('[hx-get^=\"/desk/live/conversations/\"]')"
                                + ".dispatchEvent(new Event('sse:changed'))"));
                assertThat(again.status()).isEqualTo(200);
                assertThat(page.locator(".gd-live[data-before]")).hasCount(0);
                assertThat(page.locator(".gd-line")).hasCount(6 * some.size());
                harmless(page);
            }
        }
    }

    @Test
    void inTheQueueAndInSearchTheyAreText() {
        try (BrowserContext boss = browsing.profile()) {
            Page page = signIn(boss);
            for (List<String> some : slices(A_QUEUE)) {
                some.forEach(hostile -> say(conversation(hostile), new Content.Text(hostile), null));
                page.navigate(server() + "/desk");
                harmless(page);
                assertThat(page.locator(".gd-row")).hasCount(some.size());
                DeskFixture.clear(jdbc);
            }
            some(60).stream().filter(hostile -> hostile.length() < 200).forEach(hostile -> {
                page.navigate(server() + "/desk/search?q=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8));
                harmless(page);
            });
        }
    }

    @Test
    void amongDeadLettersInTheAuditAndAsAReasonTheyAreText() {
        UUID conversation = conversation("Ann");
        for (String hostile : some(60)) {
            jdbc.sql(
                            "insert into dead_letters (id, channel, account, conversation, reason, body) values (:id, :channel, '42', null, :reason, uuid_send(:id))")
                    .param("id", Ids.next())
                    .param("channel", "telegram")
                    .param("reason", hostile)
                    .update();
            jdbc.sql("insert into audit (who, action, subject) values (:text, :text, :text)")
                    .param("text", hostile)
                    .update();
            jdbc.sql("""
                            insert into blocks (id, citizen, conversation, reason, note, days, asked_by, asked_by_name)
                            select :id, a.citizen, c.id, 'abuse', :text, 7, 'anna', :text
                            from conversations c join addresses a on a.id = c.address where c.id = :conversation""")
                    .param("id", Ids.next())
                    .param("text", hostile)
                    .param("conversation", conversation)
                    .update();
        }
        try (BrowserContext boss = browsing.profile()) {
            Page page = signIn(boss);
            for (String path : List.of(
                    "/desk/dead-letters",
                    "/desk/audit",
                    "/desk/blocks",
                    "/desk/conversations/" + conversation + "/block")) {
                page.navigate(server() + path);
                harmless(page);
            }
        }
    }

    @Test
    void shouldTheServerEverFailThePolicyLetsNothingIntoThePage() {
        try (BrowserContext boss = browsing.profile()) {
            Page page = signIn(boss);
            Object passed = page.evaluate(
                    """
                    (all) => all.filter((html) => {
                      try { document.createElement('div').innerHTML = html; return true; } catch { return false; }
                    })""",
                    List.of(
                            "<img src=x onerror=window.hurt=1>",
                            "<p>fine</p><script>window.hurt=1</script>",
                            "<template><svg><script>window.hurt=1</script></svg></template>",
                            "<template shadowrootmode=open><p>x</p></template>",
                            "<a href='java&#9;script:window.hurt=1'>x</a>",
                            "<div hx-on:click='window.hurt=1'></div>",
                            "<div hx-vals='js:{a:1}'></div>",
                            "<iframe srcdoc=x></iframe>",
                            "<form action='javascript:window.hurt=1'></form>",
                            "<p style='position:fixed'>x</p>",
                            "<p title='js: and javascript: are words here'><a href='/desk/conversations/1?x#y'>fine</a></p>"));
            assertThat(passed)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .singleElement()
                    .asString()
                    .contains("are words here");
            assertThat(page.evaluate("window.hurt")).isNull();
            browsing.complaints(); // the refusals themselves
        }
    }

    private Page signIn(BrowserContext profile) {
        Page page = DeskVisit.signIn(profile, server(), BOSS);
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    /** Of what the page is made of nothing is theirs, and nothing of theirs has run. What stands in a box is text. */
    private void harmless(Page page) {
        assertThat(page.evaluate("window.hurt")).isNull();
        assertThat(dialogs).isEmpty();
        assertThat(page.evaluate("""
                        () => {
                          const strange = (root) => [...root.querySelectorAll('*')].flatMap((one) => [
                            ...(one.hasAttribute('data-hostile') ? [one.outerHTML] : []),
                            ...[...one.attributes].filter((a) => a.name.startsWith('on') || a.name !== 'value' && /^\\s*javascript:/i.test(a.value)).map((a) => a.name),
                            ...(one.content instanceof DocumentFragment ? strange(one.content) : []),
                          ]);
                          return strange(document).join(' ').slice(0, 500);
                        }""")).isEqualTo("");
        assertThat(
                        page.evaluate(
                                "document.querySelectorAll('main :is(script, iframe, object, embed, style, link, base, svg, math)').length"))
                .isEqualTo(0);
        assertThat(page).hasURL(Pattern.compile(server().replace(".", "\\.") + "/desk.*"));
        assertThat(browsing.complaints()).isEmpty();
    }

    private static List<List<String>> slices(int size) {
        return IntStream.iterate(0, from -> from < STRINGS.size(), from -> from + size)
                .mapToObj(from -> STRINGS.subList(from, Math.min(from + size, STRINGS.size())))
                .toList();
    }

    /** So many, from all over the list. */
    private static List<String> some(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> STRINGS.get(i * STRINGS.size() / number))
                .toList();
    }

    private UUID conversation(String name) {
        UUID id = waiting(TEAM, "first");
        jdbc.sql(
                        "update citizens set name = :name where id = (select a.citizen from addresses a join conversations c on c.address = a.id where c.id = :id)")
                .param("name", name)
                .param("id", id)
                .update();
        jdbc.sql("delete from messages where conversation = :id")
                .param("id", id)
                .update();
        jdbc.sql("update conversations set last_seq = 0, handled_seq = 0 where id = :id")
                .param("id", id)
                .update();
        return id;
    }

    private static Content.Media file(String hostile) {
        return new Content.Media(Content.MediaKind.DOCUMENT, null, hostile, hostile, hostile, null);
    }

    private void offer(UUID conversation, String hostile) {
        Content choices = new Content.Choices(hostile, List.of(new Choice(hostile, hostile)));
        say(conversation, choices, hostile);
    }

    private void say(UUID conversation, Content content, @Nullable String choice) {
        UUID message = Ids.next();
        jdbc.sql("""
                        with said as (update conversations set last_seq = last_seq + 1, handled_seq = last_seq + 1
                                      where id = :conversation returning last_seq)
                        insert into messages (id, conversation, seq, sender, content, text, choice)
                        select :id, :conversation, last_seq, 'citizen', cast(:content as jsonb), :text, :choice from said""")
                .param("id", message)
                .param("conversation", conversation)
                .param("content", JSON.writeValueAsString(content))
                .param("text", content.text())
                .param("choice", choice)
                .update();
        if (content instanceof Content.Media media) {
            jdbc.sql("""
                            insert into attachments (id, message, kind, handle, file_name, media_type, state, file_type, file_size)
                            values (:id, :message, 'document', 'x', :name, :name, 'fetched', 'other', 10)""")
                    .param("id", Ids.next())
                    .param("message", message)
                    .param("name", media.fileName())
                    .update();
        }
    }
}
